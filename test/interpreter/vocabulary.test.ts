import { describe, expect, it } from 'vitest'
import { strangeIn } from '../../src/interpreter/vocabulary.js'
import { library } from '../fastapi/fixtures/library.js'

describe('strangeIn', () => {
  it('knows everything that the library does and answers', () => {
    for (const { steps, responseBody } of library.operations) {
      expect(strangeIn(steps) ?? strangeIn(responseBody)).toBeNull()
    }
  })

  it('names what a newer vocabulary adds', () => {
    expect(strangeIn([{ kind: 'teleport', row: 'parcel' }])).toBe('"teleport"')
    expect(strangeIn({ kind: 'flip', row: 'loan', field: 'open', touches: [], unless: 'late' })).toBe(
      '"unless" of "flip"',
    )
    expect(strangeIn({ kind: 'select', filters: [{ field: 'a', comparison: 'near' }] })).toBe(
      'the comparison "near"',
    )
    expect(strangeIn({ kind: 'select', paging: { style: 'keyset', sizeParameter: 'n' } })).toBe(
      'pages by "keyset"',
    )
  })

  it('passes over additions that say nothing', () => {
    expect(
      strangeIn({ kind: 'flip', row: 'loan', field: 'open', touches: [], unless: null, also: [] }),
    ).toBeNull()
  })
})
