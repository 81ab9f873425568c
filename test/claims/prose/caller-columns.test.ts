import { describe, expect, it } from 'vitest'
import { callerColumnRule } from '../../../src/claims/prose/rules/caller-columns.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import { vocabularyOf } from '../../../src/claims/prose/vocabulary.js'
import { columnClaims, entityClaims, operationClaims } from '../../../src/claims/said.js'

const span = { source: 'specs/data-model.md', start: 0, end: 0 }

/** Dives with the diver who made them, and findings with who reported them. */
const VOCABULARY = vocabularyOf([
  ...Object.entries({
    Dive: ['id', 'diver_id', 'depth', 'site'],
    Finding: ['id', 'reported_by', 'written_by', 'text'],
    Permit: ['id', 'user_id', 'issued_by'],
  }).flatMap(([entity, columns]) => [
    ...entityClaims('test', entity, [{ property: 'exists', value: true, span }]),
    ...columns.flatMap((field) =>
      columnClaims('test', entity, field, [
        { property: 'type', value: field === 'depth' ? 'number' : 'string', span },
      ]),
    ),
  ]),
  ...(['GET', 'POST'] as const).flatMap((method) =>
    operationClaims('test', { method, path: '/dives' }, [{ property: 'exists', value: true, span }]),
  ),
  ...operationClaims('test', { method: 'DELETE', path: '/findings/{id}' }, [
    { property: 'exists', value: true, span },
  ]),
])

function said(text: string): readonly string[] {
  const place = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span: place }, { operation: null, headings: [], subject: null }).flatMap(
    (sentence) =>
      callerColumnRule.read(sentence, VOCABULARY).map((claim) => {
        if (claim.subject.kind === 'entity' && claim.property === 'owner')
          return `${claim.subject.entity} of ${String(claim.value)}`
        if (claim.subject.kind === 'operation' && claim.property === 'actor')
          return `${claim.subject.method} ${claim.subject.path} by ${claim.value.join()}`
        return claim.property
      }),
  )
}

describe('columns that hold the caller', () => {
  it.each([
    ['The system MUST set `reported_by` of a finding to the caller.', 'Finding of reported_by'],
    ['FR-002: reported_by is set to the calling inspector.', 'Finding of reported_by'],
    ['`diver_id` is always taken from the token.', 'Dive of diver_id'],
    ["diver_id comes from the token's sub claim", 'Dive of diver_id'],
    ['The caller is stored as `diver_id` of the dive.', 'Dive of diver_id'],
    ['Inspectors see only the findings that they reported.', 'Finding of reported_by'],
    ['Divers can view only their own dives.', 'Dive of diver_id'],
    ['A dive belongs to the diver who made it.', 'Dive of diver_id'],
    ['Starts a dive for the calling diver.', 'Dive of diver_id'],
    ['An inspector may delete only the findings they wrote.', 'DELETE /findings/{id} by written_by'],
  ])('%s', (text, claim) => {
    expect(said(text)).toStrictEqual([claim])
  })

  it.each([
    'Inspectors see the findings that they reported.',
    'The depth is set to the caller.',
    'Divers can view their own dives.',
    'A dive belongs to the site.',
    'Starts a dive for the current season.',
    // The owner has a column of its own; this one is about somebody else.
    'issued_by is set to the caller.',
  ])('says nothing in: %s', (text) => {
    expect(said(text)).toStrictEqual([])
  })
})
