import type { ValueFact } from './fact.js'

/**
 * A numbered form: fixed text, perhaps a date, and a run of letters that stand for a number:
 * `PK-YYYYMMDD-XXX`, `INV-{YYYY}-{NNNN}`, `TKT-####`, `REF-YYMM-0000`.
 */
const FORM =
  /(?<![\w-])[`"']?((?:[A-Z][A-Z0-9]{0,9}[-_/.])?(?:[{[<]?(?:YYYYMMDD|YYYY-MM-DD|YYMMDD|YYYYMM|YYMM|YYYY)[}\]>]?[-_/.])?[{[<]?(?:X{2,9}|N{2,9}|#{2,9}|0{3,9}|n{2,9})[}\]>]?)(?![\w-])/

/** Words by which an author says that a form is counted and not drawn by lot. */
const COUNTED =
  /\bsequen\w{0,7}|\bcount(?:er|ed|ing)?\b|\bincrement\w{0,5}|\bnumber(?:ed|ing)?\b|\bconsecutive\b|\bserial\b|\bunique\b/i

/**
 * The form of a value that the service numbers: `generated in format BQ-YYYYMMDD-XXX`. A form without a date counts
 * only beside a word that says so, for `XXX` alone may stand for anything.
 */
export function sequenceWords(text: string): ValueFact | null {
  const match = FORM.exec(text)
  const form = match?.[1]
  if (match === null || form === undefined || !/^[A-Z]/.test(form)) return null
  const dated = /YY/.test(form)
  if (!dated && (!COUNTED.test(text) || !/^[A-Z][A-Z0-9]{0,9}[-_/.]/.test(form))) return null
  const start = match.index + match[0].indexOf(form)
  return {
    property: 'sequence',
    value: form.replaceAll(/[{}[\]<>]/g, ''),
    start,
    end: start + form.length,
  }
}
