import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import type { Design } from '../../src/design/design.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/referred/museum')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

describe('a field of an answer that a column of another row explains', () => {
  it('shows that column, and may be null where the reference may', () => {
    const { responseBody } = design.operations.find(({ id }) => id === 'GET /artworks/{id}') ?? {}
    const fields = responseBody?.kind === 'view' ? responseBody.view.fields : []
    expect(fields.filter(({ kind }) => kind === 'referred')).toMatchObject([
      {
        name: 'artist_name',
        reference: 'artist_id',
        target: 'id',
        entity: 'Artist',
        column: 'name',
        rules: { type: 'string', nullable: false },
      },
      { name: 'gallery_title', reference: 'gallery_id', entity: 'Gallery', rules: { nullable: true } },
    ])
  })

  it('leaves no operation unbuilt', () => {
    expect(design.operations.filter(({ notImplemented }) => notImplemented !== null)).toEqual([])
  })
})
