import type { Recogniser } from '../recogniser.js'
import { changeRow } from './change.js'

/**
 * Changes the fields that are sent: `PATCH /books/{id}`, `PUT` where no field is
 * required, or a part of a row by itself (`PATCH /orders/{id}/status`).
 */
export const update: Recogniser = {
  behaviour: 'update',
  answers: 'row',
  recognises: ({ operation, end }) => {
    if (operation.method !== 'PATCH' && operation.method !== 'PUT') return false
    return end === 'item' || operation.body.length > 0
  },
  implement: (candidate) => changeRow(candidate, 'partial'),
}
