/** Policies of Alibaba Cloud's Resource Access Management (RAM): who may call which operations. */
import type { Edit, Origin, Reading } from './reading.ts'

export interface AccessPolicy {
  readonly statements: readonly AccessStatement[]
  /** Whether the file holds every statement. */
  readonly complete: boolean
}

export interface AccessStatement {
  readonly effect: Reading<'allow' | 'deny'>
  /** Whether it is about the operations that its list names, or about all others. */
  readonly names: 'others' | 'these'
  /** Patterns such as `ecs:Authorize*`. */
  readonly actions: readonly Reading<string>[]
  /** Whether the file holds every item of that list. */
  readonly complete: boolean
  /** Whether it holds at all times and for every security group; `false` also where the file does not settle it. */
  readonly unconditional: boolean
  /** The list of operations. */
  readonly origin: Origin
  /** Edits that add operations to the list; `undefined` where no safe edit exists. */
  readonly add: (actions: readonly string[]) => readonly Edit[] | undefined
}
