import { describe, expect, it } from 'vitest'
import { parentGuardRule } from '../../../src/claims/prose/rules/parent-guards.js'
import { rowGuardRule } from '../../../src/claims/prose/rules/row-guards.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import type { KnownOperation, Vocabulary } from '../../../src/claims/prose/vocabulary.js'

const operation = (
  method: KnownOperation['method'],
  path: string,
  noun: string,
  action: string | null = null,
): KnownOperation => ({
  method,
  path,
  shape: path.replaceAll(/\{\w+\}/g, '{}'),
  noun,
  one: path.endsWith('}') || action !== null,
  action,
})

/** Hives with inspections, and jars of a harvest. */
const VOCABULARY: Vocabulary = {
  entities: new Map([
    ['hive', 'Hive'],
    ['inspection', 'Inspection'],
    ['harvest', 'Harvest'],
    ['harvest jar', 'HarvestJar'],
  ]),
  fields: new Map([['status', [{ entity: 'Hive', field: 'status', type: 'enum' }]]]),
  operations: [
    operation('GET', '/hives/{id}/inspections', 'inspection'),
    operation('POST', '/hives/{id}/inspections', 'inspection'),
    operation('DELETE', '/inspections/{id}', 'inspection'),
    operation('POST', '/harvests/{id}/jars', 'jar'),
    operation('DELETE', '/harvests/{id}/jars/{jar_id}', 'jar'),
    operation('POST', '/hives/{id}/seal', 'hive', 'seal'),
  ],
  schemas: new Set(),
  bodies: new Map(),
  queries: new Map(),
  states: new Map(),
  roles: new Map(),
}

function guardsIn(text: string, rule = parentGuardRule): readonly string[] {
  const span = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span }, { operation: null, headings: [], subject: null }).flatMap((sentence) =>
    rule.read(sentence, VOCABULARY).map((claim) => {
      if (claim.subject.kind !== 'operation' || claim.property !== 'guard') return 'no guard'
      const { refused, tests, parent, answer } = claim.value
      const said = tests.map(
        (test) => `${test.not ? 'not ' : ''}${test.kind === 'state' ? test.words : test.kind}`,
      )
      const end = answer === null ? '' : ` → ${String(answer.status)}`
      return `${claim.subject.method} ${claim.subject.path} ${refused} ${parent ?? 'it'} ${said.join(' | ')}${end}`
    }),
  )
}

describe('rows by what the row above them is', () => {
  it.each([
    [
      'Inspections can only be added while the hive is not sealed.',
      ['POST /hives/{id}/inspections unless Hive not sealed'],
    ],
    [
      'An inspection can only be added once the hive is occupied (409 otherwise).',
      ['POST /hives/{id}/inspections unless Hive occupied → 409'],
    ],
    [
      'Jars can only be added or removed while the harvest is open; otherwise 409.',
      [
        'POST /harvests/{id}/jars unless Harvest open → 409',
        'DELETE /harvests/{id}/jars/{jar_id} unless Harvest open → 409',
      ],
    ],
    [
      'Inspections cannot be deleted once the hive is sealed (409).',
      ['DELETE /inspections/{id} when Hive sealed → 409'],
    ],
    ['Inspections cannot be added to a sealed hive.', ['POST /hives/{id}/inspections when Hive sealed']],
    ['No new inspections can be added to a sealed hive.', ['POST /hives/{id}/inspections when Hive sealed']],
    [
      'Adding an inspection to a sealed hive returns 409.',
      ['POST /hives/{id}/inspections when Hive sealed → 409'],
    ],
    [
      'IF the hive is sealed THEN the system SHALL refuse the inspection with 409.',
      ['POST /hives/{id}/inspections when Hive sealed → 409'],
    ],
    ['Inspections can be added while the hive is sealed.', []],
    ['Adding an inspection to a sealed hive returns 201.', []],
    ['Hives cannot be deleted once the hive is sealed.', []],
  ])('%s', (sentence, guards) => {
    expect(guardsIn(sentence)).toEqual(guards)
  })
})

describe('what brings a state about', () => {
  it('is refused in it', () => {
    expect(guardsIn('IF the hive is already sealed THEN the system SHALL answer 409.', rowGuardRule)).toEqual(
      ['POST /hives/{id}/seal when it sealed → 409'],
    )
    expect(guardsIn('A sealed hive cannot be sealed again (409).', rowGuardRule)).toEqual([
      'POST /hives/{id}/seal when it sealed → 409',
    ])
  })

  it('is not refused by an answer that is no refusal', () => {
    expect(guardsIn('If the hive is already sealed, the API returns the hive.', rowGuardRule)).toEqual([])
  })
})
