/** A solver that is asked many questions about one set of definitions. */
import type { Model } from 'z3-solver'
import type { Formula, Z3 } from './formulas.ts'

export interface Questions {
  /** A literal that stands for the formula; questions are asked in literals. */
  readonly define: (formula: Formula) => Formula
  /** What holds from now on. */
  readonly assume: (formula: Formula) => void
  /** Whether all of the literals can hold at once. Throws where the solver gives up. */
  readonly canHold: (...literals: Formula[]) => Promise<boolean>
  /** Values for which what was last asked holds; only after a yes. */
  readonly model: () => Model
  /** Frees the solver's memory, which the garbage collector does not see. */
  readonly release: () => void
}

export function createQuestions(z3: Z3, always: Formula): Questions {
  const solver = new z3.Solver()
  solver.add(always)
  return {
    define(formula) {
      const literal = z3.Bool.fresh('is')
      solver.add(literal.eq(formula))
      return literal
    },
    assume: (formula) => solver.add(formula),
    async canHold(...literals) {
      const answer = await solver.check(...literals)
      if (answer === 'unknown') throw new Error(solver.reasonUnknown())
      return answer === 'sat'
    },
    model: () => solver.model(),
    release: () => solver.release(),
  }
}
