import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/formats/index.ts'
import { root } from '../terraform/read.ts'
import { ALI_RULE, plan, shown, stored } from './files.ts'

const RESOURCE = { address: `${ALI_RULE}.a`, values: { security_group_id: 'sg-1' } }

/** The name of the format that reads a file. */
function formatOf(file: object, filename = 'file.json'): string | undefined {
  const value = root(file)
  return formats.find((format) => format.detect(value, { filename }))?.name
}

describe('detection', () => {
  it.each([
    ['terraform-plan', plan({ resources: [RESOURCE] })],
    ['terraform-plan', { format_version: '1.2', planned_values: {} }],
    ['terraform-plan', { format_version: '1.2', resource_changes: [] }],
    ['terraform-plan', { format_version: '1.2', configuration: {} }],
    ['terraform-plan', { format_version: '99.0', planned_values: {} }],
    ['terraform-state', shown({ resources: [RESOURCE] })],
    ['terraform-state', { format_version: '1.0', values: { root_module: {} } }],
    ['terraform-state-file', stored([RESOURCE])],
    ['terraform-state-file', { version: 3, serial: 83, lineage: 'x', modules: [] }],
  ])('takes a %s', (name, file) => {
    expect(formatOf(file)).toBe(name)
    expect(formatOf(file, 'plan.tf.json')).toBe(name)
  })

  it.each([
    [{ planned_values: {} }],
    [{ format_version: '1.2' }],
    [{ format_version: '1.2', values: {} }],
    [{ format_version: '1.2', values: [] }],
    [{ values: { root_module: {} } }],
    [{ version: 4, resources: [] }],
    [{ version: 4, serial: 1 }],
    [[plan({})]],
  ])('leaves %j', (file) => {
    expect(formatOf(file)).toBeUndefined()
  })
})
