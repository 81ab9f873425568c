import type { Recogniser } from '../recogniser.js'
import { namesSole } from '../steps/locate-sole.js'
import { changeRow, isFull } from './change.js'

/** Gives a row all its fields anew: `PUT /books/{id}` with required fields. */
export const replace: Recogniser = {
  behaviour: 'replace',
  answers: 'row',
  recognises: (candidate) =>
    candidate.operation.method === 'PUT' &&
    (candidate.end === 'item' || namesSole(candidate)) &&
    isFull(candidate),
  implement: (candidate) => changeRow(candidate, 'full'),
}
