/** Groups that a plan binds before their ids are known: what the configuration refers to in the list. */
import { describe, expect, it } from 'vitest'
import { configured, type ModuleOf, plan, type Planned } from '../terraform-plan/files.ts'
import { summaries } from './read.ts'

const GROUP = 'alicloud_security_group'
const VM = 'alicloud_instance.x'

/** What an expression refers to, as Terraform lists it: each with what it is a part of. */
function references(...addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((address) => [address, address.replace(/\.\w+$/u, '')])
}

function group(name: string): Planned {
  return { address: `${GROUP}.${name}`, values: { security_group_name: name }, unknown: { id: true } }
}

const a = `${GROUP}.a.id`
const b = `${GROUP}.b.id`

function instance(values: object, unknown: object): Planned {
  return { address: VM, values, unknown: { id: true, ...unknown } }
}

/** A plan of two groups, and of an instance whose list holds such references. */
function planOf(vm: Planned, listed: readonly string[], more: readonly Planned[] = []): object {
  return plan(
    { resources: [group('a'), group('b'), ...more, vm] },
    { resources: [configured(VM, { security_groups: listed })] },
  )
}

function bound(file: object): string | undefined {
  return summaries(file, 'plan.json')[0]?.replace(`instance ${VM}: `, '')
}

describe('a list with elements that are not known yet', () => {
  it.each<[string, unknown[], unknown[], readonly string[], string]>([
    ['one', [null], [true], references(a), `${GROUP}.a (irrelevant, complete)`],
    ['several', [null, null], [true, true], references(b, a), `${GROUP}.b, ${GROUP}.a (irrelevant, complete)`],
    [
      'some',
      [null, 'sg-1', null],
      [true, false, true],
      references(a, b),
      `${GROUP}.a, sg-1, ${GROUP}.b (irrelevant, complete)`,
    ],
    ['a choice among two', [null], [true], references(a, b), '? (irrelevant, complete)'],
    ['more than it refers to', [null, null], [true, true], references(a), '?, ? (irrelevant, complete)'],
    ['something else', [null, null], [true, true], [...references(a), 'var.b'], `${GROUP}.a, ? (irrelevant, complete)`],
    ['none that is told of', [null], [true], [], '? (irrelevant, complete)'],
  ])('%s', (_, values, unknown, listed, expected) => {
    const vm = instance({ security_groups: values }, { security_groups: unknown })
    expect(bound(planOf(vm, listed))).toBe(expected)
  })
})

describe('a set that is not known yet', () => {
  const vm = instance({}, { security_groups: true })

  it.each<[string, readonly string[], string]>([
    ['one', references(a), `${GROUP}.a (irrelevant, open)`],
    ['several', references(a, b), `${GROUP}.a, ${GROUP}.b (irrelevant, open)`],
    ['one by the index of its instance', [`${GROUP}.a`, 'count.index'], `${GROUP}.a (irrelevant, open)`],
    ['a choice by the index of its instance', [...references(a, b), 'count.index'], ' (irrelevant, open)'],
    ['a group and a variable', [...references(a), 'var.more'], ' (irrelevant, open)'],
    ['another attribute of a group', references(`${GROUP}.a.name`), ' (irrelevant, open)'],
    ['something that is no group', references('alicloud_vpc.v.id'), ' (irrelevant, open)'],
    ['a data source', [`data.${GROUP}s.d.ids`, `data.${GROUP}s.d`], ' (irrelevant, open)'],
    ['nothing that is told of', [], ' (irrelevant, open)'],
  ])('%s', (_, listed, expected) => {
    const vpc: Planned = { address: 'alicloud_vpc.v', values: {}, unknown: { id: true } }
    expect(bound(planOf(vm, listed, [vpc]))).toBe(expected)
  })

  it('of groups that a module makes', () => {
    const root: ModuleOf<Planned> = {
      resources: [vm],
      child_modules: [
        {
          address: 'module.groups',
          resources: ['a', 'b'].map((name) => ({ ...group(name), address: `module.groups.${GROUP}.${name}` })),
        },
      ],
    }
    const configuration = {
      resources: [configured(VM, { security_groups: ['module.groups.ids', 'module.groups'] })],
      module_calls: { groups: { module: { outputs: { ids: { expression: { references: references(a, b) } } } } } },
    }
    const names = ['a', 'b'].map((name) => `module.groups.${GROUP}.${name}`)
    expect(bound(plan(root, configuration))).toBe(`${names.join(', ')} (irrelevant, open)`)
  })

  it.each([
    ['module.groups.ids["a"]', 'module.groups.ids', 'module.groups'],
    ['module.groups.ids[0]', 'module.groups.ids', 'module.groups'],
  ])('of a part of what a module makes: %s', (...listed) => {
    const made = ['a', 'b'].map((name) => ({ ...group(name), address: `module.groups.${GROUP}.${name}` }))
    const configuration = {
      resources: [configured(VM, { security_groups: listed })],
      module_calls: { groups: { module: { outputs: { ids: { expression: { references: references(a, b) } } } } } },
    }
    const root: ModuleOf<Planned> = { resources: [vm], child_modules: [{ address: 'module.groups', resources: made }] }
    expect(bound(plan(root, configuration))).toBe(' (irrelevant, open)')
  })

  it('of an input or a group of the module itself, of which it may be either', () => {
    const inside = (planned: Planned): Planned => ({ ...planned, address: `module.m.${planned.address}` })
    const root: ModuleOf<Planned> = {
      resources: [group('a')],
      child_modules: [{ address: 'module.m', resources: [inside(group('b')), inside(vm)] }],
    }
    const module = { resources: [configured(VM, { security_groups: ['var.id', ...references(b)] })] }
    const calls = { module_calls: { m: { expressions: { id: { references: references(a) } }, module } } }
    expect(summaries(plan(root, calls), 'plan.json')).toEqual([`instance module.m.${VM}:  (irrelevant, open)`])
  })

  it('of instances of a group', () => {
    const instances = [0, 1].map((index) => ({ ...group('a'), address: `${GROUP}.a[${String(index)}]` }))
    const file = (...listed: readonly string[]): object =>
      plan({ resources: [...instances, vm] }, { resources: [configured(VM, { security_groups: listed })] })
    expect(bound(file(`${GROUP}.a[1].id`, `${GROUP}.a[1]`, `${GROUP}.a`))).toBe(`${GROUP}.a[1] (irrelevant, open)`)
    expect(bound(file(`${GROUP}.a`))).toBe(' (irrelevant, open)')
  })

  it('of references without an end', () => {
    const root: ModuleOf<Planned> = { resources: [vm], child_modules: [{ address: 'module.m' }] }
    const again = { expression: { references: ['var.x'] } }
    const configuration = {
      resources: [configured(VM, { security_groups: ['module.m.x', 'module.m'] })],
      module_calls: { m: { expressions: { x: { references: ['module.m.x'] } }, module: { outputs: { x: again } } } },
    }
    expect(bound(plan(root, configuration))).toBe(' (irrelevant, open)')
  })

  it('of more references than anything is bound to', () => {
    const many = Array.from({ length: 100 }, (_, index) => `g${String(index)}`)
    const file = plan(
      { resources: [...many.map(group), vm] },
      { resources: [configured(VM, { security_groups: references(...many.map((name) => `${GROUP}.${name}.id`)) })] },
    )
    expect(bound(file)).toBe(' (irrelevant, open)')
  })
})

describe('a list that is not known yet, of groups that are asked in its order', () => {
  const names = ['a', 'b'].map((name) => `tencentcloud_security_group.${name}`)
  const ids = names.map((name) => `${name}.id`)
  const groups = names.map((address): Planned => ({ address, values: {}, unknown: { id: true } }))

  it.each<[string, readonly string[], unknown, string]>([
    ['several in whole, which a function may have sorted', references(...ids), true, ' (listed, open)'],
    ['one in whole', references(...ids.slice(0, 1)), true, `${names.slice(0, 1).join()} (listed, open)`],
    ['several, each by itself', references(...ids), [true, true], `${names.join(', ')} (listed, complete)`],
  ])('%s', (_, listed, unknown, expected) => {
    const address = 'tencentcloud_instance.x'
    const values = { orderly_security_groups: unknown === true ? null : [null, null] }
    const vm: Planned = { address, values, unknown: { orderly_security_groups: unknown } }
    const configuration = { resources: [configured(address, { orderly_security_groups: listed })] }
    const [summary] = summaries(plan({ resources: [...groups, vm] }, configuration), 'plan.json')
    expect(summary).toBe(`instance ${address}: ${expected}`)
  })
})
