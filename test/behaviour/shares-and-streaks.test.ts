import { describe, expect, it } from 'vitest'
import type { Shape, ShapeField } from '../../src/claims/shape.js'
import { statesOf } from '../../src/behaviour/measures/share.js'
import { clientOf } from '../interpreter/client.js'
import { completeDesign } from './complete-design.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

const id = field('id', 'integer', { primaryKey: true, generated: 'autoincrement' })
const piece = entity('Piece', 'pieces', [
  id,
  field('title', 'string'),
  field('learned', 'boolean', { default: false }),
])
const session = entity('Session', 'sessions', [
  id,
  field('piece_id', 'integer', { references: 'pieces.id' }),
  field('day', 'date'),
  field('minutes', 'integer'),
])

function number(name: string, type: 'integer' | 'number' = 'integer', nullable = false): ShapeField {
  return { name, shape: { kind: 'value', facts: { type } }, required: true, nullable }
}

function object(...fields: readonly ShapeField[]): Shape {
  return { kind: 'object', name: null, fields }
}

function complete(name: string, given: Parameters<typeof operation>[1]) {
  const design = completeDesign(
    draft({
      entities: [piece, session],
      operations: [
        operation('POST /pieces', {
          body: [
            body('title', 'string', { required: true, nullable: false }),
            body('learned', 'boolean', { nullable: false, default: false }),
          ],
        }),
        operation('POST /pieces/{piece_id}/sessions', {
          body: [
            body('day', 'date', { required: true, nullable: false }),
            body('minutes', 'integer', { required: true, nullable: false }),
          ],
        }),
        operation(name, { success: 200, ...given }),
      ],
    }),
    { claims: [], statements: [], diagnostics: [] },
    new Map(),
  )
  return { design, made: design.operations.find((one) => one.id === name) }
}

describe('shares', () => {
  const shown = (key: string, more: Parameters<typeof operation>[1] = {}) =>
    complete('GET /pieces/stats', { responseShape: object(number(key, 'number')), ...more })

  it('are of a hundred where the key or an example speaks of percents, else asked about', () => {
    const step = shown('learned_percentage').made?.steps?.find((one) => one.kind === 'aggregate')
    expect(step?.measures).toMatchObject([
      { function: 'share', scale: 100, part: [{ field: 'learned', comparison: 'equal' }] },
    ])
    expect(shown('learned_rate').made?.notImplemented).toContain('a percentage or a fraction')
    expect(shown('sold_percentage').made?.notImplemented).not.toBeNull()
  })

  it('are zero without rows', () => {
    const { interpreter, send } = clientOf(shown('learned_percentage').design)
    expect(interpreter.unsupported).toEqual([])
    expect(send('GET', '/pieces/stats').body).toEqual({ learned_percentage: 0 })
    send('POST', '/pieces', { json: { title: 'Gigue', learned: true } })
    for (const title of ['Loure', 'Bourrée', 'Menuet']) send('POST', '/pieces', { json: { title } })
    expect(send('GET', '/pieces/stats').body).toEqual({ learned_percentage: 25 })
  })

  it('take nouns for the states that they lead to', () => {
    expect(statesOf('completion')).toContain('completed')
    expect(statesOf('delivery')).not.toContain('delivery')
    expect(statesOf('cancellation')).toContain('cancelled')
  })
})

describe('numbers below a row', () => {
  it('count what refers to it: streaks of days, sums, and extremes that are null without rows', () => {
    const { design, made } = complete('GET /pieces/{piece_id}/stats', {
      responseShape: object(
        number('piece_id'),
        number('total_minutes'),
        number('current_streak'),
        number('longest_streak'),
        number('max_minutes', 'integer', true),
      ),
    })
    expect(made?.notImplemented).toBeNull()
    const { interpreter, send } = clientOf(design)
    expect(interpreter.unsupported).toEqual([])
    for (const title of ['Gigue', 'Loure']) send('POST', '/pieces', { json: { title } })
    // The tests begin on 2026-03-05.
    const days = ['2026-03-04', '2026-03-03', '2026-03-03', '2026-02-11', '2026-02-10', '2026-02-09']
    for (const day of days) send('POST', '/pieces/1/sessions', { json: { day, minutes: 20 } })
    expect(send('GET', '/pieces/1/stats').body).toEqual({
      piece_id: 1,
      total_minutes: 120,
      current_streak: 2,
      longest_streak: 3,
      max_minutes: 20,
    })
    expect(send('GET', '/pieces/2/stats').body).toMatchObject({
      current_streak: 0,
      longest_streak: 0,
      max_minutes: null,
    })
    expect(send('GET', '/pieces/9/stats').status).toBe(404)
  })
})
