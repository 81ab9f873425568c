import type { ValueType } from '../shape.js'
import type { ValueFact } from './fact.js'

/** Where a count begins that the service keeps: `starts at 0`, `initially 0`. */
const BEGINS =
  /(?<=^|[,;(–—-]\s?|\bit )(?:starts? (?:at|from|with|as)|initially|initial value(?: is)?) (-?\d{1,9})\b(?! ?(?:or|to|and)\b)/i

/** A moment that something else brings about: `set when it is published`, `filled on return`. */
const LATER =
  /(?<=^|[,;(–—-]\s?)(?:(?:is |automatically |auto-?)?(?:set|filled|recorded|stamped)) (?:automatically )?(?:when|once|on|upon) (?!(?:the )?(?:\w{2,20} )?(?:creation|create|insert|registration|known|available|present|provided|given)\b)(?!(?:it|the \w{2,20}|an? \w{2,20}) (?:is|was|gets) (?:created|made|inserted|added|registered)\b)(?!(?:every|each|any|all)\b)[^,;.)]{3,60}/i

/**
 * What the service keeps of a row by itself: a count that starts at 0, a moment that is set when something happens. No
 * request brings either.
 */
export function keptWords(text: string, type: ValueType | null): readonly ValueFact[] {
  if (type === 'integer' || type === 'decimal' || type === 'number') {
    const match = BEGINS.exec(text)
    const place = match === null ? null : { start: match.index, end: match.index + match[0].length }
    return match === null || place === null
      ? []
      : [
          { property: 'default', value: Number(match[1]), ...place },
          { property: 'kept', value: true, ...place },
        ]
  }
  const match = type === 'datetime' || type === 'date' ? LATER.exec(text) : null
  if (match === null) return []
  const place = { start: match.index, end: match.index + match[0].length }
  return [
    { property: 'kept', value: true, ...place },
    { property: 'required', value: false, ...place },
  ]
}
