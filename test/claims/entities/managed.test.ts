import { describe, expect, it } from 'vitest'
import { entityManagedElsewhere } from '../../../src/claims/entities/managed.js'

describe('entityManagedElsewhere', () => {
  it.each([
    ['User table is managed by Better Auth.', 'users'],
    ['Managed by Better Auth', 'Member'],
    ['This table is managed by Better Auth.', 'Loan'],
    ['Reference only', 'readers'],
  ])('takes %j for the table of %s', (text, name) => {
    expect(entityManagedElsewhere(text, name)).not.toBeNull()
  })

  it.each([
    ['Users are managed by Better Auth. The backend keeps no table of users.', 'Loan'],
    ['The reader of a loan is a user managed by Better Auth.', 'Parcel'],
    ['A loan belongs to its reader.', 'Loan'],
  ])('finds in %j nothing about the table of %s', (text, name) => {
    expect(entityManagedElsewhere(text, name)).toBeNull()
  })
})
