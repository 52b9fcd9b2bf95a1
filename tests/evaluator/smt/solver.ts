/** A solver that is asked many questions about one set of definitions. */
import { setImmediate } from 'node:timers/promises'
import type { Model } from 'z3-solver'
import { init, killThreads } from 'z3-solver'
import type { Formula, Z3 } from './formulas.ts'

/** What is asked for of the compiled solver beneath its API. */
interface Compiled {
  ccall(name: string, returns: 'number', types: readonly string[], values: readonly unknown[]): number
}

/**
 * A solver that answers in this thread. Its own way is one more thread for each question, and the garbage collector may
 * free formulas in this one meanwhile: the memory is not made for two, and the answer may be wrong or never come.
 */
export async function startSolver(): Promise<{ z3: Z3; stop: () => Promise<void> }> {
  const api = await init()
  const compiled = api.em as Compiled
  api.Z3.solver_check_assumptions = (context, solver, assumptions) => {
    const pointers = new Uint8Array(Uint32Array.from(assumptions).buffer)
    const types = ['number', 'number', 'number', 'array']
    const values = [context, solver, assumptions.length, pointers]
    return Promise.resolve(compiled.ccall('Z3_solver_check_assumptions', 'number', types, values))
  }
  return { z3: api.Context('main'), stop: () => killThreads(api.em) }
}

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
      // The formulas that were collected are freed between questions.
      await setImmediate()
      const answer = await solver.check(...literals)
      if (answer === 'unknown') throw new Error(solver.reasonUnknown())
      return answer === 'sat'
    },
    model: () => solver.model(),
    release: () => solver.release(),
  }
}
