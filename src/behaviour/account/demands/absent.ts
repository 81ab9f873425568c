import { errorOf } from '../../../design/aspect.js'
import type { Demand } from '../demand.js'

const ABSENT =
  /\bnot found\b|\bnon-?exist\w{0,6}\b|\b(?:does not|doesn['’]t|do not|don['’]t) exist\b|\bunknown id\b|\bmissing (?:row|record|resource)\b/

/** "a loan that does not exist", "non-existent loan". */
export const absent: Demand = ({ text, operations }) =>
  ABSENT.test(text)
    ? operations.flatMap((operation) =>
        operation.errorCases
          .filter((one) => one.cause === 'absent')
          .map((one) => errorOf(operation, one.status, one.cause)),
      )
    : []
