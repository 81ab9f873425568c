import { expect, it } from 'vitest'
import { operation, parameter, steps } from '../fastapi/fixtures/build.js'
import { clientOf } from './client.js'
import { recipes } from './recipes.js'

const cooks = operation('GET', '/cooks/export', {
  name: 'export_cooks',
  resource: 'cooks',
  access: 'public',
  entity: 'Cook',
  query: [parameter('format', 'enum', { enum: ['csv', 'json'] })],
  responseBody: {
    kind: 'file',
    format: 'csv',
    choice: 'format',
    columns: [
      { title: 'Number', column: 'id' },
      { title: 'Name', column: 'name' },
    ],
    name: 'cooks',
  },
  steps: steps(
    {
      kind: 'select',
      rows: 'cooks',
      entity: 'Cook',
      owner: null,
      filters: [],
      search: null,
      sort: null,
      paging: null,
    },
    { kind: 'respond', value: { kind: 'rows', rows: 'cooks' } },
  ),
})

it('answers rows as files, in the form that the request asks for', () => {
  const { interpreter, send } = clientOf({ ...recipes, operations: [...recipes.operations, cooks] })
  expect(interpreter.unsupported).toEqual([])
  for (const name of ['ada, the first', '=bob'])
    send('POST', '/cooks', { json: { name, password: 'long enough' } })
  const { status, headers, body, text } = send('GET', '/cooks/export')
  expect([status, body, text]).toEqual([200, undefined, 'Number,Name\r\n1,"ada, the first"\r\n2,\'=bob\r\n'])
  expect(headers.get('content-disposition')).toBe('attachment; filename="cooks.csv"')
  expect(send('GET', '/cooks/export?format=json').body).toEqual([
    { Number: 1, Name: 'ada, the first' },
    { Number: 2, Name: '=bob' },
  ])
})
