import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'
import type { Operation } from '../../src/design/operation.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/table-notes/observatory')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

function operation(id: string): Operation {
  const found = design.operations.find((one) => one.id === id)
  if (found === undefined) throw new Error(`${id} is not in the design`)
  return found
}

describe('the purpose of an operation in a table', () => {
  it('names query parameters', () => {
    const { query } = operation('GET /stars')
    expect(query.map(({ name, type, default: preset, maximum }) => [name, type, preset, maximum])).toEqual([
      ['colour', 'string', null, null],
      ['page', 'integer', 1, null],
      ['page_size', 'integer', 20, 50],
    ])
  })

  it('shows a body, whose flag is set and not turned over', () => {
    const charted = operation('PUT /stars/{star_id}/charted')
    expect(charted.body).toMatchObject([{ name: 'charted', type: 'boolean', required: true }])
    expect(charted.behaviour).toBe('set')
  })

  it('says which fields have to be sent', () => {
    const { body } = operation('POST /stars/{star_id}/sightings')
    expect(body.map(({ name, required }) => [name, required])).toEqual([
      ['note', true],
      ['weather', false],
    ])
  })

  it('says that rows are only marked as removed', () => {
    const remove = operation('DELETE /stars/{star_id}').steps?.find(({ kind }) => kind === 'remove')
    expect(remove).toMatchObject({ soft: { field: 'deleted_at', value: { kind: 'now' } } })
  })
})

describe('what documents leave out', () => {
  it('is no field for the row that the path names', () => {
    expect(operation('POST /stars/{star_id}/drawings').body.map(({ name }) => name)).toEqual(['strokes'])
  })

  it('is 403 for a role among statuses without words', () => {
    const permit = operation('PUT /stars/{star_id}/charted').steps?.find(({ kind }) => kind === 'permit')
    expect(permit).toMatchObject({ otherwise: { status: 403 } })
  })

  it('is the owner, and a role that reaches the rows of all', () => {
    const deletion = operation('DELETE /sightings/{sighting_id}')
    const find = deletion.steps?.find((step) => step.kind === 'find')
    expect(deletion).toMatchObject({ access: 'authenticated', notImplemented: null })
    expect(find).toMatchObject({ owner: { value: { kind: 'caller' } }, wide: { roles: ['warden'] } })
  })

  it('is no single order where rows come in groups', () => {
    const select = operation('GET /stars').steps?.find(({ kind }) => kind === 'select')
    expect(select).toMatchObject({ sort: null })
  })
})

describe('what is said once for all operations', () => {
  it('is the object around rows', () => {
    expect(operation('GET /stars/{star_id}').responseBody).toMatchObject({
      kind: 'envelope',
      members: [{ key: 'data', kind: 'view' }],
    })
    const { responseBody } = operation('GET /stars')
    const members = responseBody.kind === 'envelope' ? responseBody.members : []
    expect(members.map(({ key }) => key)).toEqual(['data', 'page', 'page_size', 'total'])
  })

  it('is the body of errors', () => {
    expect(design.service.errorBody).toMatchObject({ messageKey: 'error', within: null })
  })
})
