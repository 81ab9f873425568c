import { expect, it } from 'vitest'
import type { Shape } from '../../src/claims/shape.js'
import { completeDesign } from '../behaviour/complete-design.js'
import { body, draft, entity, field, operation, rules } from '../behaviour/fixtures/build.js'
import { clientOf } from './client.js'

const id = field('id', 'integer', { primaryKey: true, generated: 'autoincrement' })
const keys: Shape = { kind: 'array', items: { kind: 'value', facts: { type: 'integer' } } }
const list = { body: [body('ids', 'array', { items: rules('integer') })], success: 200 }

const design = completeDesign(
  draft({
    entities: [entity('Seed', 'seeds', [id, field('name', 'string')])],
    operations: [
      operation('POST /seeds', { body: [body('name', 'string', { required: true, nullable: false })] }),
      operation('POST /seeds/bulk-delete', list),
      operation('DELETE /seeds/bulk', {
        ...list,
        responseShape: {
          kind: 'object',
          name: null,
          fields: ['deleted', 'not_found'].map((name) => ({
            name,
            shape: keys,
            required: true,
            nullable: false,
          })),
        },
      }),
    ],
  }),
  { claims: [], statements: [], diagnostics: [] },
)

it('removes listed rows, each once: all or none, or with a report of those that are not there', () => {
  const { interpreter, send } = clientOf(design)
  expect(interpreter.unsupported).toEqual([])
  for (const name of ['Beetroot', 'Carrot', 'Dill']) send('POST', '/seeds', { json: { name } })
  const left = () => interpreter.rows('Seed').map(({ values }) => values.get('id'))
  expect(send('POST', '/seeds/bulk-delete', { json: { ids: [1, 9] } }).status).toBe(404)
  expect(left()).toEqual([1, 2, 3])
  expect(send('POST', '/seeds/bulk-delete', { json: { ids: [1, 1] } }).status).toBe(200)
  expect(left()).toEqual([2, 3])
  const reported = send('DELETE', '/seeds/bulk', { json: { ids: [9, 3, 1] } })
  expect(reported.body).toEqual({ deleted: [3], not_found: [9, 1] })
  expect(left()).toEqual([2])
})
