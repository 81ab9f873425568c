import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import type { Shape } from '../../src/claims/shape.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

const plant = entity('Plant', 'plants', [
  field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  field('name', 'string'),
  field('light', 'string'),
])
const text: Shape = { kind: 'value', facts: { type: 'string' } }
const shown: Shape = {
  kind: 'object',
  name: null,
  fields: ['id', 'name', 'light'].map((name) => ({ name, required: true, nullable: false, shape: text })),
}

function answerOf(key: string) {
  const around = (shape: Shape): Shape => ({
    kind: 'object',
    name: null,
    fields: [{ name: key, required: true, nullable: false, shape }],
  })
  const [, create] = completeDesign(
    draft({
      entities: [plant],
      operations: [
        operation('GET /plants', { responseShape: { kind: 'array', items: shown } }),
        operation('POST /plants', {
          body: [body('name', 'string', { required: true }), body('light', 'string', { required: true })],
          responseShape: around({ kind: 'object', name: null, fields: [] }),
        }),
      ],
    }),
    { claims: [], statements: [], diagnostics: [] },
  ).operations
  return create
}

describe('an example that leaves the row out', () => {
  it.each(['plant', 'item'])('shows it under %j as other operations do', (key) => {
    expect(answerOf(key)?.responseBody).toMatchObject({
      kind: 'envelope',
      members: [
        { key, kind: 'view', view: { fields: [{ name: 'id' }, { name: 'name' }, { name: 'light' }] } },
      ],
    })
  })

  it('takes no other key for the row', () => {
    const create = answerOf('weather')
    expect(create?.steps).toBeNull()
  })
})
