/**
 * What is claimed of cost, measured: ratios in one run, with their limits.
 *
 * Usage: npm run bench                       all of them
 *        npm run bench -- corpus [folder]    one of them
 */
const benches = {
  size: () => import('./size.ts'),
  import: () => import('./import.ts'),
  'other-files': () => import('./other-files.ts'),
  corpus: () => import('./corpus.ts'),
  evaluator: () => import('./evaluator.ts'),
}

const [, , chosen] = process.argv
const selected = Object.entries(benches).filter(([name]) => chosen === undefined || name === chosen)
if (selected.length === 0) throw new Error(`There is no bench ${chosen ?? ''}: ${Object.keys(benches).join(', ')}.`)
for (const [, run] of selected) await run()
