/** What programs and databases call the present moment or day: `utcnow`, `CURRENT_DATE`, `SYSDATETIME`. */
const NAMES =
  /^(?:(?:get_?)?utc_?now|now(?:_utc)?|(?:utc_?)?today|(?:utc|local|current)_?(?:date|time|date_?time|time_?stamp)|(?:clock|statement|transaction)_timestamp|get(?:utc)?date|sysdate(?:time)?)$/i

/** What people call it: `now`, `the current date and time`, `today's date`. */
const WORDS =
  /^(?:the )?(?:now\b(?:\(\))?|today\b(?:['’]s date)?|(?:current|present)[ _-]?(?:(?:utc|server|system|local) )?(?:date|time|day|moment|timestamp)\b|(?:date|time|moment) of (?:creation|the request)\b)/i

/**
 * Whether code means the present by a name.
 *
 * @param name with or without what stands before its last point and its brackets: `datetime.utcnow`, `func.now()`
 */
export function namesPresent(name: string): boolean {
  return NAMES.test(name.replace(/\(\)$/, '').replace(/^.*[.]/s, ''))
}

/** How many characters at the start of a text mean the present; 0 when they mean something else. */
export function presentWords(text: string): number {
  return WORDS.exec(text)?.[0].length ?? 0
}
