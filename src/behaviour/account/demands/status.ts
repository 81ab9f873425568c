import { serviceDatabaseDown, serviceErrors, successOf } from '../../../design/aspect.js'
import type { Demand } from '../demand.js'
import { errorAspects } from '../operation-aspects.js'
import { leadsWithStatus, statusesIn } from '../statuses.js'

/** "returns 404 if the loan does not exist", "should fail with 422", "200 OK". */
export const status: Demand = ({ text, operations, statement, general }) => {
  const codes = statusesIn(text)
  // A sentence about something that the design does not name is not shown by all operations that answer so.
  const forAll = general && leadsWithStatus(statement.text)
  return codes.flatMap((code) => {
    if (code === 500) return [serviceErrors]
    if (code === 503) return [serviceDatabaseDown]
    if (code < 300) {
      const methods = new Set(statement.text.match(/\b(?:GET|POST|PUT|PATCH|DELETE)\b/g) ?? [])
      if (general && !forAll && methods.size === 0) return []
      return operations
        .filter(({ steps, success }) => steps !== null && success === code)
        .filter(({ method }) => !general || methods.size === 0 || methods.has(method))
        .map(successOf)
    }
    const fact =
      codes.length === 1 ? { status: code, condition: statement.text.toLowerCase(), message: null } : null
    if (!general || forAll) return errorAspects(operations, code, fact)
    // Only the refusals that its words mean, not all that have the status.
    return fact === null
      ? []
      : errorAspects(operations, null, fact).filter((aspect) => aspect.includes(`#error.${code}.`))
  })
}
