import { describe, expect, it } from 'vitest'
import { stepsOf } from './accounts-fixture.js'
import { outcomesOf, readSentences } from './sentences.js'

describe('sentences about moments that a state sets', () => {
  it('set them where a body brings the state, whatever moves are drawn', async () => {
    const design = await readSentences('boat-yard')
    const entered = stepsOf(design, 'PATCH /repairs/{id}').flatMap((step) =>
      step.kind === 'assign'
        ? step.values.flatMap(({ field, whenEntering }) =>
            whenEntering === undefined ? [] : [[field, whenEntering.column, whenEntering.value]],
          )
        : [],
    )
    expect(entered).toEqual([
      ['hauled_out_at', 'status', 'hauled_out'],
      ['launched_at', 'status', 'launched'],
    ])
    const outcomes = outcomesOf(design)
    expect(outcomes.get('FR-001')).toEqual({
      status: 'implemented',
      aspects: ['PATCH /repairs/{id}#success', 'PATCH /repairs/{id}#stamped.launched_at'],
    })
    expect(outcomes.get('FR-002')).toEqual({
      status: 'implemented',
      aspects: ['PATCH /repairs/{id}#stamped.hauled_out_at'],
    })
  })

  it('are not understood where no operation brings the state', async () => {
    expect(outcomesOf(await readSentences('boat-yard')).get('FR-003')?.status).toBe('not-understood')
  })
})
