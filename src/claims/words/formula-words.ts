import type { ValueFact } from './fact.js'

/** Words by which a text tells how a value follows from others; whether it can be read is the design's to see. */
const FORMULA =
  /\btrue (?:only )?(?:when|if|iff|once|while)\b|\bwhether\b|\b(?:calculated|computed|derived|virtual)\b|\bnot (?:stored|persisted|saved)\b|\b(?:whole )?days? (?:\w{1,10} )?(?:until|since|from|between|left|remaining|past|to|before|after)\b|\bage in\b|\byears since\b|\bconcat\w{0,8}|\b(?:plus|minus|times|divided by|multiplied by)\b|[a-z_]{2,40}[`)]? [+*×÷] [`(]?[a-z_]{2,40}|[a-z]{1,20}_[a-z_]{1,40}[`)]? [-−/] [`(]?[a-z_]{2,40}|[a-z_]{2,40}[*×+][a-z_]{2,40}|\bseparated by\b|\b(?:joined|followed) (?:by|with)\b/i

/** The words that say how a value is worked out, whole: `true when due_date is before today`. */
export function formulaWords(text: string): ValueFact | null {
  const value = text.trim().slice(0, 300)
  if (!FORMULA.test(value)) return null
  return { property: 'formula', value, start: 0, end: text.length }
}
