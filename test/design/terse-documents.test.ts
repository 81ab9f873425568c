import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'
import type { Operation } from '../../src/design/operation.js'

const folder = join(import.meta.dirname, '../fixtures/design/boat-club')

describe('a document of few words', () => {
  let design: Design

  beforeAll(async () => {
    design = (await analyse({ folder, answers: new Map(), what: [], built: [], database: null })).design
  })

  const fieldsOf = (name: string): readonly unknown[] =>
    design.entities
      .find((entity) => entity.name === name)
      ?.fields.map(({ name: column, type, maxLength, nullable }) => [column, type, maxLength, nullable]) ?? []

  const operation = (id: string): Operation => {
    const found = design.operations.find((one) => one.id === id)
    if (found === undefined) throw new Error(`no ${id}`)
    return found
  }

  test('has entities in one line each, and none that is only a body', () => {
    expect(design.entities.map(({ name }) => name)).toEqual(['Berth', 'Boat', 'Trip'])
    expect(fieldsOf('Boat')).toEqual([
      ['id', 'uuid', null, false],
      ['name', 'string', 60, false],
      ['class', 'enum', null, false],
      ['launched_on', 'date', null, true],
      ['length_m', 'decimal', null, false],
      ['user_id', 'string', null, false],
      ['created_at', 'datetime', null, false],
    ])
    const state = design.entities[2]?.fields.find(({ name }) => name === 'state')
    expect(state?.enum).toEqual(['planned', 'out', 'back', 'dropped'])
  })

  test('has rows in a table beside the lines of their operations, and says whose they are', () => {
    const berth = design.entities[0]
    expect(berth?.owner).toBe('tenant')
    const side = berth?.fields.find(({ name }) => name === 'side')
    expect([side?.enum, side?.default]).toEqual([['port', 'starboard', 'stern'], 'port'])
  })

  test('has operations in lines without bullets', () => {
    expect(design.operations.map(({ id, success }) => `${id} ${success}`)).toEqual([
      'GET /boats 200',
      'POST /boats 201',
      'GET /boats/{id} 200',
      'DELETE /boats/{id} 204',
      'POST /boats/{id}/trips 201',
      'POST /trips/{id}/drop 200',
      'GET /berths 200',
      'POST /berths 201',
    ])
    expect(operation('GET /boats').query.map(({ name }) => name)).toEqual(['class', 'q'])
  })

  test('shows the rows beside a row that words ask for', () => {
    const { responseBody } = operation('GET /boats/{id}')
    const view = responseBody.kind === 'view' ? responseBody.view : null
    const beside = view?.fields.find(({ name }) => name === 'trips')
    expect(beside).toMatchObject({
      kind: 'list',
      related: { entity: 'Trip', field: 'boat_id', target: 'id' },
    })
  })

  test('removes with a row what words say goes with it, and knows what a path fills', () => {
    const reference = design.entities[2]?.fields.find(({ name }) => name === 'boat_id')
    expect(reference?.onDelete).toBe('cascade')
    const asked = design.questions.find(({ id }) => id === 'unwritten-columns')?.about ?? ''
    expect(asked).not.toContain('boat_id')
  })

  test('lets what is said of an operation win over a drawing of all moves', () => {
    const checks = operation('POST /trips/{id}/drop').steps?.filter(({ kind }) => kind === 'check')
    expect(checks).toMatchObject([
      { condition: { kind: 'oneOf', values: ['planned'] }, otherwise: { status: 409 } },
    ])
  })

  test('lets no client choose the state in which a row begins', () => {
    expect(operation('POST /boats/{id}/trips').body.map(({ name }) => name)).toEqual([
      'starts_at',
      'crew',
      'note',
    ])
  })

  test('asks about a refusal behind a sentence, and tells of effects that nothing builds', () => {
    expect(design.questions.find(({ id }) => id === 'post-boats-id-trips-status-409')?.about).toBe(
      'POST /boats/{id}/trips answers 409 when “A boat may leave only once a day”, which cannot be built yet.',
    )
    const effect = design.statements.find(({ text }) => text.startsWith('Renting a berth'))
    expect(effect?.outcome.status).toBe('not-understood')
  })
})
