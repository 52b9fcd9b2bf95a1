/** Work as a number that is the same on every machine: how often a question looks at the cells or boxes of something. */
import { vi } from 'vitest'
import type { CoverTree } from '../../src/evaluator/cover-tree.ts'
import { createCoverTree } from '../../src/evaluator/cover-tree.ts'
import { FirstInRow } from '../../src/evaluator/first-in-row.ts'
import { Leftover } from '../../src/evaluator/leftover.ts'
import { PaintedRow } from '../../src/evaluator/painted-row.ts'

/** The looks at cover trees, rows and leftovers while something is asked; one at no cells or for no services is none. */
export function looksOf(ask: () => unknown): number {
  const trees = Object.getPrototypeOf(createCoverTree(1)) as CoverTree
  const ofTrees = (['paint', 'undecided', 'decided', 'findDecided'] as const).map((look) => vi.spyOn(trees, look))
  const ofRows = (['paint', 'isPainted', 'find'] as const).map((look) => vi.spyOn(PaintedRow.prototype, look))
  const ofFirsts = (['enter', 'firstIn'] as const).map((look) => vi.spyOn(FirstInRow.prototype, look))
  const ofLeftovers = vi.spyOn(Leftover.prototype, 'takeBox')
  try {
    ask()
    return [
      ...ofTrees.flatMap(({ mock }) => mock.calls.filter(([spans, bits]) => spans.length > 0 && bits !== 0)),
      ...[...ofRows, ...ofFirsts].flatMap(({ mock }) => mock.calls.filter(([spans]) => spans.length > 0)),
      ...ofLeftovers.mock.calls,
    ].length
  } finally {
    for (const spy of [...ofTrees, ...ofRows, ...ofFirsts, ofLeftovers]) spy.mockRestore()
  }
}
