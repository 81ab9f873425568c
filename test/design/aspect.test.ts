import { describe, expect, it } from 'vitest'
import {
  defaultOf,
  errorOf,
  ruleOf,
  serviceErrors,
  subjectOf,
  successOf,
  uniqueOf,
} from '../../src/design/aspect.js'

const borrow = { id: 'POST /api/{user_id}/loans' }

describe('aspects', () => {
  it('name what they are about and what is proved', () => {
    expect(successOf(borrow)).toBe('POST /api/{user_id}/loans#success')
    expect(errorOf(borrow, 404, 'absent')).toBe('POST /api/{user_id}/loans#error.404.absent')
    expect(ruleOf(borrow, 'body', 'note', 'maxLength')).toBe('POST /api/{user_id}/loans#body.note.maxLength')
    expect(defaultOf('Loan', 'renewed')).toBe('Loan#default.renewed')
    expect(uniqueOf('Book', ['shelf', 'isbn'])).toBe('Book#unique.shelf,isbn')
  })

  it('give their subject back', () => {
    expect(subjectOf(successOf(borrow))).toBe(borrow.id)
    expect(subjectOf(defaultOf('Loan', 'renewed'))).toBe('Loan')
    expect(subjectOf(serviceErrors)).toBe('service')
  })
})
