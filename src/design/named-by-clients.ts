import type { Step } from './step.js'

/** An operation as far as it tells who names what. */
interface Writing {
  readonly steps: readonly Step[] | null
}

/**
 * Whether clients may put any address into a column of addresses, those of other people's files among them: then a file
 * is not removed because such a row went or named another one (CWE-639). Operations for a role alone are trusted.
 */
export function namedByClients(operations: readonly Writing[], entity: string, field: string): boolean {
  return operations.some(({ steps }) => {
    if (steps === null || steps.some(({ kind }) => kind === 'permit')) return false
    const rows = new Set(
      steps.flatMap((step) =>
        (step.kind === 'find' || step.kind === 'insert') && step.entity === entity ? [step.row] : [],
      ),
    )
    return steps.some(
      (step) =>
        (step.kind === 'insert' || step.kind === 'assign') &&
        rows.has(step.row) &&
        step.values.some(({ field: column, value }) => column === field && value.kind === 'body'),
    )
  })
}
