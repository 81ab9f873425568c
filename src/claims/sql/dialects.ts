/** Words of MySQL and SQLite, and of people (`DATE NULLABLE`), that the grammar of PostgreSQL refuses; each is blanked, so that offsets stay. */
const FOREIGN: readonly RegExp[] = [
  /\bAUTO_?INCREMENT\b/gi,
  /\bON UPDATE (?:CURRENT_TIMESTAMP|NOW)(?:\(\d{0,2}\))?/gi,
  /\bUNSIGNED\b/gi,
  /\b(?:NULLABLE|OPTIONAL)\b/gi,
  /\)\s{0,20}ENGINE\s{0,4}=\s{0,4}\w{1,20}/gi,
  /^\s{0,40}\.{3},?\s{0,10}$/gm,
]

/** What a statement says in words that had to be blanked. */
export interface Translated {
  readonly text: string
  /** Offsets of `AUTOINCREMENT`. */
  readonly counting: readonly number[]
  /** Offsets of `ON UPDATE CURRENT_TIMESTAMP`. */
  readonly touching: readonly number[]
}

/** A statement of MySQL or SQLite as one that PostgreSQL can parse, of the same length. */
export function translateDialect(text: string): Translated {
  const counting: number[] = []
  const touching: number[] = []
  let translated = text.replaceAll('`', '"')
  for (const word of FOREIGN)
    translated = translated.replaceAll(word, (match, ...rest: unknown[]) => {
      const offset = rest.find((value) => typeof value === 'number') ?? 0
      if (/^auto/i.test(match)) counting.push(offset)
      if (/^on update/i.test(match)) touching.push(offset)
      return match.startsWith(')') ? `)${' '.repeat(match.length - 1)}` : match.replaceAll(/\S/g, ' ')
    })
  return { text: translated, counting, touching }
}
