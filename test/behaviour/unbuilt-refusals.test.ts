import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'

let design: Design

beforeAll(async () => {
  design = await designOf(join(import.meta.dirname, '../fixtures/behaviour/moorings'))
})

describe('refusals that documents demand and no operation makes', () => {
  it('are put to a person, about the operations that would make them', () => {
    const question = design.questions.find(({ id }) => id === 'unbuilt-refusals')
    expect(question).toMatchObject({
      blocking: false,
      subjects: ['POST /moorings'],
      about: '2 lines demand that requests be refused, and no operation that is built does so.',
      sources: ['specs/moorings.md:17', 'specs/moorings.md:18'],
      recommended: 'leave-out',
    })
    const asked = design.statements.filter(
      ({ outcome }) => outcome.status === 'asked' && outcome.questions.includes('unbuilt-refusals'),
    )
    expect(asked.map(({ label }) => label)).toEqual(['FR-001', 'FR-002'])
  })
})

describe('statuses behind a label in a list', () => {
  it('are those of the operation', () => {
    const [operation] = design.operations
    expect([operation?.success, operation?.errors]).toEqual([201, [400, 409]])
  })
})

describe('a table of columns in the words of another language of programs', () => {
  it('has several columns in one row, and types', () => {
    const fields = design.entities.find(({ name }) => name === 'Mooring')?.fields ?? []
    expect(fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id uuid',
      'berth string',
      'from_day date',
      'to_day date',
      'fee decimal',
      'made_at datetime',
    ])
  })
})
