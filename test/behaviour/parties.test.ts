import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Design } from '../../src/design/design.js'
import type { Step } from '../../src/design/step.js'
import { designOf } from './design-of.js'

let design: Design

beforeAll(async () => {
  design = await designOf(join(import.meta.dirname, '../fixtures/behaviour/parties'))
})

function findsAt(id: string): readonly unknown[] {
  const steps: readonly Step[] = design.operations.find((operation) => operation.id === id)?.steps ?? []
  return steps.flatMap((step) =>
    step.kind === 'find'
      ? [{ entity: step.entity, owner: step.owner, seen: step.seen, foreign: step.foreign }]
      : [],
  )
}

const LENDER = { field: 'user_id', through: [{ from: 'lender_id', entity: 'Tool', field: 'id' }] }
const SHOWN = { field: 'borrower_id', value: { kind: 'caller' }, or: [LENDER] }

describe('rows that show to several users', () => {
  it('belong to the one who makes them, whom no request names', () => {
    expect(design.entities.find(({ name }) => name === 'Loan')).toMatchObject({
      owner: 'borrower_id',
      parties: ['borrower_id', 'lender_id'],
    })
    const insert = design.operations.find(({ id }) => id === 'POST /loans')?.steps
    expect(insert).toContainEqual(
      expect.objectContaining({
        kind: 'insert',
        values: expect.arrayContaining([
          { field: 'borrower_id', value: { kind: 'caller' }, whenBody: null },
        ]) as unknown,
      }),
    )
  })

  it('are found and listed for each of them', () => {
    expect(findsAt('GET /loans/{id}')).toEqual([
      { entity: 'Loan', owner: SHOWN, seen: undefined, foreign: null },
    ])
    const list = design.operations.find(({ id }) => id === 'GET /loans')?.steps
    expect(list).toContainEqual(expect.objectContaining({ kind: 'select', owner: SHOWN }))
  })

  it('are changed as a whole by their owner alone', () => {
    expect(findsAt('PATCH /loans/{id}')).toMatchObject([
      { owner: { field: 'borrower_id', value: { kind: 'caller' } }, foreign: null },
    ])
  })

  it('refuse the others what one of them alone may do, and are absent to strangers', () => {
    expect(findsAt('POST /loans/{id}/grant')).toMatchObject([
      { owner: { ...LENDER, value: { kind: 'caller' } }, seen: SHOWN, foreign: { status: 403 } },
    ])
  })

  it('name a row of the other one', () => {
    expect(findsAt('POST /loans')).toMatchObject([{ entity: 'Tool', owner: null }])
  })
})
