import { describe, expect, it } from 'vitest'
import { said } from './said-of-museum.js'

describe('roles beside the owner', () => {
  it.each([
    ['The owner of a loan request or a registrar can delete it.', ['entity LoanRequest owner = "user_id"']],
    [
      'Only the author or a registrar may delete a remark.',
      [
        'entity Remark owner = "author_id"',
        'DELETE /remarks/{id} reach = {"roles":["registrar"]}',
        'DELETE /remarks/{id} access = "authenticated"',
      ],
    ],
    [
      'A remark can only be deleted by its author or a Chief Curator (otherwise 403).',
      [
        'entity Remark owner = "author_id"',
        'DELETE /remarks/{id} reach = {"roles":["Chief Curator"]}',
        'DELETE /remarks/{id} access = "authenticated"',
      ],
    ],
    ['Registrars see all loan requests.', ['GET /loan-requests reach = {"roles":["registrar"]}']],
    ['Admins can see the loan requests of everybody.', ['GET /loan-requests reach = {"roles":["admin"]}']],
    ['Admins may delete any remark.', ['DELETE /remarks/{id} reach = {"roles":["admin"]}']],
    [
      'Registrars see all loan requests, users see their own.',
      ['GET /loan-requests reach = {"roles":["registrar"]}'],
    ],
    [
      'Members can see their own loan requests, while Chief Curators and admins can see all of them.',
      [
        'entity LoanRequest owner = "user_id"',
        'GET /loan-requests reach = {"roles":["Chief Curator","admin"]}',
      ],
    ],
    ['A registrar or an admin may delete a remark.', []],
    ['Admins may create any exhibit.', []],
    ['Registrars see the loan requests.', []],
  ])('reach: %s', (sentence, claims) => {
    expect(said(sentence)).toEqual(claims)
  })
})
