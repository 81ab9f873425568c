/**
 * What happens in a scenario: `When` up to `Then`. What is given before and what is seen after tells of other
 * operations. The whole text of anything else.
 */
export function whenClause(text: string): string {
  const start = /\bwhen\b/i.exec(text)
  if (start === null || !/\bthen\b/i.test(text)) return text
  const rest = text.slice(start.index + start[0].length)
  const end = /\bthen\b/i.exec(rest)
  const clause = end === null ? '' : rest.slice(0, end.index)
  return clause.trim() === '' ? text : clause
}
