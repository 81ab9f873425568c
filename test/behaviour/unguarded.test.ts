import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { draft, entity, field, operation, parameter } from './fixtures/build.js'

const ROOM = entity('Room', 'rooms', [
  field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  field('name', 'string'),
])

function whyOf(id: string, more: Parameters<typeof operation>[1]): string | null | undefined {
  const design = completeDesign(
    draft({ entities: [ROOM], operations: [operation(id, more)] }),
    { claims: [], statements: [], diagnostics: [] },
    new Map(),
  )
  return design.operations[0]?.notImplemented
}

describe('operations that refuse some callers', () => {
  it('are not built where nothing tells those from others', () => {
    const refusal = { status: 403, condition: 'Not a participant', message: null }
    expect(whyOf('GET /rooms/{id}', { access: 'authenticated', errors: [403], errorFacts: [refusal] })).toBe(
      'it refuses some callers with 403 (“Not a participant”), and nothing says how they are told from others',
    )
  })

  it('are not built where they are for one caller of whom no row tells', () => {
    expect(
      whyOf('DELETE /rooms/{id}', { access: 'authenticated', summary: 'Remove a room (host only)' }),
    ).toBe('it is for some callers alone (“host only”), and nothing says how they are told from others')
  })

  it('are not built where callers see only their own rows and no row has an owner', () => {
    expect(whyOf('GET /rooms', { access: 'authenticated', summary: 'List rooms (guest sees own)' })).toBe(
      'it is to show callers their own rows (“sees own”), and nothing ties rows to callers',
    )
  })

  it('are not built where they send the browser elsewhere', () => {
    expect(whyOf('DELETE /rooms/{id}', { success: 303 })).toBe(
      'it answers by sending the browser to another address, which cannot be built yet',
    )
  })

  it('are not built where a query parameter changes what no step knows', () => {
    const query = [parameter('keep_keys', 'boolean')]
    expect(whyOf('DELETE /rooms/{id}', { access: 'authenticated', query })).toBe(
      'what the query parameter "keep_keys" changes is not understood',
    )
  })
})
