import { describe, expect, it } from 'vitest'
import type { Shape, ShapeField } from '../../src/claims/shape.js'
import { completeDesign } from './complete-design.js'
import { draft, operation } from './fixtures/build.js'

type Kind = Exclude<Parameters<typeof operation>[1], undefined>

function field(name: string, shape: Shape): ShapeField {
  return { name, required: true, nullable: false, shape }
}

function shown(name: string, example: string | boolean): ShapeField {
  return field(name, {
    kind: 'value',
    facts: { type: typeof example === 'boolean' ? 'boolean' : 'string', example },
  })
}

function object(...fields: readonly ShapeField[]): Shape {
  return { kind: 'object', name: null, fields }
}

function check(id: string, more: Kind) {
  const { operations } = completeDesign(draft({ entities: [], operations: [operation(id, more)] }), {
    claims: [],
    statements: [],
    diagnostics: [],
  })
  const [only] = operations
  return {
    steps: only?.steps?.map(({ kind }) => kind) ?? only?.notImplemented,
    body: only?.responseBody,
    answers: only?.errorCases.map(({ status, cause }) => `${status} ${cause}`),
  }
}

describe('a check of the health of the service', () => {
  it('asks the database where it tells of it', () => {
    const responseShape = object(shown('status', 'healthy'), shown('database', 'connected'))
    expect(check('GET /health', { responseShape })).toEqual({
      steps: ['ping', 'respond'],
      body: {
        kind: 'envelope',
        name: 'HealthCheckResponse',
        members: [
          { key: 'status', kind: 'constant', value: 'healthy' },
          { key: 'database', kind: 'constant', value: 'connected' },
        ],
      },
      answers: ['503 database'],
    })
  })

  it('asks it for the state of one part among others', () => {
    const parts = object(shown('database', true), shown('api', true))
    expect(check('GET /ready', { responseShape: object(field('checks', parts)) }).steps).toEqual([
      'ping',
      'respond',
    ])
  })

  it('asks nobody where words spare the database', () => {
    const description = 'Says that the process is alive, without asking the database.'
    expect(check('GET /live', { description, responseShape: object(shown('status', 'up')) }).steps).toEqual([
      'respond',
    ])
  })

  it.each([
    ['redis', object(field('checks', object(shown('database', true), shown('redis', true))))],
    ['queue', object(shown('status', 'ok'), shown('queue', 'running'))],
  ])('is not built where it tells of the %s, which nobody can ask', (part, responseShape) => {
    expect(check('GET /health', { responseShape }).steps).toBe(`nothing can tell how "${part}" is`)
  })

  it('says the good one of the words that it may say', () => {
    const status = field('status', { kind: 'value', facts: { type: 'enum', enum: ['unhealthy', 'healthy'] } })
    expect(check('GET /health', { responseShape: object(status) }).body).toMatchObject({
      members: [{ key: 'status', value: 'healthy' }],
    })
  })
})
