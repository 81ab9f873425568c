import { describe, expect, it } from 'vitest'
import { claimed, problems, readContract } from './reading.js'

const HEAD = 'openapi: 3.1.0\ninfo: { title: Parcels, version: 1.0.0 }\n'

/** What is reported for a contract with this behind its head. */
function reported(text: string): readonly [string, string][] {
  return problems(readContract(HEAD + text), HEAD + text)
}

describe('structure', () => {
  it.each([
    ['name: add_parcel\nversion: 1\n', [['contract-unknown', 'name']]],
    ['paths: {}\n', [['openapi-version-missing', 'paths']]],
    ['openapi: 4.0.0\npaths: {}\n', [['openapi-version-unknown', 'openapi: 4.0.0']]],
  ])('%j', (text, expected) => {
    expect(problems(readContract(text), text)).toEqual(expected)
  })

  it.each([
    ['paths: []\n', [['contract-structure', 'paths']]],
    ['paths:\n  /p:\n    get: { parameters: { a: 1 } }\n', [['contract-structure', 'parameters']]],
    [
      'paths:\n  /p:\n    get:\n      parameters:\n        - { in: query }\n',
      [['contract-structure', '{ in: query }']],
    ],
    ['paths:\n  /p:\n    post: { requestBody: { content: {} } }\n', [['contract-structure', 'requestBody']]],
    ['paths:\n  /p:\n    gett: {}\n', [['operation-unknown-key', 'gett']]],
    ['paths:\n  /p:\n    get: { responses: { OK: {} } }\n', [['response-status', 'OK']]],
    [
      "paths:\n  /p:\n    get: { responses: { '200': {}, '202': {} } }\n",
      [['response-second-success', "'202'"]],
    ],
    ['paths:\n  /p:\n    get: { callbacks: {} }\n', [['contract-unsupported', 'callbacks']]],
    ['paths:\n  /p/{id}:\n    get: {}\n', [['parameter-undeclared', 'get']]],
    [
      'paths:\n  /p:\n    get: { parameters: [{ name: id, in: path }] }\n',
      [['parameter-not-in-path', 'name: id']],
    ],
    ['paths:\n  /p:\n    get: { security: [{ key: [] }] }\n', [['security-scheme-missing', 'key']]],
    ['servers: [{ url: /a }, { url: /b }]\npaths: {}\n', [['servers-differ', 'url: /b']]],
    ['servers: [{ url: /a }]\npaths: { /a/p: {} }\n', [['base-path-repeated', '/a/p']]],
    ['components: { schemas: { P: { type: text } } }\n', [['schema-type-unknown', 'type: text']]],
    [
      'paths:\n  /p:\n    parameters: [{ name: page, in: query }]\n    get: {}\n    post: {}\n',
      [['parameter-of-path', 'name']],
    ],
  ])('%j', (text, expected) => {
    expect(reported(text)).toEqual(expected)
  })

  it('names the method that was meant', () => {
    const { diagnostics } = readContract(`${HEAD}paths:\n  /p:\n    gett: {}\n`)
    expect(diagnostics.map(({ suggestion }) => suggestion)).toEqual(['Did you mean get?'])
  })

  it('puts the base path before a path once', () => {
    const reading = readContract(
      `${HEAD}servers: [{ url: 'http://localhost/a' }]\npaths: { /a/p: { get: {} }, /q: { get: {} } }\n`,
    )
    expect(claimed(reading, 'GET /a/p', 'exists')).toEqual([true])
    expect(claimed(reading, 'GET /a/q', 'exists')).toEqual([true])
  })
})

describe('misplaced paths', () => {
  it.each([
    ['paths:\n/p:\n  get: {}\n', [['path-outside-paths', '/p']], 'GET /p'],
    ['paths:\n  /p:\n  post: {}\n', [['operation-outside-path', 'post']], 'POST /p'],
    ['paths:\n  p: { get: {} }\n  /q: { get: {} }\n', [['path-without-slash', 'p']], 'GET /q'],
  ])('%j', (text, expected, operation) => {
    const reading = readContract(HEAD + text)
    expect(problems(reading, HEAD + text)).toEqual(expected)
    expect(claimed(reading, operation, 'exists')).toEqual([true])
  })
})

it('takes 201 for the success of a POST that may also answer 200', () => {
  const text = "paths:\n  /p:\n    post: { responses: { '200': {}, '201': {} } }\n"
  expect(claimed(readContract(HEAD + text), 'POST /p', 'success')).toEqual([201])
})

it('does not wonder about a file that holds parts of another contract', () => {
  const other = { 'specs/contracts/main.yaml': `${HEAD}paths: { /p: { $ref: 'openapi.yaml#/p' } }\n` }
  expect(readContract('p: { get: {} }\n', other).diagnostics).toEqual([])
})

describe('references', () => {
  const at = (reference: string): string =>
    `paths:\n  /p:\n    get:\n      responses:\n        '200': { $ref: '${reference}' }\ncomponents:\n  responses:\n    Parcel: { description: One }\n    Loop: { $ref: '#/components/responses/Pool' }\n    Pool: { $ref: '#/components/responses/Loop' }\n`

  it.each([
    ['#/components/responses/Parcle', 'reference-missing', 'Did you mean #/components/responses/Parcel?'],
    ['#/components/nothing/Like', 'reference-missing', 'Define it, or correct the reference.'],
    ['./eror.yaml#/Parcel', 'reference-file-missing', 'Did you mean specs/contracts/error.yaml?'],
    [
      '../../../etc/passwd',
      'reference-file-missing',
      'Refer to a contract under specs/ or contracts/, or move the schema into this file.',
    ],
    ['https://example.com/a.yaml#/Parcel', 'reference-remote', 'Copy what is referred to into this file.'],
    ['//example.com/a.yaml', 'reference-remote', 'Copy what is referred to into this file.'],
    ['file:///etc/passwd', 'reference-remote', 'Copy what is referred to into this file.'],
  ])('%s', (reference, code, suggestion) => {
    const text = HEAD + at(reference)
    const reading = readContract(text, { 'specs/contracts/error.yaml': 'Error: {}\n' })
    expect(problems(reading, text)).toEqual([[code, `$ref: '${reference}'`]])
    expect(reading.diagnostics[0]?.suggestion).toBe(suggestion)
  })

  it('tells a circle at the reference that closes it', () => {
    expect(reported(at('#/components/responses/Loop'))).toEqual([
      ['reference-circle', "$ref: '#/components/responses/Pool'"],
    ])
  })

  it('keeps the status of a response that cannot be found', () => {
    const reading = readContract(HEAD + at('#/components/responses/None'))
    expect(claimed(reading, 'GET /p', 'success')).toEqual([200])
  })

  it('follows a reference to another contract of the project', () => {
    const reading = readContract(HEAD + at('../shared/answers.yaml#/Gone'), {
      'specs/shared/answers.yaml': 'Gone:\n  content: { application/json: { schema: { type: boolean } } }\n',
    })
    expect(reading.diagnostics).toEqual([])
    expect(claimed(reading, 'GET /p', 'response')).toEqual([
      { status: 200, shape: { kind: 'value', facts: { type: 'boolean' } } },
    ])
  })

  it('gives up on schemas that combine each other without end', () => {
    const schemas = Array.from(
      { length: 40 },
      (_, index) =>
        `    S${index}: { allOf: [{ $ref: '#/components/schemas/S${index + 1}' }, { $ref: '#/components/schemas/S${index + 1}' }] }\n`,
    )
    const text = `components:\n  schemas:\n${schemas.join('')}    S40: { type: object }\n`
    expect(new Set(reported(text).map(([code]) => code))).toEqual(new Set(['schema-too-complex']))
  })
})
