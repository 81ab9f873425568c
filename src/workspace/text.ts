import { createHash } from 'node:crypto'

/** How a text file marks its beginning and ends its lines. */
export interface TextStyle {
  readonly byteOrderMark: boolean
  readonly lineEnding: '\n' | '\r\n'
}

const MARK = '\uFEFF'

/** The text of a file, its byte-order mark kept; null when the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The style of a text: CRLF only when every line ends so. */
export function styleOf(text: string): TextStyle {
  let feeds = 0
  let pairs = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    feeds += 1
    if (at > 0 && text[at - 1] === '\r') pairs += 1
  }
  return { byteOrderMark: text.startsWith(MARK), lineEnding: pairs > 0 && pairs === feeds ? '\r\n' : '\n' }
}

/** The text without byte-order mark, lines ended by LF: what two files are compared by. */
export function plainText(text: string): string {
  return (text.startsWith(MARK) ? text.slice(1) : text).replaceAll('\r\n', '\n')
}

/** A plain text in the style of the file it replaces. */
export function styledText(plain: string, style: TextStyle): string {
  const lines = style.lineEnding === '\n' ? plain : plain.replaceAll('\n', '\r\n')
  return style.byteOrderMark ? MARK + lines : lines
}

/** Hash of the plain text, as `lock.json` keeps it: the same with either line ending. */
export function hashText(text: string): string {
  return createHash('sha256').update(plainText(text), 'utf8').digest('hex')
}

/** Hash of bytes as they stand. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
