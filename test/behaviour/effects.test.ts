import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'
import type { Step } from '../../src/design/step.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/effects')

async function design(): Promise<Design> {
  const input = { folder: FOLDER, answers: new Map(), what: [], built: [], database: null }
  return (await analyse(input)).design
}

function effectsOf({ operations }: Design, id: string): readonly Step[] {
  return (operations.find((operation) => operation.id === id)?.steps ?? []).filter(
    ({ kind }) => kind === 'record' || kind === 'follow',
  )
}

describe('what requests bring about in other rows', () => {
  it('gives the row above all its values at once', async () => {
    expect(effectsOf(await design(), 'POST /loans')).toMatchObject([
      {
        kind: 'follow',
        entity: 'Tool',
        reference: 'tool_id',
        values: [
          { field: 'state', value: { kind: 'constant', value: 'lent' } },
          { field: 'available', value: { kind: 'constant', value: false } },
          { field: 'last_lent_at', value: { kind: 'now' } },
        ],
        when: null,
      },
    ])
  })

  it('keeps what a state was and became, before it changes', async () => {
    expect(effectsOf(await design(), 'PATCH /repairs/{id}')).toMatchObject([
      {
        kind: 'follow',
        entity: 'Tool',
        values: [{ field: 'state', value: { kind: 'constant', value: 'shelved' } }],
        when: { kind: 'moved', field: 'stage', body: 'stage', value: 'finished' },
      },
      {
        kind: 'record',
        entity: 'RepairEvent',
        values: [
          { field: 'repair_id', value: { kind: 'field', row: 'repair', field: 'id' } },
          { field: 'old_stage', value: { kind: 'field', row: 'repair', field: 'stage' } },
          { field: 'new_stage', value: { kind: 'body', field: 'stage' } },
          { field: 'changed_by', value: { kind: 'caller' } },
          { field: 'changed_at', value: { kind: 'now' } },
        ],
        when: { kind: 'moved', field: 'stage', body: 'stage', value: null },
      },
    ])
  })

  it('makes rows on conditions of the row', async () => {
    expect(effectsOf(await design(), 'POST /stocktakes')).toMatchObject([
      {
        kind: 'record',
        entity: 'Repair',
        values: [
          { field: 'tool_id', value: { kind: 'field', row: 'stocktake', field: 'tool_id' } },
          { field: 'reason', value: { kind: 'constant', value: 'missing' } },
        ],
        when: {
          kind: 'compared',
          tests: [{ field: 'counted', relation: 'less', to: { kind: 'column', name: 'expected' } }],
        },
      },
    ])
  })

  it('counts sentences as implemented by the steps that do so', async () => {
    const rules = (await design()).statements.filter(({ headings }) => headings.at(-1) === 'Rules')
    expect(rules.map(({ outcome }) => outcome.status)).toStrictEqual(rules.map(() => 'implemented'))
  })
})
