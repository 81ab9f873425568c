import { describe, expect, it } from 'vitest'
import type { Shape, ShapeField } from '../../src/claims/shape.js'
import { clientOf } from '../interpreter/client.js'
import { completeDesign } from './complete-design.js'
import { body, draft, entity, field, operation, parameter } from './fixtures/build.js'

const parcel = entity('Parcel', 'parcels', [
  field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  field('label', 'string'),
])

function member(name: string, shape: Shape): ShapeField {
  return { name, shape, required: true, nullable: false }
}

const text: Shape = { kind: 'value', facts: { type: 'string' } }

function complete(response: unknown) {
  return completeDesign(
    draft({
      entities: [parcel],
      operations: [
        operation('POST /parcels', { body: [body('label', 'string', { required: true, nullable: false })] }),
        operation('GET /parcels', {
          success: 200,
          query: [
            parameter('limit', 'integer', { default: 20, minimum: 1, maximum: 100 }),
            parameter('offset', 'integer', { default: 0, minimum: 0 }),
          ],
          responseShape: {
            kind: 'object',
            name: null,
            fields: [
              member('next', text),
              member('previous', text),
              member('results', { kind: 'array', items: { kind: 'reference', name: 'Parcel' } }),
            ],
          },
          examples:
            response === null
              ? []
              : [
                  {
                    name: null,
                    url: null,
                    request: undefined,
                    status: 200,
                    response: JSON.parse(JSON.stringify(response)),
                    origins: {},
                  },
                ],
        }),
      ],
    }),
    { claims: [], statements: [], diagnostics: [] },
    new Map(),
  )
}

describe('addresses of pages', () => {
  it('lead on and back, with all that the page was asked by', () => {
    const { interpreter, send } = clientOf(complete({ next: 'https://api.example.org/parcels?offset=20' }))
    expect(interpreter.unsupported).toEqual([])
    for (const label of ['A', 'B', 'C']) send('POST', '/parcels', { json: { label } })
    const first = send('GET', '/parcels?limit=2&unknown=x')
    expect(first.body).toMatchObject({
      next: 'http://testserver/parcels?limit=2&unknown=x&offset=2',
      previous: null,
    })
    expect(send('GET', '/parcels?limit=2&offset=2').body).toMatchObject({
      next: null,
      previous: 'http://testserver/parcels?limit=2&offset=0',
    })
  })

  it('are paths where an example shows one', () => {
    const { send } = clientOf(complete({ next: '/parcels?offset=20' }))
    for (const label of ['A', 'B']) send('POST', '/parcels', { json: { label } })
    expect(send('GET', '/parcels?limit=1').body).toMatchObject({ next: '/parcels?limit=1&offset=1' })
  })

  it('are asked about where nothing shows their form', () => {
    expect(complete(null).questions.map(({ id }) => id)).toContain('get-parcels-page-links')
    expect(complete({ next: '/parcels?offset=20' }).questions).toEqual([])
  })
})
