import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf, fieldsOf, operationsOf } from '../targets.js'

const HALF =
  /^\W{0,4}(?:if|when)\b[^,]{0,80}\b(?:true|false|complete[d]?|incomplete|open|closed|active|inactive|on|off)\b/i

/** What new rows hold: `The created loan has returned set to false`. */
const NEW_ROWS =
  /\b(?:created|new|newly added|stored|saved) (?:\w{1,20} ){0,2}(?:has|have|is|are|gets?|starts?|with)\b|\b(?:stored|saved|created) with\b|\b(?:on|at|upon) creation\b/i

/** `changes single fields (e.g., toggling the lid)`: one use of several, not what it does. */
const ILLUSTRATION = /\b(?:e\.\s?g\.|for example|for instance|such as)[^)]*/gi

/** "Toggles the lid", "sets `returned` to true": what an operation does to a flag. */
export const flagRule: ProseRule = {
  name: 'flags',
  form: 'Toggles the returned flag',
  read(sentence, vocabulary): readonly Claim[] {
    const text = sentence.text.replace(ILLUSTRATION, '')
    const flips = /\btoggl(?:es?|ed|ing)\b|\bflips?\b|\binverts?\b/i.test(text)
    const sets = /\b(?:sets?|marks?|changes?)\b.{0,40}\b(?:to|as|=)\s?[`"]?(true|false)\b/i.exec(text)
    if ((!flips && sets === null) || /\b[45]\d\d\b/.test(text)) return []
    // Half of what a toggle does: `If the lid is open, sets it to false`.
    if (!flips && (HALF.test(text) || NEW_ROWS.test(text))) return []
    const targets = operationsOf(sentence, vocabulary).filter(
      ({ method, action }) => method === 'PATCH' || (method !== 'GET' && action !== null),
    )
    if (targets.length !== 1) return []
    const flags = fieldsOf(text, entityOf(sentence, vocabulary), vocabulary).filter(
      ({ type }) => type === 'boolean',
    )
    const entity = entityOf(sentence, vocabulary)
    const known =
      flags.length > 0
        ? flags
        : [...vocabulary.fields.values()]
            .flat()
            .filter((field) => field.entity === entity && field.type === 'boolean')
    const [flag] = known
    if (flag === undefined || known.length > 1) return []
    const effect = flips ? 'flip' : sets?.[1] === 'true' ? 'set-true' : 'set-false'
    return targets.flatMap((target) =>
      operationClaims(READER, target, [
        { property: 'flag', value: { field: flag.field, effect }, span: sentence.whole },
      ]),
    )
  },
}
