import { describe, expect, it } from 'vitest'
import { claimed, readContract } from './reading.js'

const HEAD = 'openapi: 3.1.0\ninfo: { title: Parcels, version: 1.0.0 }\n'

describe('security', () => {
  const schemes =
    'components:\n  securitySchemes:\n    token: { type: http, scheme: bearer }\n    cookie: { type: apiKey, in: cookie, name: sid }\n'

  it('claims the scheme that something asks for', () => {
    const text = `${HEAD}${schemes}paths: { /p: { get: { security: [{ cookie: [] }] } } }\n`
    expect(claimed(readContract(text), 'service', 'authScheme')).toEqual(['session'])
  })

  it('claims all schemes when nothing asks for one', () => {
    const reading = readContract(`${HEAD}${schemes}paths: { /p: { get: {} } }\n`)
    expect(claimed(reading, 'service', 'authScheme')).toEqual(['bearer-jwt', 'session'])
    expect(claimed(reading, 'GET /p', 'access')).toEqual([])
  })

  it.each([
    ['[]', 'public'],
    ['[{ token: [] }]', 'authenticated'],
    ['[{ token: [] }, {}]', 'optional'],
    ['[{ token: [admin, clerk] }]', 'role:admin|clerk'],
  ])('%s means %s', (security, access) => {
    const text = `${HEAD}${schemes}security: [{ token: [] }]\npaths: { /p: { get: { security: ${security} } } }\n`
    expect(claimed(readContract(text), 'GET /p', 'access')).toEqual([access])
  })

  it.each([
    ['Authentication required.', 'authenticated'],
    ['Auth is optional here.', 'optional'],
    ['No authentication needed.', 'public'],
    ['Requires the warden role.', 'role:warden'],
    ['Requires a role.', undefined],
  ])('%s', (description, access) => {
    const reading = readContract(`${HEAD}paths: { /p: { get: { description: ${description} } } }\n`)
    expect(claimed(reading, 'GET /p', 'access')[0]).toBe(access)
  })
})

describe('descriptions', () => {
  const operation = (method: string, description: string): string => {
    const properties = '{ held: { type: boolean }, weight: { type: integer }, createdAt: { type: string } }'
    const schema = `{ type: object, properties: ${properties} }`
    const responses = `{ '200': { content: { application/json: { schema: ${schema} } } } }`
    return `${HEAD}paths: { /p: { ${method}: { description: '${description}', responses: ${responses} } } }\n`
  }

  it.each([
    ['patch', 'Toggles the `held` flag.', 'flag', { field: 'held', effect: 'flip' }],
    ['post', 'Sets held to false.', 'flag', { field: 'held', effect: 'set-false' }],
    ['patch', 'Toggles the state.', 'flag', undefined],
    ['put', 'Cannot change weight or createdAt.', 'unchanged', ['weight', 'createdAt']],
    ['put', 'The weight cannot be changed.', 'unchanged', ['weight']],
    ['put', 'Cannot change the weather.', 'unchanged', undefined],
    ['delete', 'Soft-deletes the parcel.', 'deletion', 'soft'],
    ['delete', 'Permanently removes the parcel.', 'deletion', 'hard'],
    ['delete', 'Permanently removes the parcel (no soft delete).', 'deletion', 'hard'],
    ['delete', 'Hides it; never hard-deleted.', 'deletion', undefined],
    ['get', 'Newest first.', 'sort', { field: 'createdAt', direction: 'desc' }],
    ['get', 'Sorted by weight.', 'sort', { field: 'weight', direction: 'asc' }],
    ['get', 'Sorted by relevance.', 'sort', undefined],
    ['patch', 'Only provided fields are updated.', 'update', 'partial'],
  ])('%s: %s', (method, description, property, value) => {
    const reading = readContract(operation(method, description))
    expect(claimed(reading, `${method.toUpperCase()} /p`, property)[0]).toEqual(value)
  })

  it('claims what is left out', () => {
    const text = `openapi: 3.1.0\ninfo:\n  title: P\n  description: |\n    **Note**: Returns are out of scope for now.\npaths: {}\n`
    const reading = readContract(text)
    expect(claimed(reading, 'service', 'outOfScope')).toEqual([
      { what: 'Returns', why: 'Note: Returns are out of scope for now.' },
    ])
    expect(reading.statements.map(({ id }) => id)).toEqual(['specs/contracts/openapi.yaml:5'])
  })
})

describe('types', () => {
  it.each([
    ['int', 'integer', 'JSON Schema has no type int; it was read as integer.'],
    ['datetime', 'datetime', 'JSON Schema has no type datetime; it was read as datetime.'],
    ['thing', undefined, 'JSON Schema has no type thing; the type is taken as not given.'],
  ])('%s', (type, meaning, message) => {
    const reading = readContract(
      `${HEAD}components: { schemas: { P: { properties: { a: { type: ${type} } } } } }\n`,
    )
    expect(claimed(reading, 'P.a', 'type')[0]).toBe(meaning)
    expect(reading.diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message])
  })
})

describe('a contract of many files', () => {
  const main = `${HEAD}paths:\n  /p:\n    $ref: ./paths/parcels.yaml\n`
  const parts = {
    'specs/contracts/paths/parcels.yaml':
      "post:\n  requestBody: { content: { application/json: { schema: { $ref: '../schemas/parcel-create.yaml' } } } }\n  responses:\n    '201': { content: { application/json: { schema: { $ref: '../schemas/all.yaml#/Parcel' } } } }\n",
    'specs/contracts/schemas/parcel-create.yaml': 'type: object\nproperties: { size: { type: integer } }\n',
    'specs/contracts/schemas/all.yaml':
      'Parcel: { type: object, properties: { shelf: { $ref: "#/Shelf" } } }\nShelf: { type: object, properties: { row: { type: string } } }\n',
  }

  it('is read as one', () => {
    const reading = readContract(main, parts)
    expect(reading.diagnostics).toEqual([])
    expect(claimed(reading, 'POST /p', 'bodySchema')).toEqual(['ParcelCreate'])
    expect(claimed(reading, 'POST /p body size', 'type')).toEqual(['integer'])
    expect(claimed(reading, 'POST /p', 'response')).toEqual([
      { status: 201, shape: { kind: 'reference', name: 'Parcel' } },
    ])
  })

  it('goes by the names that the contract gives to files', () => {
    const text = `${HEAD}paths: { /p: { get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Box' } } } } } } } }\ncomponents: { schemas: { Box: { $ref: './schemas/parcel-create.yaml' } } }\n`
    const reading = readContract(text, parts)
    expect(claimed(reading, 'GET /p', 'response')).toEqual([
      { status: 200, shape: { kind: 'reference', name: 'Box' } },
    ])
    expect(claimed(reading, 'Box.size', 'type')).toEqual(['integer'])
  })

  it('reads schemas that stand in one file of their own', () => {
    const reading = readContract(`${HEAD}components: { schemas: { $ref: ./schemas/all.yaml } }\n`, parts)
    expect(claimed(reading, 'Shelf.row', 'type')).toEqual(['string'])
  })

  it('claims each schema that its claims name', () => {
    const reading = readContract(main, parts)
    expect(claimed(reading, 'ParcelCreate.size', 'type')).toEqual(['integer'])
    expect(claimed(reading, 'Parcel.shelf', 'shape')).toEqual([{ kind: 'reference', name: 'Shelf' }])
    expect(claimed(reading, 'Shelf.row', 'type')).toEqual(['string'])
  })
})

it.each([
  ['http://localhost:8000/api', '/api'],
  ['localhost:8000/api', '/api'],
  ['localhost:8000', ''],
  ['/api/', '/api'],
  ['api', '/api'],
  ['https://{host}/v1?x=1', '/v1'],
])('the server %s has the path %s', (url, path) => {
  const reading = readContract(`${HEAD}servers: [{ url: '${url}' }]\npaths: { /p: { get: {} } }\n`)
  expect(claimed(reading, `GET ${path}/p`, 'exists')).toEqual([true])
})

describe('errors', () => {
  it('does not take the example of a shared schema for the message of each error', () => {
    const error =
      '{ type: object, example: { detail: Parcel not found }, properties: { detail: { type: string } } }'
    const reference = "{ $ref: '#/components/schemas/Error' }"
    const responses = `{ '409': { description: Held, content: { application/json: { schema: ${reference} } } } }`
    const text = `${HEAD}paths: { /p: { get: { responses: ${responses} } } }\ncomponents: { schemas: { Error: ${error} } }\n`
    expect(claimed(readContract(text), 'GET /p', 'error')).toEqual([
      { status: 409, condition: 'Held', message: null },
    ])
  })

  it.each([
    ['{ detail: Gone }', 'Gone'],
    ['{ error: { code: 1, message: Gone } }', 'Gone'],
    ['{ errors: [Gone] }', null],
    ['Gone', 'Gone'],
  ])('reads the message of %s', (example, message) => {
    const responses = `{ '410': { description: d, content: { application/json: { example: ${example} } } } }`
    const text = `${HEAD}paths: { /p: { get: { responses: ${responses} } } }\n`
    expect(claimed(readContract(text), 'GET /p', 'error')).toEqual([{ status: 410, condition: 'd', message }])
  })
})

describe('a list in a query that is sent as one text', () => {
  const schema = 'schema: { type: array, items: { type: string } }'

  it.each([
    [`explode: false, ${schema}`, 'commas'],
    [`style: spaceDelimited, ${schema}`, 'spaces'],
    [`style: pipeDelimited, explode: false, ${schema}`, 'pipes'],
    ['collectionFormat: tsv, type: array, items: { type: string }', 'tabs'],
  ])('%s is separated by %s', (rules, between) => {
    const parameters = `[{ name: crews, in: query, description: Crews to show, ${rules} }]`
    const reading = readContract(`${HEAD}paths: { /p: { get: { parameters: ${parameters} } } }\n`)
    expect(claimed(reading, 'GET /p query crews', 'type')).toEqual(['string'])
    expect(claimed(reading, 'GET /p query crews', 'description')).toEqual([
      `Crews to show. Several values, separated by ${between}.`,
    ])
  })

  it.each([schema, `explode: true, ${schema}`, `style: pipeDelimited, explode: true, ${schema}`])(
    '%s is repeated',
    (rules) => {
      const parameters = `[{ name: crews, in: query, ${rules} }]`
      const reading = readContract(`${HEAD}paths: { /p: { get: { parameters: ${parameters} } } }\n`)
      expect(claimed(reading, 'GET /p query crews', 'type')).toEqual(['array'])
    },
  )

  it('is separated by commas in Swagger 2.0 where nothing else is said', () => {
    const parameters = '[{ name: crews, in: query, type: array, items: { type: string } }]'
    const reading = readContract(
      `swagger: "2.0"\ninfo: { title: Parcels, version: 1.0.0 }\npaths: { /p: { get: { parameters: ${parameters} } } }\n`,
    )
    expect(claimed(reading, 'GET /p query crews', 'type')).toEqual(['string'])
  })
})
