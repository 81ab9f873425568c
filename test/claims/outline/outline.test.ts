import { describe, expect, it } from 'vitest'
import { outlineOf, textOf } from '../../../src/claims/outline/outline.js'
import { partOf, statusIn } from '../../../src/claims/outline/part.js'
import { parseMarkdown } from '../../../src/source/markdown.js'
import { sourceOf } from '../../../src/source/source-of.js'

function units(text: string) {
  const { document } = parseMarkdown(sourceOf('specs/api/rest-endpoints.md', text))
  return outlineOf(document).map((unit) => [
    unit.kind,
    textOf(unit)?.text ?? null,
    unit.operation === null ? null : `${unit.operation.method} ${unit.operation.path}`,
    unit.part,
    unit.status,
  ])
}

describe('what stands under an operation', () => {
  it('belongs to the operation that its section declares', () => {
    const text =
      '# Loans\n\n## Borrow\n\n**Endpoint**: `POST /loans`\n\n**Errors**:\n- 409: on loan\n\n## Other\n\ntext\n'
    expect(units(text)).toEqual([
      ['heading', 'Loans', null, null, null],
      ['heading', 'Borrow', 'POST /loans', null, null],
      ['line', 'Endpoint: POST /loans', 'POST /loans', 'endpoint', null],
      ['line', 'Errors:', 'POST /loans', 'error', null],
      ['item', '409: on loan', 'POST /loans', 'error', null],
      ['heading', 'Other', null, null, null],
      ['line', 'text', null, null, null],
    ])
  })

  it('takes method and path from lines of their own', () => {
    expect(units('## Borrow\n\n**Method**: POST\n**Path**: /loans\n\nSays so.\n').slice(-1)).toEqual([
      ['line', 'Says so.', 'POST /loans', 'endpoint', null],
    ])
  })

  it('gives items below an operation in a list to that operation only', () => {
    expect(units('- `GET /loans`: list\n  - **Query Parameters**:\n    - `state`: open\n- other\n')).toEqual([
      ['item', 'GET /loans: list', 'GET /loans', null, null],
      ['item', 'Query Parameters:', 'GET /loans', 'query', null],
      ['item', 'state: open', 'GET /loans', 'query', null],
      ['item', 'other', null, null, null],
    ])
  })
})

describe('labels', () => {
  it.each([
    ['Query Parameters (all optional)', 'query'],
    ['Response (404 Not Found)', 'error'],
    ['Success Response', 'response'],
    ['Example request body', 'request'],
    ['Response Codes', 'statuses'],
    ['3.2 Path Parameters', 'path'],
    ['Loans of a member', null],
    ['POST /api/auth/login', null],
  ])('%s', (label, part) => {
    expect(partOf(label)).toBe(part)
  })

  it('tells statuses from other numbers', () => {
    expect(
      ['200 OK', '(201 Created)', 'max 200 characters', '404.5', 'port 8000', '500ms'].map(statusIn),
    ).toEqual([200, 201, null, null, null, null])
  })
})
