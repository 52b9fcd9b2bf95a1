import { describe, expect, it, vi } from 'vitest'
import type * as PublicAddresses from '../../src/evaluator/public-addresses.ts'
import { ANY_PUBLIC } from '../../src/evaluator/index.ts'
import { block } from './groups.ts'

/** Anew: what is special is read once, with the first question. */
async function read(): Promise<typeof PublicAddresses> {
  vi.resetModules()
  return import('../../src/evaluator/public-addresses.ts')
}

const around = (cidr: string) => {
  const { first, last } = block(cidr)
  return { before: BigInt(first) - 1n, behind: BigInt(last) + 1n }
}

describe('wideBlocks', () => {
  it('are all addresses of both families but the special-purpose ones', async () => {
    const { wideBlocks } = await read()
    const runs = wideBlocks(ANY_PUBLIC)
    const at = (family: number) => runs.filter((run) => run.family === family)
    expect(at(4)[0]).toEqual({
      family: 4,
      size: 1n,
      first: around('0.0.0.0/8').behind,
      last: around('10.0.0.0/8').before,
    })
    expect(at(4).at(-1)).toMatchObject({ first: around('203.0.113.0/24').behind, last: around('224.0.0.0/4').before })
    expect(at(6)[0]).toEqual({ family: 6, size: 1n, first: 2n, last: around('::ffff:0:0/96').before })
    expect(at(6).at(-1)).toMatchObject({ first: around('fe80::/10').behind, last: around('ff00::/8').before })
  })

  it('are found once for a source that several questions are about', async () => {
    const { wideBlocks } = await read()
    const source = { ipv4: 8, ipv6: 16 }
    expect(wideBlocks(source)).toBe(wideBlocks(source))
  })

  it('are never empty, however wide they have to be', async () => {
    const { wideBlocks } = await read()
    for (let width = 0; width <= 33; width++) {
      for (const { first, last, size } of wideBlocks({ ipv4: width, ipv6: 4 * width - 3 })) {
        expect(last - first + 1n).toBeGreaterThanOrEqual(size)
      }
    }
    expect(wideBlocks({ ipv4: 0, ipv6: 0 })).toEqual([])
  })
})
