/**
 * Blanks the comments of a JSON document (`// …` and the form of C), which JSON does not have and
 * people write. YAML would take them for values.
 *
 * @param text a document
 * @returns a text of the same length; the same text when the document is not JSON
 */
export function withoutJsonComments(text: string): string {
  if (!/^\s{0,100}\{/.test(text)) return text
  const parts: string[] = []
  let kept = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      at = endOfString(text, at)
      continue
    }
    if (text[at] !== '/' || (text[at + 1] !== '/' && text[at + 1] !== '*')) continue
    const isLine = text[at + 1] === '/'
    const close = text.indexOf(isLine ? '\n' : '*/', at + 2)
    const end = close < 0 ? text.length : isLine ? close : close + 2
    parts.push(text.slice(kept, at), text.slice(at, end).replaceAll(/[^\r\n]/g, ' '))
    kept = end
    at = end - 1
  }
  parts.push(text.slice(kept))
  return parts.join('')
}

/** Offset of the quote that closes a string, or of the end of its line. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1
  return at
}
