import { describe, expect, it } from 'vitest'
import { requirementName } from '../../src/verify/requirement.js'

describe('requirementName', () => {
  it.each([
    ['pytest', 'pytest'],
    ['fastapi>=0.115,<1', 'fastapi'],
    ['fastapi[standard]>=0.115', 'fastapi'],
    ['PyJWT[crypto] ~=2.9', 'PyJWT'],
    ['sqlmodel==0.0.*', 'sqlmodel'],
  ])('%s names %s', (line, name) => {
    expect(requirementName(line)).toBe(name)
  })

  it.each([
    '',
    '-r /etc/passwd',
    '--index-url=http://evil',
    'evil @ https://evil/x.whl',
    './evil',
    'a\n-r b',
    'a>=1\n--pre',
    'a; python_version<"3"',
    '../a',
    'git+https://x',
    `${'a'.repeat(100_000)}!`,
  ])('refuses %j', (line) => {
    expect(requirementName(line)).toBeNull()
  })
})
