import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'
import type { Operation } from '../../src/design/operation.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/field-notes')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

function at(id: string): Operation {
  const found = design.operations.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

describe('rows whose columns are written as classes of another language have them', () => {
  it('have columns that begin small, and values that the service makes', () => {
    const note = design.entities.find(({ name }) => name === 'HikeNote')
    expect(note?.owner).toBe('userId')
    expect(
      note?.fields.map(({ name, type, primaryKey, generated, touched }) => [
        name,
        type,
        ...(primaryKey ? ['key'] : []),
        ...(generated === null ? [] : [generated]),
        ...(touched ? ['touched'] : []),
      ]),
    ).toEqual([
      ['id', 'uuid', 'key', 'uuid'],
      ['userId', 'string'],
      ['heading', 'string'],
      ['weather', 'string'],
      ['isPinned', 'boolean'],
      ['createdAt', 'datetime', 'now'],
      ['updatedAt', 'datetime', 'now', 'touched'],
    ])
  })

  it('are found by the last word of their name', () => {
    expect(at('GET /notes').entity).toBe('HikeNote')
  })
})

describe('a flag of rows that only their owner sees', () => {
  it('is kept in the row, not in a tie between the row and the caller', () => {
    expect(design.entities.map(({ name }) => name)).toEqual(['HikeNote'])
    expect(at('POST /notes/{id}/pin').behaviour).toBe('set')
    expect(at('POST /notes/{id}/unpin').behaviour).toBe('set')
  })

  it('is turned over by what is called a toggle and takes no body', () => {
    const toggle = at('PATCH /notes/{id}')
    expect(toggle.behaviour).toBe('toggle')
    expect(toggle.body).toEqual([])
    expect(toggle.steps?.map(({ kind }) => kind)).toContain('flip')
  })
})

describe('an answer beside which something tells of the answer', () => {
  it('has the moment, and counts only where there is a list', () => {
    expect(at('GET /notes').response).toBe('page')
    expect(at('POST /notes').response).toBe('envelope')
    const body = at('POST /notes').responseBody
    expect(body?.kind === 'envelope' ? body.members.map(({ key, kind }) => [key, kind]) : body).toEqual([
      ['data', 'view'],
      ['meta', 'envelope'],
    ])
    expect(JSON.stringify(body)).toContain('{"key":"timestamp","kind":"now"}')
    expect(JSON.stringify(body)).not.toContain('"total"')
  })
})

describe('a removal with a body', () => {
  it('is not built, for nothing says what the body does', () => {
    expect(at('DELETE /notes/{id}').notImplemented).toContain('"password"')
  })
})
