import type { Entity } from '../design/entity.js'
import type { Step } from '../design/step.js'

/**
 * Effects beyond the rows that an operation creates, changes or removes: counting another row up or
 * down, telling somebody, charging money. No step performs them.
 */
const EFFECTS: readonly RegExp[] = [
  /(?<!auto[- ]?)\b(?:in|de)crement(?:s|ed|ing)?\b/i,
  /\b(?:deduct|subtract)(?:s|ed|ing)?\b/i,
  /\b(?:reduc|decreas|increas)(?:e|es|ed|ing) (?:the )?(?:\w{1,30} ){0,2}(?:stock|balance|quantity|quantities|inventory|credits?|points?|count(?:er)?)\b/i,
  /\b(?:giv(?:e|es|en|ing)|put(?:s|ting)?|add(?:s|ed|ing)?|return(?:s|ed|ing)?) (?:\w{1,30} ){0,4}back (?:to|in(?:to)?) (?:the |its )?(?:\w{1,30} ){0,2}(?:stock|inventory|cop(?:y|ies)|shelf|pool|balance)\b/i,
  /\b(?:restor|replenish)(?:s|e|es|ed|ing) (?:the |its )?(?:\w{1,30} ){0,2}(?:stock|quantity|quantities|inventory)\b/i,
  /\brecalculat(?:e|es|ed|ing)\b/i,
  /\bsend(?:s|ing)? (?:an? |the |out )?(?:\w{1,30} ){0,2}(?:e-?mails?|notifications?|sms|webhooks?|invitations?)\b/i,
  /\bnotif(?:y|ies|ied|ying) (?:the |all |an? )?\w/i,
  // What time alone brings about.
  /\bwhen (?:an? |the )?(?:day|week|month|year|hour|period|due (?:date|time)|deadline|reminder time) (?:passes|elapses|ends|arrives|is reached|comes)\b/i,
  /\bcharg(?:e|es|ed|ing) (?:the |an? )?(?:card|customer|user|account)\b/i,
]

/** A message to other services; where events are rows, `published events` are some of them. */
const MESSAGE = /\bpublish(?:es|ed|ing)? (?:an? |the )?(?:\w{1,30} ){0,2}events?\b/i

/** A text without the mails that the steps send. */
export function withoutMail(steps: readonly Step[] | null, text: string): string {
  return (steps ?? []).some(({ kind }) => kind === 'mail')
    ? text.replaceAll(/\bsend(?:s|ing)? (?:an? |the |out )?(?:\w{1,30} ){0,2}(?:e-?mails?|links?)\b/gi, '')
    : text
}

/**
 * The words of a text that demand an effect which no step performs, so that nobody takes a row that was merely
 * stored for the whole of what was asked.
 *
 * @param text what documents say of the operation
 * @param entities the entities of the design
 * @returns the words, or null when there are none
 */
export function unbuiltEffect(text: string, entities: readonly Pick<Entity, 'name'>[]): string | null {
  const hasEvents = entities.some(({ name }) => /event$/i.test(name))
  for (const effect of hasEvents ? EFFECTS : [...EFFECTS, MESSAGE]) {
    const match = effect.exec(text)
    if (match !== null) return match[0].trim()
  }
  return null
}
