import { expect, test } from 'vitest'
import { candidateOf } from '../../src/behaviour/candidate.js'
import { referenceSteps } from '../../src/behaviour/steps/references.js'
import { body, draft, entity, field, operation } from './fixtures/build.js'

const remark = entity(
  'Remark',
  'remarks',
  [
    field('id', 'uuid', { primaryKey: true }),
    field('author_id', 'string'),
    field('parent_id', 'uuid', { nullable: true, references: 'remarks.id' }),
  ],
  { owner: 'author_id' },
)

/** Whose remark a new one may answer, where remarks are listed for such callers. */
function ownerOf(access: 'public' | 'authenticated'): unknown {
  const list = operation('GET /remarks', { access })
  const create = operation('POST /remarks', {
    access: 'authenticated',
    body: [body('parent_id', 'uuid', { column: 'parent_id' })],
  })
  const all = draft({ entities: [remark], operations: [list, create] })
  const [find] = referenceSteps(candidateOf(all, create, new Map()), remark)
  return find?.kind === 'find' ? find.owner : 'no find'
}

test("a new row may refer to anybody's where anybody may read them", () => {
  expect(ownerOf('public')).toBeNull()
})

test('a new row refers to one of its owner where others are hidden', () => {
  expect(ownerOf('authenticated')).toEqual({ field: 'author_id', value: { kind: 'caller' } })
})
