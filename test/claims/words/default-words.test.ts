import { expect, test } from 'vitest'
import { defaultWords } from '../../../src/claims/words/choice-words.js'

test('what is empty is told by the words behind it', () => {
  expect(defaultWords('Optional, default empty string')).toMatchObject({ property: 'default', value: '' })
  expect(defaultWords('Labels, defaults to empty list')).toMatchObject({ property: 'default', value: [] })
  expect(defaultWords('Default: empty')).toBeNull()
})
