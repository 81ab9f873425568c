import { expect, test } from 'vitest'
import { completeDesign } from './complete-design.js'
import type { Shape } from '../../src/claims/shape.js'
import { draft, entity, field, operation } from './fixtures/build.js'

const loan = entity('Loan', 'loans', [
  field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  field('title', 'string'),
])

const text: Shape = { kind: 'value', facts: { type: 'string' } }
const message: Shape = {
  kind: 'object',
  name: null,
  fields: [{ name: 'message', shape: text, required: true, nullable: false }],
}

test('a text under the key of the data is that of the example', () => {
  const remove = operation('DELETE /loans/{id}', {
    success: 200,
    responseShape: {
      kind: 'object',
      name: null,
      fields: [
        {
          name: 'success',
          shape: { kind: 'value', facts: { type: 'boolean' } },
          required: true,
          nullable: false,
        },
        { name: 'data', shape: message, required: true, nullable: false },
      ],
    },
    examples: [
      {
        name: null,
        url: null,
        request: undefined,
        status: 200,
        response: { success: true, data: { message: 'The loan is gone' } },
        origins: {},
      },
    ],
  })
  const library = draft({ entities: [loan], operations: [remove] })
  const { operations } = completeDesign(library, { claims: [], statements: [], diagnostics: [] })
  expect(operations[0]?.notImplemented).toBeNull()
  expect(operations[0]?.responseBody).toMatchObject({
    kind: 'envelope',
    members: [
      { key: 'success', kind: 'constant', value: true },
      {
        key: 'data',
        kind: 'envelope',
        body: { members: [{ key: 'message', kind: 'constant', value: 'The loan is gone' }] },
      },
    ],
  })
})
