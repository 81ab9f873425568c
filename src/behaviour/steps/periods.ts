import type { RowCondition } from '../../claims/row-condition.js'
import type { Entity, KeptApart } from '../../design/entity.js'
import { oppositeOf } from '../../design/row-test.js'
import type { Failure, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import { sentenceName, wordsOf } from '../naming.js'
import { stateOf } from './row-guards.js'
import { writtenEntity } from './row-rules.js'

/** States in which people count no row, whether or not they say so. */
const OVER = /^(?:cancel+ed|rejected|declined|refused|withdrawn|expired|void|no[_ -]?show)$/i

/** The id of the question which rows keep others from their period. */
export function countedRowsId(entity: Entity): string {
  return `${wordsOf(entity.name).join('-')}-overlap`
}

/**
 * Which rows keep others apart, as tests of the row: as the documents say, else all but those that are over, unless a
 * person says otherwise. Null where words name no state of the rows.
 */
export function countedRows(
  { answers }: Pick<Candidate, 'answers'>,
  entity: Entity,
  { ignored, counted }: Pick<KeptApart, 'ignored' | 'counted'>,
): { readonly where: readonly RowCondition[]; readonly said: boolean } | null {
  const left = ignored.map((words) => stateOf(entity, words))
  const only = counted.map((words) => stateOf(entity, words))
  if (![...left, ...only].every((test) => test !== null) || only.length > 1) return null
  const said = [
    ...left.flatMap((test) => (test === null ? [] : [oppositeOf(test)])),
    ...only.flatMap((test) => test ?? []),
  ]
  if (said.length > 0) return { where: said, said: true }
  const over = entity.fields.flatMap(({ name, enum: values }) =>
    (values ?? [])
      .filter((value) => OVER.test(value))
      .map((value): RowCondition => ({ column: name, is: 'notEqual', value })),
  )
  return { where: answers.get(countedRowsId(entity)) === 'all' ? [] : over, said: over.length === 0 }
}

/**
 * The steps with a look at the periods of other rows after each step that gives a row its period, or brings it back to
 * those that count.
 */
export function withPeriodChecks<T extends { readonly steps: readonly Step[] }>(
  candidate: Candidate,
  implementation: T,
): T {
  const { steps } = implementation
  const checked = steps.flatMap((step): readonly Step[] => {
    if (step.kind !== 'insert' && step.kind !== 'assign') return [step]
    const entity = writtenEntity(candidate, step, steps)
    const check = entity === null ? null : checkOf(candidate, entity, step, steps)
    return check === null ? [step] : [step, check]
  })
  return { ...implementation, steps: checked }
}

function checkOf(
  candidate: Candidate,
  entity: Entity,
  step: Extract<Step, { readonly kind: 'insert' | 'assign' }>,
  steps: readonly Step[],
): Step | null {
  const { apart } = entity
  const counted = apart === undefined ? null : countedRows(candidate, entity, apart)
  if (apart === undefined || counted === null) return null
  const { from, to, scope, answer, origins } = apart
  const moved = step.values.some(({ field }) => [from, to, ...scope].includes(field))
  if (step.kind === 'assign' && !moved && !bringsBack(step, steps, counted.where)) return null
  return {
    kind: 'check',
    condition: {
      kind: 'apart',
      row: step.row,
      entity: entity.name,
      from,
      to,
      scope,
      where: counted.where,
      stored: step.kind === 'assign',
    },
    otherwise: refusedPeriod(candidate, entity, answer),
    origins,
  }
}

/** Whether a change may make a row count that did not. */
function bringsBack(
  { row, values }: Extract<Step, { readonly kind: 'assign' }>,
  steps: readonly Step[],
  where: readonly RowCondition[],
): boolean {
  const passes = (column: string, value: unknown): boolean =>
    where.every(
      (test) =>
        test.column !== column ||
        !('value' in test) ||
        (test.is === 'equal' ? test.value === value : test.value !== value),
    )
  return values.some(({ field, value }) => {
    if (!where.some(({ column }) => column === field)) return false
    if (value.kind !== 'constant') return true
    const before = steps.flatMap((step) =>
      step.kind === 'check' &&
      step.condition.kind === 'oneOf' &&
      step.condition.value.kind === 'field' &&
      step.condition.value.row === row &&
      step.condition.value.field === field
        ? step.condition.values
        : [],
    )
    return (
      passes(field, value.value) && (before.length === 0 || !before.every((state) => passes(field, state)))
    )
  })
}

/** `409: the room is already booked for this period`, else that the row overlaps another. */
function refusedPeriod(candidate: Candidate, entity: Entity, answer: KeptApart['answer']): Failure {
  const { status, message } = refusalOf(candidate, 'condition').failure
  const told = candidate.operation.errorFacts.find(
    (fact) =>
      fact.status === (answer?.status ?? status) &&
      /overlap|already (?:booked|reserved|taken|occupied)|period|slot|double/i.test(
        `${fact.condition ?? ''} ${fact.message ?? ''}`,
      ),
  )
  const said = told?.message ?? (message === 'Conflict' || told === undefined ? null : message)
  return {
    status: answer?.status ?? told?.status ?? status,
    message: answer?.message ?? said ?? `${sentenceName(entity.name)} overlaps another one`,
  }
}
