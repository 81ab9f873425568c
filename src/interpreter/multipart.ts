/** A field of a form: a text, or a file where the client names one. */
export interface FormPart {
  readonly name: string
  /** What the client calls the file; null for a text. */
  readonly fileName: string | null
  readonly content: Uint8Array
}

/** Most parts of a form that are read. */
const MOST_PARTS = 1000

const BREAK = Buffer.from('\r\n\r\n')

/**
 * The fields of a form (RFC 7578) in their order.
 * @returns null for a body of another type, undefined for one that is malformed
 */
export function formParts(contentType: string, body: Uint8Array): readonly FormPart[] | null | undefined {
  if (!/^multipart\/form-data\s*(?:;|$)/i.test(contentType)) return null
  const boundary = parameterOf(contentType, 'boundary')
  if (boundary === null || boundary === '') return undefined
  // Of no bytes at all no parser says that they are wrong.
  if (body.length === 0) return []
  const bytes = Buffer.from(body)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first delimiter has no line before it.
  const text = Buffer.concat([Buffer.from('\r\n'), bytes])
  const parts: FormPart[] = []
  let at = text.indexOf(delimiter)
  if (at < 0) return undefined
  while (parts.length < MOST_PARTS) {
    const start = at + delimiter.length
    if (text.toString('latin1', start, start + 2) === '--') return parts
    const end = text.indexOf(delimiter, start)
    const head = text.indexOf(BREAK, start)
    if (end < 0 || head < 0 || head > end) return undefined
    const part = partOf(text.toString('utf8', start, head), text.subarray(head + BREAK.length, end))
    if (part === null) return undefined
    parts.push(part)
    at = end
  }
  return undefined
}

function partOf(head: string, content: Uint8Array): FormPart | null {
  const disposition = head.split('\r\n').find((line) => /^content-disposition:/i.test(line)) ?? ''
  const name = parameterOf(disposition, 'name')
  return name === null ? null : { name, fileName: parameterOf(disposition, 'filename'), content }
}

/** The value of a parameter of a header, with or without quotes; null where it has none. */
function parameterOf(header: string, name: string): string | null {
  for (const piece of header.split(';').slice(1)) {
    const [key = '', ...value] = piece.split('=')
    if (key.trim().toLowerCase() !== name) continue
    const text = value.join('=').trim()
    return text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text
  }
  return null
}
