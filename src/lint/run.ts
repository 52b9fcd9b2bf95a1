import type { SourceCode } from 'eslint'

/** The names of all rules of the plugin, without the prefix that a user's config gives them. */
const names = new Set<string>()

/** Notes the name of a rule of the plugin. */
export function nameRule(name: string): void {
  names.add(name)
}

/** The rules of the plugin that are on for one file, by their ids: the prefix is the user's choice. */
export class Run {
  readonly #on = new Set<string>()
  readonly #prefixes = new Set<string>()
  #hasJudges = false

  /** A rule takes part. `isJudge` says whether it reports on declarations. */
  enter(id: string, name: string, isJudge: boolean): void {
    this.#on.add(id)
    this.#prefixes.add(id.slice(0, id.length - name.length))
    this.#hasJudges ||= isJudge
  }

  get hasJudges(): boolean {
    return this.#hasJudges
  }

  isOn(id: string): boolean {
    return this.#on.has(id)
  }

  /** Whether the plugin has a rule with this id. */
  knows(id: string): boolean {
    return [...this.#prefixes].some((prefix) => id.startsWith(prefix) && names.has(id.slice(prefix.length)))
  }
}

const runs = new WeakMap<SourceCode, Run>()

export function runOf(sourceCode: SourceCode): Run {
  const run = runs.get(sourceCode) ?? new Run()
  runs.set(sourceCode, run)
  return run
}
