import type { Step, Tie } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { REPEATED_LINK } from '../doubts/repeated-link.js'
import { refusalOf } from '../failure.js'
import { originsOf } from '../origins.js'
import type { Implementation } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import type { Pair } from '../relations/pairs.js'
import { guardSteps } from './guard.js'
import { rowName, rowOfPath } from './locate.js'

/** Words of a document for two rows that are not tied. */
const UNTIED =
  /\bnot (?:yet )?(?:linked|attached|assigned|associated|tagged|added|a member|a part|in (?:the|this)|on (?:the|this))\b|\bno (?:such )?(?:link|association|assignment)\b/i

/**
 * Ties or unties the two rows that a path names: both are found among the rows that the caller may see. What is tied
 * already, or not tied, is no failure, unless a document gives a status for it.
 */
export function tiedPair(candidate: Candidate, kind: 'link' | 'unlink', pair: Pair): Implementation {
  const { operation, entity } = candidate
  const { parent, parentIndex, child, link } = pair
  const guard = guardSteps(candidate)
  if (!guard.ok) return notImplemented(guard.why)
  const one = rowOfPath(candidate, parent, parentIndex)
  if (!one.ok) return notImplemented(one.why)
  const other = rowOfPath(candidate, child, parentIndex + 1)
  if (!other.ok) return notImplemented(other.why)
  const values = link.ends.map(({ column, entity: end, key }): Tie => ({
    field: column.name,
    value: { kind: 'field', row: rowName(end), field: key.name },
  }))
  const origins = originsOf(operation, 'exists')
  const step: Step =
    kind === 'link'
      ? { kind, entity: link.entity.name, values, repeated: repeated(candidate), origins }
      : { kind, entity: link.entity.name, values, missing: missing(candidate), origins }
  return implemented(
    [...guard.value, ...one.value.steps, ...other.value.steps, step],
    entity === child ? rowName(child) : rowName(parent),
  )
}

function repeated(candidate: Candidate) {
  const documented =
    candidate.operation.errorFacts.some(({ status }) => status === 409) ||
    candidate.answers.get(REPEATED_LINK) === 'conflict'
  return documented ? refusalOf(candidate, 'duplicate', candidate.word).failure : null
}

function missing({ operation }: Candidate) {
  const said = operation.errorFacts.find(({ condition, message }) =>
    UNTIED.test(`${condition ?? ''} ${message ?? ''}`),
  )
  if (said === undefined) return null
  return { status: said.status, message: said.message ?? said.condition ?? 'Not linked' }
}
