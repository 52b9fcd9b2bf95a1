/** Work as a number that is the same on every machine: how often a question looks into a cover tree, or paints it. */
import { vi } from 'vitest'
import type { CoverTree } from '../../src/evaluator/cover-tree.ts'
import { createCoverTree } from '../../src/evaluator/cover-tree.ts'

const LOOKS = ['paint', 'undecided', 'decided', 'findDecided'] as const

/** The calls of all cover trees while something is asked; a look at no cells or for no services is none. */
export function looksOf(ask: () => unknown): number {
  const trees = Object.getPrototypeOf(createCoverTree(1)) as CoverTree
  const spies = LOOKS.map((look) => vi.spyOn(trees, look))
  try {
    ask()
    return spies.flatMap((spy) => spy.mock.calls.filter(([spans, bits]) => spans.length > 0 && bits !== 0)).length
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
