import type { Step } from '../../design/step.js'
import type { Execution } from '../execution.js'
import type { Refusal } from '../refusal.js'

/** The step of a kind. */
export type StepOf<K extends Step['kind']> = Extract<Step, { readonly kind: K }>

/** How the steps of one kind run. */
export interface StepRunner {
  readonly kind: Step['kind']
  /** Runs a step; a refusal ends the operation. */
  readonly run: (step: Step, execution: Execution) => Refusal | null
}

/** A runner for the steps of one kind, which sees only those. */
export function stepRunner<K extends Step['kind']>(
  kind: K,
  run: (step: StepOf<K>, execution: Execution) => Refusal | null,
): StepRunner {
  const isMine = (step: Step): step is StepOf<K> => step.kind === kind
  return {
    kind,
    run: (step, execution) => {
      if (!isMine(step)) throw new Error(`a ${step.kind} step was given to the runner of ${kind}`)
      return run(step, execution)
    },
  }
}
