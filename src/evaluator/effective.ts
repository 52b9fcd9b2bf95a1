/** Which packets a rule decides at all. */
import type { CompiledRule } from './compile.ts'
import { compile } from './compile.ts'
import type { Exposure } from './exposure.ts'
import { servicesOf } from './exposure.ts'
import type { Policy } from './policy.ts'
import type { ServiceRun } from './service-bits.ts'
import { livenessOf } from './shadowed.ts'
import { worldsOf } from './worlds.ts'

/**
 * For each rule the services that it names for certain and of which it may decide some packet, by ascending rule index.
 * A service that rules ahead decide for every peer of the rule is left out, and so is a rule that is left with none.
 */
export function effectiveServices(policy: Policy): readonly Exposure[] {
  return worldsOf(policy)
    .flatMap((world) => {
      const compiled = compile(world.policy)
      const runs = new Map<CompiledRule, ServiceRun[]>()
      livenessOf(compiled, {
        onAsk(rule, word, open) {
          if (!world.judges(rule.index)) return
          const at = rule.certain.words.indexOf(word)
          for (let bits = at < 0 ? 0 : open & (rule.certain.masks[at] as number); bits !== 0; bits &= bits - 1) {
            const run = compiled.services.runs[word * 32 + (31 - Math.clz32(bits & -bits))]
            if (!run || run.identity !== undefined) continue
            const own = runs.get(rule)
            if (own) own.push(run)
            else runs.set(rule, [run])
          }
        },
      })
      return [...runs].map(([rule, own]) => ({ rule: world.original(rule.index), services: servicesOf(own) }))
    })
    .sort((a, b) => a.rule - b.rule)
}
