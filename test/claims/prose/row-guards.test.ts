import { describe, expect, it } from 'vitest'
import { rowGuardRule } from '../../../src/claims/prose/rules/row-guards.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import type { RowGuard, SaidTest } from '../../../src/claims/row-guard.js'
import type { KnownField, KnownOperation, Vocabulary } from '../../../src/claims/prose/vocabulary.js'

const FIELDS: readonly KnownField[] = [
  { entity: 'Parcel', field: 'status', type: 'enum' },
  { entity: 'Parcel', field: 'weight', type: 'integer' },
  { entity: 'Parcel', field: 'is_sealed', type: 'boolean' },
  { entity: 'Parcel', field: 'shipped_at', type: 'datetime' },
  { entity: 'Depot', field: 'quantity_on_hand', type: 'integer' },
  { entity: 'Depot', field: 'name', type: 'string' },
]

const operation = (
  method: KnownOperation['method'],
  noun: string,
  action: string | null = null,
): KnownOperation => ({
  method,
  path: `/${noun}s/{id}${action === null ? '' : `/${action}`}`,
  shape: `/${noun}s/{}${action === null ? '' : `/${action}`}`,
  noun,
  one: true,
  action,
})

const VOCABULARY: Vocabulary = {
  entities: new Map([
    ['parcel', 'Parcel'],
    ['depot', 'Depot'],
  ]),
  fields: new Map(FIELDS.map((field) => [field.field.replaceAll('_', ' '), [field]])),
  operations: ['parcel', 'depot'].flatMap((noun) => [
    operation('PATCH', noun),
    operation('DELETE', noun),
    operation('POST', noun, 'cancel'),
  ]),
  schemas: new Set(),
  bodies: new Map(),
  queries: new Map(),
  states: new Map(),
  roles: new Map([['clerk', 'clerk']]),
}

function guardsIn(text: string): readonly string[] {
  const span = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span }, { operation: null, headings: [], subject: null }).flatMap((sentence) =>
    rowGuardRule
      .read(sentence, VOCABULARY)
      .map((claim) =>
        claim.subject.kind === 'operation' && claim.property === 'guard'
          ? `${claim.subject.method} ${claim.subject.path} ${shown(claim.value)}`
          : 'no guard',
      ),
  )
}

function shown({ refused, tests, answer }: RowGuard): string {
  const end =
    answer === null ? '' : ` → ${String(answer.status)}${answer.message === null ? '' : ` ${answer.message}`}`
  return `${refused} ${tests.map(shownTest).join(' | ')}${end}`
}

function shownTest(test: SaidTest): string {
  const not = test.not ? 'not ' : ''
  switch (test.kind) {
    case 'state':
      return not + test.words
    case 'column':
      return `${not}${test.test.column} ${test.test.is} ${'value' in test.test ? String(test.test.value) : ''}`.trim()
    case 'number':
      return `${not}${test.column} ${test.relation} ${String(test.value)}`
    case 'rows':
      return `${not}has ${test.state === null ? '' : `${test.state} `}${test.entity}`
    case 'age':
      return `${not}older than ${String(test.seconds)}`
  }
}

const REMOVE = 'DELETE /parcels/{id}'
const CHANGE = 'PATCH /parcels/{id}'
const CANCEL = 'POST /parcels/{id}/cancel'
const CLOSE = 'DELETE /depots/{id}'

describe('rows that an operation refuses', () => {
  it.each([
    ['A shipped parcel MUST NOT be deleted; the answer is 409', [`${REMOVE} when shipped → 409`]],
    [
      'FR-003: Shipped or lost parcels cannot be deleted (returns 409).',
      [`${REMOVE} when shipped | lost → 409`],
    ],
    ['A shipped parcel cannot be edited or deleted.', [`${CHANGE} when shipped`, `${REMOVE} when shipped`]],
    [
      'Attempting to cancel a shipped parcel returns 409 with "Already on its way"',
      [`${CANCEL} when shipped → 409 Already on its way`],
    ],
    ['A parcel cannot be deleted once it is shipped', [`${REMOVE} when shipped`]],
    ['Parcels can only be deleted while they are booked; otherwise 400.', [`${REMOVE} unless booked → 400`]],
    [
      'Only booked parcels may be cancelled, otherwise the API returns 409 with "Too late"',
      [`${CANCEL} unless booked → 409 Too late`],
    ],
    ['A parcel may be deleted only if its status is booked', [`${REMOVE} unless booked`]],
    ['Users cannot delete a shipped parcel.', [`${REMOVE} when shipped`]],
    ['The system MUST prevent deletion of shipped parcels (409)', [`${REMOVE} when shipped → 409`]],
    ['Prevent a depot from being deleted while it still holds parcels.', [`${CLOSE} when has Parcel`]],
    ['A depot that still holds parcels cannot be deleted (400)', [`${CLOSE} when has Parcel → 400`]],
    ['Depots with booked parcels must not be removed.', [`${CLOSE} when has booked Parcel`]],
    [
      'If a depot has parcels, it cannot be deleted. The response is 409 with "Depot is not empty".',
      [`${CLOSE} when has Parcel → 409 Depot is not empty`],
    ],
    [
      'Deleting a depot that has at least one parcel is not allowed (409).',
      [`${CLOSE} when has Parcel → 409`],
    ],
    ['Quantity on hand must be zero before a depot is removed', [`${CLOSE} unless quantity_on_hand equal 0`]],
    [
      "A depot's quantity on hand must be zero before it is deleted, otherwise 400.",
      [`${CLOSE} unless quantity_on_hand equal 0 → 400`],
    ],
    ['A depot must have no parcels before it can be deleted', [`${CLOSE} unless not has Parcel`]],
    ['A parcel must be cancelled before it can be deleted.', [`${REMOVE} unless cancelled`]],
    ['A parcel is only editable within 15 minutes of creation.', [`${CHANGE} unless not older than 900`]],
    ['Parcels older than 24 hours cannot be edited (403)', [`${CHANGE} when older than 86400 → 403`]],
    [
      'Parcels can be edited within 24 hours of their creation; afterwards 409.',
      [`${CHANGE} unless not older than 86400 → 409`],
    ],
    ['A parcel whose weight is greater than 20 cannot be cancelled', [`${CANCEL} when weight greater 20`]],
    ['Parcels cannot be changed when shipped_at is set', [`${CHANGE} when shipped_at notNull`]],
    ['A sealed parcel cannot be changed', [`${CHANGE} when sealed`]],
    ['A parcel cannot be changed unless it is booked', [`${CHANGE} unless booked`]],
    ['Reject updates to parcels that are in the lost state with 409', [`${CHANGE} when lost → 409`]],
  ])('%s', (text, expected) => {
    expect(guardsIn(text)).toEqual(expected)
  })

  it.each([
    'Parcels cannot be deleted.',
    'Accessing a non-existent parcel returns 404.',
    'Deleting a non-existent parcel returns 404.',
    'Clerks cannot delete a shipped parcel.',
    'A shipped parcel cannot be deleted by clerks.',
    'A shipped parcel cannot be deleted unless it is lost or the clerk agrees.',
    'A parcel cannot be deleted if it is shipped and sealed on a Sunday.',
    'Deleting a shipped parcel returns the parcel.',
    'Deleting a shipped parcel returns 204.',
    'A shipped parcel should be shown in green.',
    'Parcels cannot be added to a closed depot.',
    'Only clerks may delete parcels.',
    'Sealed parcels cannot access this depot.',
    'A shipped parcel cannot be deleted within 24 hours of its arrival.',
  ])('are not read where a word may change them: %s', (text) => {
    expect(guardsIn(text)).toEqual([])
  })
})
