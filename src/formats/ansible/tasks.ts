/** Finds the tasks of a playbook or of a role's task file that manage security groups. */
import type { Entry, MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import { fixedOrigin, type Origin } from '../../model/reading.ts'
import { isForeign, noList } from '../unread.ts'

/** The module and its older name; a collection's name may stand in front: `alibaba.alicloud.ali_security_group`. */
export const MODULES: readonly string[] = ['ali_security_group', 'alicloud_security_group']

export interface Task {
  /** Where the task is reported: at its name, or at that of the module. No edit takes a whole task out. */
  readonly label: Origin
  /** Where it stands, e.g. `[0].tasks[2]`. */
  readonly address: string
  /** The arguments under the module's name. */
  readonly arguments: Value
  /** Arguments under `args`, which those of the module override. */
  readonly defaults: Value | undefined
  /** Conditions under which the task runs, spelled as those of a rule. */
  readonly conditions: readonly string[]
  /** The lists for each element of which it runs once. */
  readonly loops: readonly Value[]
}

/** What a play or block runs, and whether something else has to happen first. */
const SECTIONS = [
  { name: 'pre_tasks', when: undefined },
  { name: 'tasks', when: undefined },
  { name: 'block', when: undefined },
  { name: 'rescue', when: 'failure in' },
  { name: 'always', when: undefined },
  { name: 'post_tasks', when: undefined },
  { name: 'handlers', when: 'notification in' },
] as const

/** People nest blocks two or three deep; what lies deeper than this is not read. */
const DEEPEST_BLOCK = 32

/** The tasks of a document, and what stands in the place of lists of them. */
export function tasksOf(root: Value): Found {
  const found: Found = { tasks: [], unread: [] }
  collect(root, { address: '', conditions: [], loops: [] }, found, 0)
  return found
}

interface Found {
  readonly tasks: Task[]
  readonly unread: Unread[]
}

type Circumstances = Pick<Task, 'address' | 'conditions' | 'loops'>

function collect(list: Value, around: Circumstances, found: Found, depth: number): void {
  if (list.kind !== 'sequence' || depth > DEEPEST_BLOCK) return
  for (const [index, item] of list.items.entries()) {
    if (item.kind !== 'map') continue
    // `when: false` switches a task or block off.
    if (testsOf(item).some((test) => isScalar(test, false))) continue
    const own = circumstancesOf(item, { ...around, address: `${around.address}[${index}]` })
    const task = readTask(item, own)
    if (task !== undefined) found.tasks.push(task)
    for (const { name, when } of SECTIONS) {
      const section = item.get(name)
      if (section === undefined) continue
      if (isTask(section.value)) found.unread.push(noList(section.value, isForeign))
      const { address, conditions, loops } = own
      const trigger = when === undefined ? [] : [`${when} ${address}=true`]
      const inside = { address: `${address}.${name}`, conditions: [...conditions, ...trigger], loops }
      collect(section.value, inside, found, depth + 1)
    }
  }
}

/** A single task in the place of a list. */
function isTask(section: Value): boolean {
  return section.kind === 'map' && (section.entries.some(({ key }) => isModule(key)) || actionOf(section) !== undefined)
}

function readTask(item: MapValue, circumstances: Circumstances): Task | undefined {
  const module = item.entries.find(({ key }) => isModule(key)) ?? actionOf(item)
  if (module === undefined) return undefined
  const label = fixedOrigin((item.get('name')?.value ?? module.label).place)
  return { label, arguments: module.value, defaults: item.get('args')?.value, ...circumstances }
}

/** The older way to call a module: its name stands among the arguments of an action. */
function actionOf(item: MapValue): Entry | undefined {
  const action = item.get('action') ?? item.get('local_action')
  const module = action?.value.kind === 'map' ? action.value.get('module')?.value : undefined
  return module?.kind === 'scalar' && isModule(String(module.value)) ? action : undefined
}

function isModule(name: string): boolean {
  return MODULES.includes(name.slice(name.lastIndexOf('.') + 1))
}

function circumstancesOf(item: MapValue, around: Circumstances): Circumstances {
  const tests = testsOf(item).filter((test) => !isScalar(test, true))
  return {
    address: around.address,
    conditions: [...around.conditions, ...tests.map(conditionOf)],
    loops: [...around.loops, ...item.entries.filter(({ key }) => isLoop(key)).map(({ value }) => value)],
  }
}

function isLoop(key: string): boolean {
  return key === 'loop' || key.startsWith('with_')
}

/** The tests of a task, all of which have to hold. */
function testsOf(item: MapValue): readonly Value[] {
  const when = item.get('when')?.value
  if (when === undefined) return []
  return when.kind === 'sequence' ? when.items : [when]
}

function conditionOf(test: Value): string {
  return `${test.kind === 'scalar' ? String(test.value) : test.source}=true`
}

function isScalar(value: Value, data: boolean): boolean {
  return value.kind === 'scalar' && value.value === data
}
