import type { Generated, ValueType } from '../shape.js'
import type { ValueFact } from './fact.js'

/** That the service gives a new row the value: `generated at insert`, `set when the loan is created`, `auto-set on creation`, `server-generated`. */
const MADE =
  /\b(?:auto(?:matically)?[- ]?)?(?:generated|set|recorded|stamped|assigned|populated|filled)(?: automatically| by the (?:server|system|backend|service))?(?: at| on| upon| when| once| during)(?: the)? (?:insert(?:ion)?|creation|create|row creation|registration|[a-z]{3,20} (?:is|was|gets) (?:created|made|inserted|added|registered)|first (?:save|insert))\b|\bauto(?:matically)?[- ](?:updated|refreshed|maintained|managed) (?:on|at|with|upon)(?: every| each| any)? (?:change|update|modification|write)s?\b|\b(?:server|system|auto(?:matically)?)[- ]generated\b(?! (?:on|at|when|by|from|after|if)\b)/i

const MADE_AS: Partial<{ readonly [T in ValueType]: Generated }> = {
  datetime: 'now',
  date: 'now',
  time: 'now',
  uuid: 'uuid',
}

/**
 * What the service itself makes for a new row, by the type of the column: a moment is the present one, a UUID a new
 * one. Nothing is said of other types, of which only a document can tell how they are made.
 */
export function generationWords(text: string, type: ValueType | null): ValueFact | null {
  const made = type === null ? undefined : MADE_AS[type]
  const match = made === undefined ? null : MADE.exec(text)
  if (made === undefined || match === null || /\b(?:not|never) $/i.test(text.slice(0, match.index)))
    return null
  return { property: 'generated', value: made, start: match.index, end: match.index + match[0].length }
}
