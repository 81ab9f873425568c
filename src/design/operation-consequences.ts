import type { OperationFacts } from '../claims/claim.js'

/** What is asked about a fact of an operation, and what a client or a row meets by each value. */
export interface AskedFact<T> {
  readonly what: string
  readonly tell: (value: T) => string
}

/** Facts of operations whose disagreement a client can see. */
export const ASKED_FACTS: { readonly [P in keyof OperationFacts]?: AskedFact<OperationFacts[P]> } = {
  sort: {
    what: 'default order of',
    tell: ({ field, direction }) =>
      `rows come by ${field}, ${direction === 'asc' ? 'the least or oldest' : 'the greatest or newest'} first`,
  },
  update: {
    what: 'meaning of fields left out of',
    tell: (value) =>
      value === 'partial'
        ? 'fields that a request leaves out stay as they are'
        : 'fields that a request leaves out lose their value',
  },
  flag: {
    what: 'effect on the flag of',
    tell: ({ field, effect }) => {
      if (effect === 'flip') return `every call flips ${field}; a repeated request undoes the first`
      if (effect === 'set-given') return `${field} becomes what the request says`
      return `${field} becomes ${effect === 'set-true' ? 'true' : 'false'}, however often it is called`
    },
  },
  deletion: {
    what: 'fate of rows deleted by',
    tell: (value) =>
      value === 'hard'
        ? 'the row is gone for good; nobody can bring it back'
        : 'the row is kept and marked; nobody sees it any more, and it can be brought back',
  },
}
