import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'
import type { Step } from '../../src/design/step.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/pairs/choir')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

function stepsAt(id: string, kind: Step['kind']): readonly unknown[] {
  const steps = design.operations.find((operation) => operation.id === id)?.steps ?? []
  return steps.filter((step) => step.kind === kind).map(({ origins: _origins, kind: _kind, ...step }) => step)
}

describe('two rows that a path names', () => {
  it('get a table that ties them, with both ends as its key', () => {
    const table = design.entities.find(({ name }) => name === 'PieceTheme')
    expect(table?.fields.map(({ name, references, primaryKey }) => [name, references, primaryKey])).toEqual([
      ['piece_id', 'Piece.id', true],
      ['theme_id', 'Theme.id', true],
    ])
  })

  it('are tied and untied when both are found among the rows of the caller', () => {
    const values = [
      { field: 'piece_id', value: { kind: 'field', row: 'piece', field: 'id' } },
      { field: 'theme_id', value: { kind: 'field', row: 'theme', field: 'id' } },
    ]
    expect(stepsAt('POST /pieces/{id}/themes/{theme_id}', 'find')).toMatchObject([
      { entity: 'Piece', owner: { field: 'user_id' } },
      { entity: 'Theme', owner: { field: 'user_id' } },
    ])
    expect(stepsAt('POST /pieces/{id}/themes/{theme_id}', 'link')).toEqual([
      { entity: 'PieceTheme', values, repeated: null },
    ])
    expect(stepsAt('DELETE /pieces/{id}/themes/{theme_id}', 'unlink')).toEqual([
      { entity: 'PieceTheme', values, missing: null },
    ])
  })

  it('are listed under the one', () => {
    expect(stepsAt('GET /pieces/{id}/themes', 'select')).toMatchObject([
      {
        entity: 'Theme',
        filters: [{ through: [{ from: 'id', entity: 'PieceTheme', field: 'theme_id' }], field: 'piece_id' }],
      },
    ])
  })
})

describe('a list of keys in a body', () => {
  it('ties the row to those rows, within those of the caller', () => {
    const relink = {
      row: 'piece',
      entity: 'PieceTheme',
      tie: { field: 'piece_id', target: 'id' },
      other: { entity: 'Theme', key: 'id', field: 'theme_id' },
      owner: { field: 'user_id', value: { kind: 'caller' } },
      value: { kind: 'body', field: 'theme_ids' },
      whenBody: 'theme_ids',
      otherwise: { status: 404, message: 'Theme not found' },
    }
    expect(stepsAt('POST /pieces', 'relink')).toEqual([relink])
    expect(stepsAt('PATCH /pieces/{id}', 'relink')).toEqual([relink])
  })

  it('is bounded', () => {
    const body = design.operations.find(({ id }) => id === 'POST /pieces')?.body ?? []
    expect(body.find(({ name }) => name === 'theme_ids')).toMatchObject({
      maxItems: 1000,
      items: { type: 'integer' },
    })
  })

  it('is shown as the rows', () => {
    const { responseBody } = design.operations.find(({ id }) => id === 'GET /pieces') ?? {}
    const fields = responseBody?.kind === 'list' ? responseBody.view.fields : []
    expect(fields.at(-1)).toMatchObject({
      kind: 'list',
      name: 'themes',
      related: { entity: 'PieceTheme', field: 'piece_id', target: 'id' },
      through: { field: 'theme_id', target: 'id' },
    })
  })
})
