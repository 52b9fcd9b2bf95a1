import { parseForESLint as parseYaml } from 'yaml-eslint-parser'
import { describe, expect, test } from 'vitest'
import { readDocuments } from '../../../src/document/index.ts'
import { terraformJson } from '../../../src/formats/terraform/index.ts'
import { root } from './read.ts'

const detect = (source: object | string, filename: string): boolean => terraformJson.detect(root(source), { filename })

describe('detection', () => {
  test.each([
    ['main.tf.json', {}],
    ['dir/MAIN.TF.JSON', { anything: 1 }],
    ['main.tf.json', [{ resource: {} }]],
    ['main.json', { resource: {} }],
    [
      'cdk.json',
      { '//': {}, terraform: {}, provider: {}, resource: [], data: {}, variable: {}, locals: {}, output: {} },
    ],
  ])('takes %s with %j', (filename, source) => {
    expect(detect(source, filename)).toBe(true)
  })

  test.each([
    ['main.json', {}],
    ['main.json', { variable: {} }],
    ['main.json', { resource: {}, Resources: {} }],
    ['main.json', { resource: {}, name: 'pkg' }],
    ['main.json', [{ resource: {} }]],
    ['main.tf.json', '"text"'],
    ['main.yaml', { resource: {} }],
    ['main.yml', { resource: {} }],
  ])('leaves %s with %j', (filename, source) => {
    expect(detect(source, filename)).toBe(false)
  })

  test('leaves YAML of the same structure', () => {
    const text = 'resource:\n  tencentcloud_security_group:\n    a: {}\n'
    const roots = readDocuments({ ast: parseYaml(text, {}).ast, text })
    expect(roots.map((value) => terraformJson.detect(value, { filename: 'main.yaml' }))).toEqual([false])
  })
})
