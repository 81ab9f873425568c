import { IGNORING_CASE } from '../../claims/words/case-words.js'
import type { Aspect } from '../../design/trace.js'

/** Words by which a sentence refuses something to some rows, or lets it be done to some alone. */
export const REFUSES_ROWS =
  /\b(?:can(?:not|'t| not)|must(?: not|n't)|may not|shall not|should not|no longer (?!(?:be )?(?:retriev|exist|appear|list|available|visible|found|shown|in\b|accessible|return|present|there)\w*)|read-?only|forbidden|prohibited|blocked|prevented|not (?:be )?(?:possible|allowed|permitted)|nobody|no (?:changes|updates|edits)|only (?:\w{1,20} ){0,4}(?:may|can|be able)|(?:may|can) only|only (?:when|while|if)|before (?:it|they|the|an?) [^.]{0,40}\b(?:deleted|removed|edited|changed|closed|cancelled))\b/i

/** Words by which a sentence shows rows to those alone whose they are. */
const OWN_ALONE =
  /\bonly (?:see |view |list |read )?(?:their|his or her) own (?!(?:profile|account|user|password|settings|preferences)\b)|\bonly (?:the |those )?\w{2,30} (?:that |which )?they (?:have )?\w{3,20}\b|^\W*own \w+s\b/i

/** Aspects that an operation has whatever it refuses. */
const PLAIN = /#(?:success|stored|gone|response)$/

/**
 * The aspects that may prove a sentence: that an operation works at all is no proof of what a sentence refuses, and that
 * equal texts are refused none of that those in other letters are.
 */
export function provingAspects(text: string, aspects: readonly Aspect[]): readonly Aspect[] {
  if (IGNORING_CASE.test(text) && /\b(?:unique|uniqueness|duplicates?|same)\b/i.test(text))
    return aspects.some((aspect) => aspect.includes('#unique-ignoring-case.')) ? aspects : []
  return REFUSES_ROWS.test(text) || OWN_ALONE.test(text)
    ? aspects.filter((aspect) => !PLAIN.test(aspect))
    : aspects
}
