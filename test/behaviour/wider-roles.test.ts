import { describe, expect, it } from 'vitest'
import { widenedFor } from '../../src/design/widened-step.js'
import { completeDesign } from './complete-design.js'
import { draft, entity, field, operation } from './fixtures/build.js'
import { readSentences } from './sentences.js'

describe('roles that reach the rows of all', () => {
  it('are let in where a contract lists its roles and says who sees what', async () => {
    const { operations } = await readSentences('permits')
    expect(
      operations.map(({ id, access, steps }) => [
        id,
        access,
        (steps ?? []).flatMap((step) => widenedFor(step)?.roles ?? []),
      ]),
    ).toEqual([
      ['GET /permits', 'authenticated', ['officer']],
      ['POST /permits', 'authenticated', []],
      ['GET /permits/{id}', 'authenticated', ['officer']],
      ['DELETE /permits/{id}', 'role:officer', []],
      ['POST /permits/{id}/revoke', 'authenticated', ['officer']],
    ])
  })

  const ROOM = entity(
    'Room',
    'rooms',
    [field('id', 'integer', { primaryKey: true, generated: 'autoincrement' }), field('user_id', 'string')],
    { owner: 'user_id' },
  )

  it.each([
    [
      'Guests see their own, wardens see all.',
      'it is to show “wardens” the rows of all, and nothing says by which role tokens tell them from others',
    ],
    [
      'One room, for its guest or a warden.',
      '“warden” is to reach it as well, and nothing says by which role tokens tell them from others',
    ],
    [
      'Wardens only.',
      'it is for “wardens” alone, and nothing says by which role tokens tell them from others',
    ],
  ])('are asked for where nothing calls them roles: %s', (summary, why) => {
    const design = completeDesign(
      draft({
        entities: [ROOM],
        operations: [operation('GET /rooms', { access: 'authenticated', summary })],
      }),
      { claims: [], statements: [], diagnostics: [] },
      new Map(),
    )
    expect(design.operations[0]?.notImplemented).toBe(why)
  })
})
