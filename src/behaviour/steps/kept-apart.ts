import type { Shape } from '../../claims/shape.js'
import type { Candidate } from '../candidate.js'
import { keyOf } from '../naming.js'

/** Words by which good rows are kept beside bad ones, each with an answer of its own. */
const APART =
  /\bpartial(?:ly)? succe|\bpartial(?:ly)?\b(?!.{0,20}\b(?:not|never)\b)|\bvalid (?:ones|rows|items|entries|elements|records|lines)\b|\bper[- ](?:item|row|element|line|record)\b|\b(?:its|their) own (?:result|error|status)|\beach (?:with|invalid|failed|failing)\b|\bindividual(?:ly)?\b|\bindependent(?:ly)?\b|\bskip/

/** Words by which one bad row refuses all. */
const TOGETHER =
  /\ball[- ]or[- ](?:nothing|none)\b|\batomic|\bnothing is (?:stored|saved|created|imported)\b|\brolls? (?:everything |all )?back|\bno (?:rows?|items?|records?) (?:is|are) (?:stored|saved|created|imported)\b|\brejects? the (?:whole|entire)\b|\b(?:whole|entire) (?:request|file|batch|import) (?:is|fails)\b/

/** Keys of an answer that tell of rows which were not stored. */
const REFUSED =
  /^(?:num(?:ber)?)?(?:of)?(?:failed|skipped|rejected|refused|invalid|failures?|errors?)(?:count|rows|items|total|records)?$|^(?:error|failure)s?(?:count|list|details)$/

/** True for a key that tells of elements which were refused. */
export function isRefusedKey(name: string): boolean {
  return REFUSED.test(keyOf(name))
}

/** Whether an answer has a place for what was refused: `errors`, `skipped`, `results` with a status each. */
function tellsOfRefused(shape: Shape | null): boolean {
  if (shape?.kind !== 'object') return false
  return shape.fields.some(
    ({ name, shape: inner }) =>
      isRefusedKey(name) ||
      isOutcomes(name, inner) ||
      (/^(?:data|summary|report|result)$/i.test(name) && tellsOfRefused(inner)),
  )
}

/** Whether a key holds an object for each element of a list: `{"results": [{"index": 0, "status": "created"}]}`. */
export function isOutcomes(name: string, shape: Shape): boolean {
  return (
    shape.kind === 'array' &&
    shape.items.kind === 'object' &&
    /^(?:results?|items|outcomes?|details|responses)$/i.test(name) &&
    shape.items.fields.some((field) => /^(?:status|success|ok|error|result|outcome)$/i.test(field.name))
  )
}

/**
 * Whether the good elements of a list are stored beside refused ones, by the words of the operation, its status or
 * what its answer tells; null where nothing says so.
 */
export function keepsApart({ operation, text }: Candidate): boolean | null {
  if (TOGETHER.test(text)) return false
  if (operation.success === 207 || APART.test(text) || tellsOfRefused(operation.responseShape)) return true
  return null
}
