import { expect, test } from 'vitest'
import { defaultWords } from '../../../src/claims/words/choice-words.js'

test('what is empty is told by the words behind it', () => {
  expect(defaultWords('Optional, default empty string')).toMatchObject({ property: 'default', value: '' })
  expect(defaultWords('Labels, defaults to empty list')).toMatchObject({ property: 'default', value: [] })
  expect(defaultWords('Default: empty')).toBeNull()
})

test.each([
  'Defaults to today',
  'default: current date',
  'The day of the visit (defaults to the current date and time)',
  "Default is today's date.",
  'default `now()`',
  'default CURRENT_DATE',
  'default: datetime.utcnow',
])('%s is the present', (text) => {
  expect(defaultWords(text)).toMatchObject({ property: 'generated', value: 'now' })
})

test('somebody or something else that is current is not the present', () => {
  expect(defaultWords('Defaults to current user')).not.toMatchObject({ property: 'generated' })
  expect(defaultWords('Defaults to todayish')).not.toMatchObject({ property: 'generated' })
})
