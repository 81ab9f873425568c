import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/states/kiln-room')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

/** The states that an operation asks for, and what it puts into the row. */
function moveOf(id: string): unknown {
  const operation = design.operations.find((one) => one.id === id)
  if (operation?.steps === null || operation === undefined) return operation?.notImplemented
  return operation.steps.flatMap((step): readonly unknown[] =>
    step.kind === 'check'
      ? [{ condition: step.condition, otherwise: step.otherwise }]
      : step.kind === 'assign'
        ? [Object.fromEntries(step.values.map(({ field, value }) => [field, value]))]
        : [],
  )
}

function onlyFrom(row: string, field: string, values: readonly string[]): unknown {
  return { kind: 'oneOf', value: { kind: 'field', row, field }, values }
}

const NOW = { kind: 'now' }

describe('a move between states that an operation tells in its own words', () => {
  it('changes the state and sets the moments that the words name, from the states that they name', () => {
    expect(moveOf('POST /firings/{id}/start')).toEqual([
      {
        condition: onlyFrom('firing', 'status', ['queued']),
        otherwise: { status: 409, message: 'Only queued firings can be started' },
      },
      { status: { kind: 'constant', value: 'heating' }, started_at: NOW },
    ])
    expect(moveOf('POST /firings/{id}/hold')).toEqual([
      {
        condition: onlyFrom('firing', 'status', ['heating']),
        otherwise: { status: 409, message: 'Conflict' },
      },
      { status: { kind: 'constant', value: 'cooling' }, held_at: NOW, finished_at: NOW },
    ])
    expect(moveOf('POST /repairs/{id}/pause')).toEqual([
      { condition: onlyFrom('repair', 'state', ['open']), otherwise: { status: 409, message: 'Conflict' } },
      { state: { kind: 'constant', value: 'parked' }, paused_at: NOW },
    ])
  })

  it('takes several states before it', () => {
    expect(moveOf('POST /firings/{id}/abandon')).toEqual([
      {
        condition: onlyFrom('firing', 'status', ['queued', 'heating']),
        otherwise: { status: 409, message: 'Conflict' },
      },
      { status: { kind: 'constant', value: 'scrapped' } },
    ])
  })

  it('asks for the states before it where the words name the one behind it alone', () => {
    expect(moveOf('POST /repairs/{id}/close')).toEqual([
      { state: { kind: 'constant', value: 'fixed' }, closed_at: NOW },
    ])
    expect(design.questions.map(({ id }) => id)).toContain('post-repairs-id-close-from')
  })

  it('is not built where the words give a column what is not understood, or tell several moves', () => {
    expect(moveOf('POST /firings/{id}/finish')).toBe('what becomes of Firing.minutes is not understood')
    expect(moveOf('POST /firings/{id}/skip')).toBe('what it does is not understood')
  })
})
