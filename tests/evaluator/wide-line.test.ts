import { describe, expect, it, vi } from 'vitest'
import type { WidestSource } from '../../src/evaluator/index.ts'
import { ANY_PUBLIC, exposures } from '../../src/evaluator/index.ts'
import { createAddressLine } from '../../src/evaluator/address-line.ts'
import { wideBlocks } from '../../src/evaluator/public-addresses.ts'
import { createWideLine } from '../../src/evaluator/wide-line.ts'
import { accept, from, list } from './groups.ts'

function linesOf(widest: WidestSource, ...cidrs: string[]) {
  const line = createAddressLine(list(...cidrs.map((cidr) => accept('all', from(cidr)))))
  return { line, wide: createWideLine(line, widest) }
}

describe('the wide blocks of a policy', () => {
  it('have a place for each cell at most, however narrow they are', () => {
    const cidrs = ['8.0.0.0/9', '8.8.8.8/32', '8.8.8.12/30', '2001:4860::/32', '2001:4860::8888/128']
    for (const widest of [ANY_PUBLIC, { ipv4: 31, ipv6: 127 }, { ipv4: 25, ipv6: 65 }, { ipv4: 9, ipv6: 33 }]) {
      const { line, wide } = linesOf(widest, ...cidrs)
      expect(wide.places).toBeLessThanOrEqual(line.cells)
    }
  })

  it('that start in one cell share a place', () => {
    // All of 9.0.0.0/8, which lies between two special-purpose blocks, and the last address of it.
    const { line, wide } = linesOf(
      {
        ...ANY_PUBLIC,
        except: from(
          '0.0.0.0/5',
          '8.0.0.0/8',
          '10.0.0.0/7',
          '12.0.0.0/6',
          '16.0.0.0/4',
          '32.0.0.0/3',
          '64.0.0.0/2',
          '128.0.0.0/1',
          '::/0',
        ).ranges as [],
      },
      '9.0.0.0/8',
      '9.255.255.255/32',
    )
    expect(wide.places).toBe(2)
    expect(line.spans.map((spans) => wide.within(spans))).toEqual([
      [0, 2],
      [1, 2],
    ])
    expect(line.spans.map((spans) => wide.touching(spans))).toEqual([
      [0, 2],
      [1, 2],
    ])
  })

  it('have one place where runs of them lie in one cell', () => {
    expect(linesOf(ANY_PUBLIC).wide.places).toBe(2)
    const { line, wide } = linesOf({ ipv4: 9, ipv6: 129 }, '8.0.0.0/8', '2001:4860::/32')
    // Ahead of 8.0.0.0/8, itself and behind it; and the same of 2001:4860::/32.
    expect(wide.places).toBe(6)
    expect(line.spans.map((spans) => wide.within(spans))).toEqual([
      [1, 2],
      [4, 5],
    ])
  })

  it('are looked up once for each run of them that lies in one cell', () => {
    const line = createAddressLine(list())
    const cellsWithin = vi.fn(line.cellsWithin)
    createWideLine({ ...line, cellsWithin }, ANY_PUBLIC)
    expect(cellsWithin).toHaveBeenCalledTimes(wideBlocks(ANY_PUBLIC).length)
  })

  it('are found where those ahead of them reach into the same cell', () => {
    // Half of 9.0.0.0/8 is in the cell of 11.0.0.0/8, which is open as a whole.
    const policy = list(accept('all', from('9.128.0.0/9', '10.0.0.0/7')))
    expect(exposures(policy, { ipv4: 9, ipv6: 129 })).toHaveLength(1)
  })

  it('are found at the very end of what is public', () => {
    const narrow = (cidr: string) => exposures(list(accept('all', from(cidr))), ANY_PUBLIC)
    expect(narrow('9.255.255.255/32')).toHaveLength(1)
    expect(narrow('11.0.0.0/32')).toHaveLength(1)
    expect(narrow('10.0.0.0/32')).toHaveLength(0)
    expect(narrow('10.255.255.255/32')).toHaveLength(0)
  })
})
