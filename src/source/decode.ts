/** The text of a file, or why it is not text. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly replaced: boolean }
  | { readonly kind: 'binary' }

/**
 * Decodes a file as UTF-8, or as UTF-16 when its byte-order mark says so; the mark is dropped.
 *
 * @param bytes the whole file
 * @returns the text, with `replaced` when malformed sequences became U+FFFD; `binary` when it holds NUL bytes
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = byteOrderMark(bytes)
  if (encoding === 'utf-8' && bytes.includes(0)) return { kind: 'binary' }
  try {
    return { kind: 'text', text: new TextDecoder(encoding, { fatal: true }).decode(bytes), replaced: false }
  } catch {
    return { kind: 'text', text: new TextDecoder(encoding).decode(bytes), replaced: true }
  }
}

function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
