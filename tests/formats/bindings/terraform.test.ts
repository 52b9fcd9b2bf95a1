import { describe, expect, it } from 'vitest'
import { textAt } from '../terraform/read.ts'
import { readBindings, summaries } from './read.ts'

const sg = (name: string): string => `\${tencentcloud_security_group.${name}.id}`
const ali = (name: string): string => `\${alicloud_security_group.${name}.id}`
const of = (type: string, body: object): object => ({ resource: { [type]: { x: body } } })

describe('the arguments that bind groups', () => {
  it.each([
    ['tencentcloud_instance', { orderly_security_groups: [sg('a'), sg('b')] }, 'instance', 'listed'],
    ['tencentcloud_instance', { security_groups: [sg('a'), sg('b')] }, 'instance', 'undefined'],
    ['tencentcloud_eni', { orderly_security_groups: [sg('a'), sg('b')] }, 'interface', 'listed'],
    ['tencentcloud_eni', { security_groups: [sg('a'), sg('b')] }, 'interface', 'undefined'],
    ['tencentcloud_instance_set', { security_groups: [sg('a'), sg('b')] }, 'instance', 'undefined'],
    ['tencentcloud_cvm_launch_template', { security_group_ids: [sg('a'), sg('b')] }, 'template', 'undefined'],
    ['tencentcloud_cvm_launch_template_version', { security_group_ids: [sg('a'), sg('b')] }, 'template', 'undefined'],
    ['tencentcloud_as_scaling_config', { security_group_ids: [sg('a'), sg('b')] }, 'template', 'listed'],
    ['tencentcloud_clb_instance', { security_groups: [sg('a'), sg('b')] }, 'balancer', 'listed'],
  ])('%s %j', (type, body, kind, order) => {
    expect(summaries(of(type, body))).toEqual([
      `${kind} ${type}.x: tencentcloud_security_group.a, tencentcloud_security_group.b (${order}, complete)`,
    ])
  })

  it.each([
    ['alicloud_instance', { security_groups: [ali('a'), ali('b')] }, 'instance'],
    ['alicloud_ecs_instance_set', { security_group_ids: [ali('a'), ali('b')] }, 'instance'],
    ['alicloud_ecs_network_interface', { security_group_ids: [ali('a'), ali('b')] }, 'interface'],
    ['alicloud_network_interface', { security_groups: [ali('a'), ali('b')] }, 'interface'],
    ['alicloud_ecs_launch_template', { security_group_ids: [ali('a'), ali('b')] }, 'template'],
    ['alicloud_launch_template', { security_group_ids: [ali('a'), ali('b')] }, 'template'],
    ['alicloud_ess_scaling_configuration', { security_group_ids: [ali('a'), ali('b')] }, 'template'],
  ])('%s %j', (type, body, kind) => {
    expect(summaries(of(type, body))).toEqual([
      `${kind} ${type}.x: alicloud_security_group.a, alicloud_security_group.b (irrelevant, complete)`,
    ])
  })

  it('may take a single group', () => {
    expect(summaries(of('alicloud_ess_scaling_configuration', { security_group_id: ali('a') }))).toEqual([
      'template alicloud_ess_scaling_configuration.x: alicloud_security_group.a (irrelevant, complete)',
    ])
  })

  it('hold the groups of further interfaces in blocks of their own', () => {
    const network_interfaces = [{ security_group_ids: [ali('b')] }, { security_group_ids: [ali('c')] }]
    expect(summaries(of('alicloud_instance', { security_groups: [ali('a')], network_interfaces }))).toEqual([
      'instance alicloud_instance.x: alicloud_security_group.a (irrelevant, complete)',
      'interface alicloud_instance.x network_interfaces[0]: alicloud_security_group.b (irrelevant, complete)',
      'interface alicloud_instance.x network_interfaces[1]: alicloud_security_group.c (irrelevant, complete)',
    ])
    const auto_scaling_config = { orderly_security_group_ids: [sg('a'), sg('b')] }
    expect(summaries(of('tencentcloud_kubernetes_node_pool', { auto_scaling_config }))).toEqual([
      'template tencentcloud_kubernetes_node_pool.x auto_scaling_config[0]: tencentcloud_security_group.a, tencentcloud_security_group.b (listed, complete)',
    ])
  })

  it('are reported at the name of the resource, and each group where it is named', () => {
    const text = JSON.stringify(of('tencentcloud_instance', { orderly_security_groups: [sg('a'), 'sg-12345678'] }))
    const [binding] = readBindings(text)
    expect(binding && textAt(text, binding.origin)).toBe('"x"')
    const places = binding?.groups.map((group) => (group.state === 'absent' ? '' : textAt(text, group.origin)))
    expect(places).toEqual([`"${sg('a')}"`, '"sg-12345678"'])
  })
})

describe('the groups of a list', () => {
  it.each<[unknown, string]>([
    [['sg-1', 'sg-2'], 'sg-1, sg-2 (listed, complete)'],
    ['sg-1', 'sg-1 (listed, complete)'],
    [['', null, 'sg-1'], 'sg-1 (listed, complete)'],
    [['${var.known}', '${local.known}'], 'sg-default, sg-local (listed, complete)'],
    [['${var.open}', '${module.m.id}'], '?var.open, ?module.m.id (listed, complete)'],
    [['${data.tencentcloud_security_groups.d.id}'], '?data.tencentcloud_security_groups.d.id (listed, complete)'],
    [['${tencentcloud_security_group.a[0].id}'], 'tencentcloud_security_group.a[0] (listed, complete)'],
    [['${tencentcloud_security_group.a[count.index].id}', '${each.value}'], '?, ? (listed, complete)'],
    [['${tencentcloud_security_group.a.name}'], '?tencentcloud_security_group.a.name (listed, complete)'],
    ['${local.list}', 'sg-1, tencentcloud_security_group.a (listed, complete)'],
    ['${var.open}', ' (listed, open)'],
    ['${concat(var.a, var.b)}', ' (listed, open)'],
    ['${tencentcloud_security_group.a.*.id}', ' (listed, open)'],
    [[{ id: 'sg-1' }, true], '?is not a string or a number, ?is not a string or a number (listed, complete)'],
  ])('%j', (orderly_security_groups, expected) => {
    const source = {
      variable: { known: { default: 'sg-default' }, open: {} },
      locals: { known: 'sg-local', list: ['sg-1', sg('a')] },
      resource: { tencentcloud_instance: { x: { orderly_security_groups } } },
    }
    expect(summaries(source)).toEqual([`instance tencentcloud_instance.x: ${expected}`])
  })

  it.each<[object, string]>([
    [{ orderly_security_groups: [], security_groups: ['sg-1'] }, 'sg-1 (undefined, complete)'],
    [{ orderly_security_groups: ['sg-1'], security_groups: ['sg-2'] }, 'sg-1 (listed, complete)'],
    [{ orderly_security_groups: '${var.list}', security_groups: ['sg-1'] }, 'sg-1 (undefined, complete)'],
    [{ count: 2, security_groups: ['sg-1'] }, 'sg-1 (undefined, complete, tencentcloud_instance.x=1)'],
    [{ for_each: '${var.all}', security_groups: ['sg-1'] }, 'sg-1 (undefined, complete, tencentcloud_instance.x=1)'],
  ])('%j', (body, expected) => {
    expect(summaries(of('tencentcloud_instance', body))).toEqual([`instance tencentcloud_instance.x: ${expected}`])
  })

  it.each([{}, { security_groups: [] }, { orderly_security_groups: null }, { count: 0, security_groups: ['sg-1'] }])(
    'is no binding: %j',
    (body) => {
      expect(summaries(of('tencentcloud_instance', body))).toEqual([])
    },
  )

  it('that dynamic blocks make is left open', () => {
    const dynamic = { network_interfaces: { for_each: '${var.all}', content: { security_group_ids: ['sg-1'] } } }
    expect(summaries(of('alicloud_instance', { dynamic }))).toEqual([])
  })
})

describe('attachments', () => {
  const attachment = (instance_id: unknown, security_group_id: unknown): object => ({ instance_id, security_group_id })
  const web = '${tencentcloud_instance.web.id}'

  it('are gathered under what they name', () => {
    const source = {
      resource: {
        tencentcloud_cvm_security_group_attachment: {
          a: attachment(web, sg('a')),
          b: attachment(web, sg('b')),
          c: attachment('ins-1', 'sg-1'),
          d: attachment('${var.instance}', 'sg-1'),
          e: attachment('${var.instance}', 'sg-2'),
        },
      },
    }
    expect(summaries(source)).toEqual([
      'instance tencentcloud_instance.web: tencentcloud_security_group.a, tencentcloud_security_group.b (undefined, open)',
      'instance ins-1: sg-1 (undefined, open)',
      'instance var.instance: sg-1, sg-2 (undefined, open)',
    ])
  })

  it('join the groups that the thing itself lists, and unsettle their order', () => {
    const source = {
      resource: {
        tencentcloud_cvm_security_group_attachment: { a: attachment(web, sg('c')) },
        tencentcloud_instance: { web: { orderly_security_groups: [sg('a'), sg('b')] } },
      },
    }
    expect(summaries(source)).toEqual([
      'instance tencentcloud_instance.web: tencentcloud_security_group.a, tencentcloud_security_group.b, tencentcloud_security_group.c (undefined, complete)',
    ])
  })

  it('bind several at once', () => {
    const source = {
      resource: {
        tencentcloud_eni_sg_attachment: {
          x: { network_interface_ids: ['${tencentcloud_eni.e.id}'], security_group_ids: [sg('a'), sg('b')] },
        },
        tencentcloud_clb_security_group_attachment: {
          x: { load_balancer_ids: ['lb-1', 'lb-2'], security_group: sg('a') },
        },
      },
    }
    expect(summaries(source)).toEqual([
      'interface tencentcloud_eni.e: tencentcloud_security_group.a, tencentcloud_security_group.b (undefined, open)',
      'balancer lb-1: tencentcloud_security_group.a (undefined, open)',
      'balancer lb-2: tencentcloud_security_group.a (undefined, open)',
    ])
  })

  it('stay apart where nothing tells what they name', () => {
    const source = {
      resource: {
        tencentcloud_cvm_security_group_attachment: {
          a: attachment('${each.value}', 'sg-1'),
          b: attachment('${each.value}', 'sg-2'),
        },
      },
    }
    expect(summaries(source)).toEqual([
      'instance tencentcloud_cvm_security_group_attachment.a: sg-1 (undefined, open)',
      'instance tencentcloud_cvm_security_group_attachment.b: sg-2 (undefined, open)',
    ])
  })

  it('that may not exist bind nothing for certain', () => {
    const source = {
      resource: {
        tencentcloud_cvm_security_group_attachment: { a: { ...attachment(web, sg('b')), count: '${var.n}' } },
        tencentcloud_instance: { web: { orderly_security_groups: [sg('a')] } },
      },
    }
    expect(summaries(source)).toEqual([
      'instance tencentcloud_instance.web: tencentcloud_security_group.a (undefined, open)',
    ])
  })
})

describe('one instance of a group', () => {
  const GROUP = 'tencentcloud_security_group'
  const file = (group: object, rules: object, bound: readonly string[]): object => ({
    resource: {
      [GROUP]: { a: group },
      tencentcloud_security_group_rule_set: rules,
      tencentcloud_instance: { x: { orderly_security_groups: bound } },
    },
  })
  const idOf = (instance: string): string => `\${${GROUP}.a${instance}.id}`
  const rulesOf = (instance: string): object => ({ security_group_id: idOf(instance), ingress: [{}] })

  it.each<[string, object, string]>([
    ['the only one', file({ count: 1 }, {}, [idOf('[0]')]), `${GROUP}.a`],
    ['one that is not there', file({ count: 1 }, {}, [idOf('[1]')]), `${GROUP}.a[1]`],
    ['the one that has rules', file({ count: 2 }, { r: rulesOf('[0]') }, [idOf('[0]')]), `${GROUP}.a`],
    ['by its key', file({ for_each: { k: 1 } }, { r: rulesOf('["k"]') }, [idOf('["k"]')]), `${GROUP}.a`],
    ['another than the one that has rules', file({ count: 2 }, { r: rulesOf('[0]') }, [idOf('[1]')]), `?${GROUP}.a[1]`],
    [
      'one of several that have rules',
      file({ count: 2 }, { r: rulesOf('[0]'), s: rulesOf('[1]') }, [idOf('[0]')]),
      `?${GROUP}.a[0]`,
    ],
    [
      'one whose rules may be those of another',
      file({ count: 2 }, { r: rulesOf('[0]'), s: { count: 2, ...rulesOf('[count.index]') } }, [idOf('[0]')]),
      `?${GROUP}.a[0]`,
    ],
    ['one without rules', file({ count: '${var.n}' }, {}, [idOf('[0]')]), `?${GROUP}.a[0]`],
    ['one of a group declared elsewhere', file({}, {}, ['${tencentcloud_security_group.b[0].id}']), `${GROUP}.b[0]`],
  ])('%s', (_, source, expected) => {
    expect(summaries(source)).toEqual([`instance tencentcloud_instance.x: ${expected} (listed, complete)`])
  })
})

describe('plans and states', () => {
  const resource = (type: string, values: object): object => ({
    ...{ address: `${type}.x`, mode: 'managed', type, name: 'x' },
    values,
  })
  const state = (...resources: object[]): object => ({
    format_version: '1.0',
    values: { root_module: { resources } },
  })

  it('name groups and instances by their ids', () => {
    const source = state(
      resource('tencentcloud_security_group', { id: 'sg-a', name: 'a' }),
      resource('tencentcloud_instance', { id: 'ins-1', orderly_security_groups: ['sg-a', 'sg-b'] }),
      resource('tencentcloud_cvm_security_group_attachment', { instance_id: 'ins-1', security_group_id: 'sg-c' }),
    )
    expect(summaries(source, 'state.json')).toEqual([
      'instance tencentcloud_instance.x: tencentcloud_security_group.x, sg-b, sg-c (undefined, complete)',
    ])
  })
})
