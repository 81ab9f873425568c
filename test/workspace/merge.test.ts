import { array, assert, boolean, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from '../../src/workspace/merge.js'

const text = array(constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).chain((lines) =>
  boolean().map((ended) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : '')),
)

describe('merge', () => {
  it('merges changes of different lines', () => {
    expect(merge('1\n2\n3\n4\n', '0\n1\n2\n3\n4\n', '1\n2\n3\n4\n5')).toBe('0\n1\n2\n3\n4\n5')
  })

  it('is null for different changes of one line', () => {
    expect(merge('1\n2\n3\n', '1\nx\n3\n', '1\ny\n3\n')).toBeNull()
  })

  it('takes a change that both sides made once', () => {
    expect(merge('1\n2\n3\n', '1\nx\n3\n', '1\nx\n3\n4\n')).toBe('1\nx\n3\n4\n')
  })

  it('keeps a side when the other did not change, and both when they are equal', () => {
    assert(
      property(text, text, (base, changed) => {
        expect(merge(base, changed, base)).toBe(changed)
        expect(merge(base, base, changed)).toBe(changed)
        expect(merge(base, changed, changed)).toBe(changed)
      }),
    )
  })

  it('gives the same text whichever side is whose', () => {
    assert(
      property(text, text, text, (base, left, right) => {
        expect(merge(base, left, right)).toBe(merge(base, right, left))
      }),
    )
  })
})
