import type { ValueFact } from './fact.js'

const CALCULATED =
  /\b(?:(?:auto(?:matically)?|server)[- ]?)?(?:calculated|computed|derived|summed)\b(?: (?:from|as|by|on)\b[^.;|]{0,80})?|\bsum of [^.;|]{1,80}|\b(?:total|average|mean) of [^.;|]{1,80}/i

/** That the service works a value out instead of taking it: `Calculated`, `sum of price × quantity`. */
export function calculationWords(text: string): ValueFact | null {
  const match = CALCULATED.exec(text)
  if (
    match === null ||
    /\b(?:not|never|client|caller|user)[- ]?$/i.test(text.slice(0, match.index).trimEnd())
  )
    return null
  return {
    property: 'calculated',
    value: match[0].trim(),
    start: match.index,
    end: match.index + match[0].length,
  }
}
