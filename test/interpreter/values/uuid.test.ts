import { expect, it } from 'vitest'
import { canonicalUuid } from '../../../src/interpreter/values/uuid.js'

const ID = '7ee2b0de-99fb-44b9-9f0a-76e0ea9c1067'

it.each([ID, ID.toUpperCase(), ID.replaceAll('-', ''), `{${ID}}`, `urn:uuid:${ID}`])(
  'reads %s as Pydantic does',
  (text) => {
    expect(canonicalUuid(text)).toBe(ID)
  },
)

it.each([`URN:UUID:${ID}`, `{${ID.replaceAll('-', '')}}`, ` ${ID}`, `${ID}0`, ''])(
  'refuses %j as Pydantic does',
  (text) => {
    expect(canonicalUuid(text)).toBeNull()
  },
)
