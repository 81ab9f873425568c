import { describe, expect, it } from 'vitest'
import { matchesGlob } from '../../src/verify/glob.js'

describe('matchesGlob', () => {
  it.each([
    ['tests/*', 'tests/test_a.py'],
    ['tests/**', 'tests/unit/test_a.py'],
    ['**/tests/*.py', 'tests/test_a.py'],
    ['**/tests/*.py', 'a/b/tests/test_a.py'],
    ['*.py', 'a.py'],
    ['app/rout?rs/*', 'app/routers/a.py'],
    ['a*b*c', 'abbbc'],
    ['**', 'any/thing'],
    ['a**z', 'a/b/z'],
    ['', ''],
  ])('%s takes %s', (pattern, path) => {
    expect(matchesGlob(pattern, path)).toBe(true)
  })

  it.each([
    ['tests/*', 'tests/unit/test_a.py'],
    ['tests/*', 'my/tests/test_a.py'],
    ['*.py', 'a/b.py'],
    ['**/tests/*.py', 'mytests/a.py'],
    ['a?b', 'a/b'],
    ['a*b*c', 'abbb'],
    ['', 'a'],
    ['a', ''],
  ])('%s does not take %s', (pattern, path) => {
    expect(matchesGlob(pattern, path)).toBe(false)
  })

  it('takes no longer for a hostile pattern', () => {
    expect(matchesGlob('**a'.repeat(200), 'a'.repeat(2000).concat('b'))).toBe(false)
  })
})
