/** Ansible playbooks and task files: the tasks of the module `ali_security_group`. */
import type { Format } from '../format.ts'
import { Groups } from '../terraform/groups.ts'
import { readGroup } from './groups.ts'
import { MODULES, tasksOf } from './tasks.ts'

export const ansible: Format = {
  name: 'ansible',
  keys: MODULES.map((module) => [module]),
  detect: (root) => tasksOf(root).length > 0,
  read(root) {
    const groups = new Groups()
    const seen = new Set<string>()
    for (const task of tasksOf(root)) readGroup(task, groups, seen)
    return { groups: groups.finish(), bindings: [] }
  },
}
