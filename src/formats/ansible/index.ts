/** Ansible playbooks and task files: the tasks of the module `ali_security_group`. */
import type { Format } from '../format.ts'
import { Groups } from '../terraform/groups.ts'
import { readGroup } from './groups.ts'
import { MODULES, tasksOf } from './tasks.ts'

export const ansible: Format = {
  name: 'ansible',
  keys: MODULES.map((module) => [module]),
  detect(root) {
    const { tasks, unread } = tasksOf(root)
    return tasks.length > 0 || unread.length > 0
  },
  read(root) {
    const groups = new Groups()
    const seen = new Set<string>()
    const { tasks, unread } = tasksOf(root)
    for (const task of tasks) readGroup(task, groups, seen)
    return { groups: groups.finish(), bindings: [], unread: [...unread, ...groups.unread] }
  },
}
