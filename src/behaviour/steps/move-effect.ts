import type { Entity } from '../../design/entity.js'
import type { Candidate } from '../candidate.js'
import { singular, wordsOf } from '../naming.js'
import { isForm } from './acts.js'

/** What is done to something besides the state of the row. */
const DOES =
  /\b(?:mov(?:e|es|ed|ing)|clear(?:s|ed|ing)?|eras(?:e|es|ed|ing)|scrub(?:s|bed|bing)?|redact(?:s|ed|ing)?|deduct(?:s|ed|ing)?|revers(?:e|es|ed|ing)|releas(?:e|es|ed|ing)|reserv(?:e|es|ed|ing)|restor(?:e|es|ed|ing)|(?:giv(?:e|es|en|ing)|put(?:s|ting)?|return(?:s|ed|ing)?|hand(?:s|ed|ing)?) (?:\w+ ){0,4}back|return(?:s|ed|ing)? to|add(?:s|ed|ing)? back|free(?:s|d|ing)|reduc(?:es?|ed|ing)|increas(?:es?|ed|ing)|decreas(?:es?|ed|ing))\b/i

/** What it is done to: numbers and rows of other tables, or the row's own data. */
const TO =
  /\b(?:stock|inventory|on[- ]hand|balances?|ledgers?|quantit(?:y|ies)|cost layers?|fields?|columns?|pii|personal (?:data|information)|seats?|copies|points|credits?)\b/i

/** How far behind the verb its object stands, in characters. */
const REACH = 90

/**
 * The words by which a document says that a move does more than change the state: `shipping a transfer moves stock`,
 * `anonymizing a reader clears their name`. Null where none does.
 *
 * @param performed sentences of what steps do besides
 */
export function moveEffect(
  { draft, word, text }: Candidate,
  entity: Entity,
  performed: readonly string[] = [],
): string | null {
  const verb = word.split('-')[0] ?? word
  const noun = singular(wordsOf(entity.name).at(-1) ?? '')
  for (const said of [text, ...draft.statements.map((statement) => statement.text)]) {
    const line = performed.reduce((rest, sentence) => rest.replace(sentence, ''), said)
    const words = wordsOf(line)
    const own = said === text
    if (!own && !words.some((each) => isForm(each, verb))) continue
    if (!own && !words.some((each) => singular(each) === noun)) continue
    for (const match of line.matchAll(new RegExp(DOES, 'gi'))) {
      const done = match[0].toLowerCase()
      if (isForm(done, verb)) continue
      const behind = line.slice(match.index, match.index + REACH).split(/[.;]\s/, 1)[0] ?? ''
      const object = TO.exec(behind)
      if (object !== null) return behind.slice(0, object.index + object[0].length)
      const suffered = sufferer(line.slice(Math.max(0, match.index - REACH), match.index))
      if (suffered !== null) return `${suffered}${match[0]}`
      const column = entity.fields.find(({ name }) => name.includes('_') && behind.includes(name))
      if (column !== undefined) return behind.slice(0, behind.indexOf(column.name) + column.name.length)
    }
  }
  return null
}

/** What a passive verb is said of: `the seats are given back`. Null where the words before the verb are none. */
function sufferer(before: string): string | null {
  const clause = before.split(/[.;,:]/).at(-1) ?? ''
  return /\b(?:is|are|be|gets?) $/.test(clause)
    ? TO.exec(clause) === null
      ? null
      : clause.trimStart()
    : null
}

/** Verbs behind `and` that say again what a move is, or what its answer shows. */
const SAME =
  /^(?:sets?|records?|returns?|responds?|answers?|updates?|marks?|stamps?|stores?|saves?|moves?|changes?|becomes?|is|are|its|the|an?|only|not|must|will|shall|can)$/i

/**
 * The words by which the summary of a move asks for a second thing: `approve the count and post its adjustments`.
 * Null where it asks for one alone.
 */
export function secondDemand({ operation, word, text }: Candidate): string | null {
  const verb = word.split('-')[0] ?? word
  for (const said of [operation.summary ?? '', text.split(/[.;]\s/, 1)[0] ?? '']) {
    const joined = /(?:\b(?:and|then|also|plus)\b|[&+])\s{1,3}(\w{1,40})[^.;,()]{0,40}/i.exec(said)
    const next = joined?.[1]
    if (joined !== null && next !== undefined && !SAME.test(next) && !isForm(next, verb))
      return joined[0].trim()
  }
  return null
}
