/** Gathers the rules of a file under their groups. */
import type { Binding, ProviderName, SecurityGroup, Unread } from '../../model/declarations.ts'
import type { Direction } from '../../model/packet-space.ts'
import type { RawRule } from '../../model/raw-rule.ts'
import { ABSENT, type Origin, type Reading } from '../../model/reading.ts'
import { providers } from '../../providers/index.ts'
import { known } from '../raw.ts'
import type { Resource } from './module.ts'
import type { Target } from './ids.ts'
import { withSharedIndexes } from './shared-indexes.ts'

/** What speaks of a group: its own resource, or one that holds rules of it. */
export type Speaker = Pick<Resource, 'address' | 'label' | 'single'>

/** What a group resource says of itself. */
export type GroupFacts = Pick<SecurityGroup, 'conditions' | 'description' | 'name' | 'network' | 'region' | 'type'>

export const BOTH: readonly Direction[] = ['ingress', 'egress']

/** A group while its rules are being read. */
export class GroupDraft {
  readonly provider: ProviderName
  readonly key: string
  readonly #rules: { readonly raw: RawRule; readonly instance: string | undefined }[] = []
  readonly #instances = new Set<string>()
  readonly #loose = new Set<Direction>()
  readonly #listed = { ingress: 0, egress: 0 }
  #declaration: { readonly origin: Origin; readonly facts: GroupFacts } | undefined
  readonly #anchor: Origin
  #owned = false

  constructor(provider: ProviderName, key: string, anchor: Origin) {
    this.provider = provider
    this.key = key
    this.#anchor = anchor
  }

  declare(origin: Origin, facts: GroupFacts): void {
    this.#declaration ??= { origin, facts }
  }

  /** Notes that there may be more rules, or fewer, than the file shows. */
  loosen(directions: readonly Direction[]): void {
    for (const direction of directions) this.#loose.add(direction)
  }

  /** Notes that one resource holds all rules of the group, wherever the group is declared. */
  own(): void {
    this.#owned = true
  }

  /** The next place in the group's list of one direction. */
  nextPosition(direction: Direction): number {
    return this.#listed[direction]++
  }

  add(raw: RawRule, instance: string | undefined): void {
    this.#rules.push({ raw, instance })
    if (instance !== undefined) this.#instances.add(instance)
  }

  /** Set where every rule is one of the same instance of the group: how that goes where it is bound. */
  get onlyInstance(): string | undefined {
    const [instance, another] = this.#instances
    const isWhole = another === undefined && this.#rules.every((rule) => rule.instance === instance)
    return instance !== undefined && isWhole ? `${this.key}[${instance}]` : undefined
  }

  /** `open` holds the directions in which rules of the file may belong to any of its groups. */
  finish(open: ReadonlySet<Direction>): SecurityGroup {
    const declaration = this.#declaration
    const facts = declaration?.facts ?? { name: ABSENT, description: ABSENT, type: ABSENT, network: this.#network() }
    const isComplete = (direction: Direction): boolean =>
      !this.#loose.has(direction) && (this.#owned || (declaration !== undefined && !open.has(direction)))
    const isListed = (direction: Direction): boolean =>
      !this.#loose.has(direction) && !open.has(direction) && this.#listed[direction] > 0
    const contiguous = { ingress: isListed('ingress'), egress: isListed('egress') }
    return {
      provider: this.provider,
      key: this.key,
      ...(declaration && { declaration: declaration.origin }),
      anchor: this.#anchor,
      ...facts,
      rules: withSharedIndexes(
        this.#rules.map(({ raw, instance }) => providers[this.provider].rule(this.#conditioned(raw, instance))),
      ),
      complete: { ingress: isComplete('ingress'), egress: isComplete('egress') },
      ...((contiguous.ingress || contiguous.egress) && { contiguous }),
    }
  }

  #network(): SecurityGroup['network'] {
    return this.provider === 'tencentcloud' ? 'vpc' : 'unknown'
  }

  /** Instances of one group resource are groups of their own: their rules never meet. */
  #conditioned(raw: RawRule, instance: string | undefined): RawRule {
    if (instance === undefined || this.#instances.size < 2) return raw
    return { ...raw, conditions: [...raw.conditions, `${this.key}=${instance}`] }
  }
}

export class Groups {
  /** What stands for groups and rules that are not read. */
  readonly unread: Unread[] = []
  readonly #drafts = new Map<string, GroupDraft>()
  readonly #open = { alicloud: new Set<Direction>(), tencentcloud: new Set<Direction>() }

  /** The group with this key; the first resource to speak of it gives it its place in the file. */
  get(provider: ProviderName, key: string, speaker: Speaker): GroupDraft {
    const id = `${provider} ${key}`
    const draft = this.#drafts.get(id) ?? new GroupDraft(provider, key, speaker.label)
    this.#drafts.set(id, draft)
    return draft
  }

  /** The group of a rule resource whose rules have these directions. */
  of(provider: ProviderName, resource: Speaker, target: Target, directions: readonly Direction[]): GroupDraft {
    if (target.open) for (const direction of directions) this.#open[provider].add(direction)
    const draft = this.get(provider, target.key ?? resource.address, resource)
    if (!resource.single) draft.loosen(directions)
    return draft
  }

  /** Notes that there may be rules of any group that are not read. */
  open(): void {
    for (const directions of Object.values(this.#open)) for (const direction of BOTH) directions.add(direction)
  }

  /** Bindings with their groups by key: the one instance of a group that has rules is the group of the file. */
  bound(bindings: readonly Binding[]): readonly Binding[] {
    const keys = new Map<string | undefined, string>()
    for (const { onlyInstance, key } of this.#drafts.values())
      if (onlyInstance !== undefined) keys.set(onlyInstance, key)
    const settled = (group: Reading<string>): Reading<string> => {
      const key = group.state === 'unknown' ? keys.get(group.identity) : undefined
      return group.state === 'unknown' && key !== undefined ? known(key, group.origin) : group
    }
    return keys.size === 0 ? bindings : bindings.map((each) => ({ ...each, groups: each.groups.map(settled) }))
  }

  finish(): readonly SecurityGroup[] {
    return [...this.#drafts.values()].map((draft) => draft.finish(this.#open[draft.provider]))
  }
}
