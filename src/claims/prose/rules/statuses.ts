import type { Claim, ErrorFact } from '../../claim.js'
import { answerListIn } from '../../endpoints/answer-list.js'
import { operationClaims, serviceClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'
import { operationsOf } from '../targets.js'

/** A status code: three digits that no unit, path or further digit follows. */
const STATUS =
  /(?<![\w./:$-])([2-5]\d\d)(?![\w%]|[.,]\d| ?(?:ms|s|chars?|characters?|items?|tasks?|users?|rows?|lines?|px|kb|mb|seconds?|requests?|requirements?|records?|entries)\b)/g

/** Words that make a number a status. */
const ANSWERS =
  /\b(?:returns?|returned|responds?|response|status|http|code|error|errors|fails?|rejected|rejects?|refus(?:e|es|ed)|denied|receives?|receive|get|gets|gives?|yields?|answered|answers?|results? in|expects?|raises?|throws?|sends?|unauthori[sz]ed|forbidden|not found|created|no content|conflict|bad request|unprocessable)\b/i

/** Conditions that hold for any operation to which they can happen. */
const GENERAL =
  /\b(?:tokens?|jwts?|auth\w*|credentials?|logged[ -]in|signature)\b|\b(?:another|other|different|mismatch\w*) user|\buser_?id\b|\bbelongs? to|\bown(?:s|ed|er|ership)?\b|\b(?:does(?: not|n't)|do(?: not|n't)) (?:exist|match|own|belong)|\bnon-?existent|\bnot found\b|\bmissing (?:resource|row|record)|\binvalid\b|\bmalformed\b|\bvalidation\b|\bempty bod/i

/** Words that begin a condition, and words that may. */
const STRONG_CLAUSE = /\b(?:if|when|where|unless|whenever|in case|because)\b/i
const WEAK_CLAUSE = /\b(?:for|with|without|upon|as|on)\b(?! (?:consistency|security|privacy|safety|clarity))/i

/** Words that speak of a row of somebody else. */
const FOREIGN = /\b(?:another|other|different) (?:user|owner)|\bbelongs? to|\bnot own|\bowned by/i

/**
 * A status with its condition: "Returns 404 if the parcel doesn't exist", "Attempt to borrow without a token (should fail
 * with 401)", "MUST return 404 (not 403) when …".
 */
export const statusRule: ProseRule = {
  name: 'statuses',
  form: 'Returns 409 if the book is already on loan',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    // Of a list of answers below an operation each has a case of its own.
    if (sentence.operation !== null && answerListIn(text) !== null) return []
    const statuses = [...text.matchAll(STATUS)].filter(
      ({ index }) =>
        !/\b(?:not|never|instead of|rather than|no) (?:an? |the |return |http )?$/i.test(
          text.slice(Math.max(0, index - 24), index),
        ),
    )
    const [first, ...others] = statuses
    if (first === undefined || others.length > 1 || !ANSWERS.test(text)) return []
    const span = sentence.whole
    const targets = operationsOf(sentence, vocabulary)
    const claims: Claim[] = []
    for (const [index, match] of statuses.entries()) {
      const status = Number(match[1])
      const end = statuses[index + 1]?.index ?? text.length
      if (status < 300) {
        if (targets.length > 0 && targets.length < 3)
          for (const target of targets)
            claims.push(...operationClaims(READER, target, [{ property: 'success', value: status, span }]))
        continue
      }
      if (status < 400) continue
      const error: ErrorFact = {
        status,
        condition: conditionOf(text.slice(0, end), match.index),
        message: quotedMessage(text),
      }
      const single = status === 404 || (status === 403 && FOREIGN.test(error.condition ?? ''))
      const rows = single && targets.length > 1 ? targets.filter(({ one }) => one) : targets
      if (rows.length > 0)
        for (const target of rows)
          claims.push(...operationClaims(READER, target, [{ property: 'error', value: error, span }]))
      else if (error.condition !== null && GENERAL.test(error.condition))
        claims.push(
          ...serviceClaims(READER, [{ property: 'error', value: { ...error, message: null }, span }]),
        )
    }
    return claims
  },
}

/** What must be the case for the status: the clause after `if`, else the sentence without the status. */
function conditionOf(text: string, at: number): string | null {
  const after = text.slice(at + 3)
  const strong = STRONG_CLAUSE.exec(after)
  if (strong !== null) return clean(after.slice(strong.index + strong[0].length))
  const weak = WEAK_CLAUSE.exec(after)
  const reason = weak === null ? null : clean(after.slice(weak.index + weak[0].length))
  if (reason !== null && GENERAL.test(reason)) return reason
  const lead =
    /^\W{0,4}(?:if|when|given|for|requests? (?:with|without)|attempt(?:s|ing)? to|an?|the|any)\b/i.exec(text)
  const before = text
    .slice(0, at)
    .replace(/^\W{0,4}what (?:happens|if|should happen)(?: when| if)?\s/i, '')
    .replace(/\?[^?]{0,80}$/, '')
    .replace(/^[A-Z]{1,4}-\d{1,4}[a-z]?:\s?/, '')
    .replace(
      /\s?\(?(?:and |then |must |should |will |shall |the |it |api |backend |system |server )*(?:returns?|fails? with|responds? with|is rejected with|are rejected with|gets?|receives?|results? in|→|->|=>|:)?(?: an?| http| status)*\s?$/i,
      '',
    )
    .replace(/,?\s?\bthen\b[^,]{0,80}$/i, '')
  if (lead !== null || before.length > 8) return clean(before)
  return reason ?? clean(after)
}

function clean(words: string): string | null {
  const text = words.replace(/^[\s:：,;.()[\]"'`*–—=>→-]{1,20}/, '').replace(/[\s,;:.("'`–—)-]{1,20}$/, '')
  const open = text.split('(').length - text.split(')').length
  const closed = open > 0 ? `${text})` : text
  return /[\p{L}]{3}/u.test(text) ? closed : null
}

/** A message in quotes: `with message "Parcel not found"`. */
function quotedMessage(text: string): string | null {
  const match = /\b(?:message|detail|error|saying|text)\b[^"“]{0,20}["“]([^"”]{3,120})["”]/i.exec(text)
  return match?.[1] ?? null
}
