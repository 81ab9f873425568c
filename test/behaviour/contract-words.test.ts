import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'
import { errorJson, invalidJson } from '../../src/design/error-json.js'
import type { Step } from '../../src/design/step.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/contract-words/wharf')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

function stepsAt(id: string, kind: Step['kind']): readonly unknown[] {
  const steps = design.operations.find((operation) => operation.id === id)?.steps ?? []
  return steps.filter((step) => step.kind === kind).map(({ origins: _origins, kind: _kind, ...step }) => step)
}

describe('what a contract says in words', () => {
  it('tells the secret and the claim of roles', () => {
    expect(design.auth).toMatchObject({ secretEnv: 'WHARF_SECRET', roleClaim: 'role', algorithm: 'HS256' })
  })

  it('tells the order of clients, which are rows here and no other program', () => {
    expect(stepsAt('GET /clients', 'select')).toMatchObject([
      { sort: { defaultField: 'trade_name', defaultDirection: 'asc' } },
    ])
  })

  it('keeps a reference beside the model of what it refers to', () => {
    const cargo = design.entities.find(({ name }) => name === 'Cargo')
    expect(cargo?.fields.map(({ name }) => name)).toContain('client_id')
    expect(stepsAt('POST /cargoes', 'find')).toMatchObject([{ entity: 'Client' }])
  })

  it('refuses rows for what they are', () => {
    expect(stepsAt('DELETE /clients/{id}', 'check')).toMatchObject([
      {
        condition: { kind: 'guard', tests: [{ kind: 'rows', entity: 'Cargo' }] },
        otherwise: { status: 409 },
      },
    ])
  })
})

describe('a move', () => {
  it('has the state of a verb with a particle, and stores what its body brings', () => {
    expect(stepsAt('POST /cargoes/{id}/check-in', 'assign')).toMatchObject([
      {
        values: [
          { field: 'state', value: { kind: 'constant', value: 'checked_in' } },
          { field: 'checked_in_at', value: { kind: 'now' } },
          { field: 'berth', value: { kind: 'body', field: 'berth' }, whenBody: null },
        ],
      },
    ])
  })

  it('is not built where something is given back as well', () => {
    const cancel = design.operations.find(({ id }) => id === 'POST /cargoes/{id}/cancel')
    expect(cancel?.notImplemented).toBe(
      'it is to do more than change the state of Cargo (“the seats are given back”)',
    )
  })
})

describe('an error with a code', () => {
  it('has the code that documents name for its status, else the name of the status', () => {
    const { errorBody } = design.service
    expect(errorJson(errorBody, 404, 'No such row')).toEqual({ code: 'not_found', message: 'No such row' })
    expect(errorJson(errorBody, 403, 'No')).toEqual({ code: 'forbidden', message: 'No' })
    const field = { type: 'missing', loc: ['body', 'label'], msg: 'Field required' }
    expect(invalidJson(errorBody, 422, [field])).toEqual({
      code: 'validation_failed',
      message: 'label Field required',
    })
  })

  it('is asked about', () => {
    expect(design.questions.find(({ id }) => id === 'error-codes')).toMatchObject({ blocking: false })
  })
})
