/** Versions of the structures that Terraform writes: what is read of them, and what is said of the others. */
import { describe, expect, it } from 'vitest'
import { plainReading, readJsonFile, textAt } from '../documents.ts'
import { ALI_RULE, plan, shown, stored } from './files.ts'

const resources = [{ address: `${ALI_RULE}.a`, values: { security_group_id: 'sg-1', type: 'ingress' } }]

/** How many groups a file declares, and the values of it that keep the rest from being read. */
function read(file: object): object {
  const text = JSON.stringify(file)
  const { groups, unread = [] } = readJsonFile(text)
  return { groups: groups.length, unread: unread.map((each) => [textAt(text, each.origin), plainReading(each)]) }
}

const told = (written: string, text: string): object => ({
  groups: 0,
  unread: [
    [
      written,
      {
        state: 'invalid',
        text,
        problem: { what: 'is no version of this format that is read, so that nothing of the file was judged' },
      },
    ],
  ],
})

describe('the representation of plans and states', () => {
  it.each(['0.1', '0.2', '1', '1.0', '1.2', '1.99'])('is read in version %s', (format_version) => {
    for (const file of [plan({ resources }), shown({ resources })])
      expect(read({ ...file, format_version })).toEqual({ groups: 1, unread: [] })
  })

  it.each([
    ['2.0', '"2.0"', '2.0'],
    ['10.0', '"10.0"', '10.0'],
    ['0', '"0"', '0'],
    ['', '""', ''],
    [2, '2', '2'],
    [null, 'null', 'null'],
    [['1.0'], '["1.0"]', '["1.0"]'],
  ])('is told of in version %j', (format_version, written, text) => {
    for (const file of [plan({ resources }), shown({ resources })])
      expect(read({ ...file, format_version })).toEqual(told(written, text))
  })
})

it('says nothing of other clouds', () => {
  const others = [{ address: 'aws_security_group.a', values: { name: 'web' } }]
  expect(read({ ...shown({ resources: others }), format_version: '2.0' })).toEqual({ groups: 0, unread: [] })
})

describe('the structure of terraform.tfstate', () => {
  it('is read in version 4', () => {
    expect(read(stored(resources))).toEqual({ groups: 1, unread: [] })
  })

  it.each([
    [3, '3'],
    [5, '5'],
    ['4', '"4"', '4'],
    [true, 'true'],
  ])('is told of in version %j', (version, written, text = written) => {
    expect(read({ ...stored(resources), version })).toEqual(told(written, text))
  })
})
