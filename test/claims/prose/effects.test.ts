import { describe, expect, it } from 'vitest'
import type { OperationName } from '../../../src/claims/outline/operation-name.js'
import type { SaidCause, SaidEffect } from '../../../src/claims/effect.js'
import { effectRule } from '../../../src/claims/prose/rules/effects.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import { vocabularyOf } from '../../../src/claims/prose/vocabulary.js'
import { columnClaims, entityClaims, operationClaims } from '../../../src/claims/said.js'

const span = { source: 'specs/data-model.md', start: 0, end: 0 }

/** Lifts with their visits, and faults with what became of them. */
const VOCABULARY = vocabularyOf([
  ...Object.entries({
    Lift: ['id', 'in_service', 'last_visited_at'],
    Visit: ['id', 'lift_id', 'safe', 'note', 'load', 'limit'],
    Fault: ['id', 'lift_id', 'title', 'status'],
    FaultEvent: ['id', 'fault_id', 'old_status', 'new_status'],
  }).flatMap(([entity, columns]) => [
    ...entityClaims('test', entity, [{ property: 'exists', value: true, span }]),
    ...columns.flatMap((field) =>
      columnClaims('test', entity, field, [{ property: 'type', value: 'string', span }]),
    ),
  ]),
  ...operationClaims('test', { method: 'POST', path: '/lifts/{id}/visits' }, [
    { property: 'exists', value: true, span },
  ]),
])

function said(text: string, operation: OperationName | null = null): readonly string[] {
  const place = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span: place }, { operation, headings: [], subject: null }).flatMap((sentence) =>
    effectRule
      .read(sentence, VOCABULARY)
      .map((claim) =>
        claim.subject.kind === 'entity' && claim.property === 'effect'
          ? `${causeIn(claim.value.cause)} ${conditions(claim.value)}→ ${claim.subject.entity}${consequence(claim.value)}`
          : claim.property,
      ),
  )
}

function causeIn(cause: SaidCause): string {
  if (cause.kind === 'operation') return `${cause.method} ${cause.path}`
  return cause.kind === 'act'
    ? `${cause.verb} ${cause.entity}`
    : `change of ${cause.entity ?? 'any'}.${cause.column}`
}

function conditions({ when }: SaidEffect): string {
  return when
    .map(
      ({ column, relation, value }) =>
        `${column} ${relation} ${value.kind === 'column' ? value.name : JSON.stringify(value.text)} `,
    )
    .join('')
}

function consequence({ consequence: one }: SaidEffect): string {
  return one.kind === 'record' ? `(${one.values})` : `.${one.column ?? '?'} = ${one.value}`
}

describe('what requests bring about in other rows', () => {
  it.each([
    [
      "FR-005: Every change of a fault's status MUST be recorded in fault_events with the old status and who changed it.",
      ['change of Fault.status → FaultEvent(with the old status and who changed it)'],
    ],
    [
      'Each status change of a fault is logged in the fault events.',
      ['change of Fault.status → FaultEvent()'],
    ],
    [
      'The system MUST record every status change in fault_events.',
      ['change of Fault.status → FaultEvent()'],
    ],
    [
      'When the status of a fault changes, a fault event is written.',
      ['change of Fault.status → FaultEvent()'],
    ],
    ['Changing the status of a fault also writes a fault event.', ['change of Fault.status → FaultEvent()']],
    [
      'When a visit is logged, the lift’s `last_visited_at` is set to now.',
      ['logged Visit → Lift.last_visited_at = now'],
    ],
    [
      "Logging a visit with safe set to false opens a fault with the visit's note as its title.",
      ['logging Visit safe equal "false" → Fault(with the visit\'s note as its title)'],
    ],
    [
      'When a visit is logged with load above limit, a fault with status open is created.',
      ['logged Visit load greater limit → Fault(with status open)'],
    ],
    [
      'Closing a fault marks the lift as running and sets the lift’s in_service to true.',
      ['closing Fault → Lift.? = running', 'closing Fault → Lift.in_service = true'],
    ],
  ])('%s', (text, claims) => {
    expect(said(text)).toStrictEqual(claims)
  })

  it('are those of the operation under which the sentence stands', () => {
    expect(
      said('If load exceeds limit, a fault is opened with title "overload".', {
        method: 'POST',
        path: '/lifts/{id}/visits',
        query: null,
        start: 0,
        end: 0,
      }),
    ).toStrictEqual(['POST /lifts/{id}/visits load greater limit → Fault(with title "overload")'])
  })

  it.each([
    'When a visit is logged, the visit is stored.',
    'Faults are stored in the database.',
    'When a fault is closed, closed_at is set.',
    'A fault is created.',
  ])('are none in: %s', (text) => {
    expect(said(text)).toStrictEqual([])
  })
})
