import type { Recogniser } from '../recogniser.js'
import { selectRows } from './list.js'

/** Answers rows that a text finds: `GET /books/search?q=…`. */
export const search: Recogniser = {
  behaviour: 'search',
  answers: 'rows',
  recognises: ({ operation, word }) => operation.method === 'GET' && word === 'search',
  implement: selectRows,
}
