import type { Step } from '../../design/step.js'
import { nounOf, wordsOf } from '../naming.js'
import { aspectsOf } from './claim-aspects.js'
import type { StatementContext } from './context.js'

/** `is recorded in fault_events`, `logged to the audit log`: group 1 is what stands behind. */
const KEPT_IN =
  /\b(?:recorded|logged|tracked|written|appended|stored|saved|kept) (?:in|to|into) (?:the |an? |its |their )?["'`]?([A-Za-z_][\w -]{1,60})/i

/** `also creates a reminder`, `writes an entry`. */
const ALSO_MAKES =
  /\b(?:also|automatically) (?:creates?|writes?|adds?|records?|logs?|opens?|raises?|inserts?|generates?) (?:an? |the |one )?(?:new )?["'`]?([A-Za-z_][\w -]{1,60})/i

/**
 * The words of a statement that says that a request makes or changes rows of another table besides, where no step does
 * so. Null for other statements.
 */
export function unmadeEffect({ claims, design, statement }: StatementContext): string | null {
  const said = claims.filter(({ property }) => property === 'effect')
  if (said.length > 0)
    return said.every((claim) => aspectsOf(claim, design).length > 0) ? null : statement.text
  const match = KEPT_IN.exec(statement.text) ?? ALSO_MAKES.exec(statement.text)
  const words = match?.[1] === undefined ? [] : wordsOf(match[1])
  if (match === null || words.length === 0) return null
  const named = design.entities.find((entity) =>
    [entity.name, entity.table ?? entity.name].some((name) => {
      const own = wordsOf(name)
      return nounOf(words.slice(0, own.length).join(' ')) === nounOf(own.join(' '))
    }),
  )
  if (named === undefined || named.managedElsewhere) return null
  const made = design.operations.some(({ steps }) =>
    (steps ?? []).some((step) => makesRowOf(step, named.name)),
  )
  return made ? null : match[0]
}

function makesRowOf(step: Step, entity: string): boolean {
  return (
    (step.kind === 'insert' ||
      step.kind === 'insertEach' ||
      step.kind === 'insertListed' ||
      step.kind === 'insertApart' ||
      step.kind === 'record' ||
      step.kind === 'link') &&
    step.entity === entity
  )
}
