import type { FileType } from '../design/file-rules.js'

/** What a file is by its first bytes, and the ending of its name. */
interface Signature {
  readonly ending: string
  /** Bytes by their places, in the registrations of the formats. */
  readonly bytes: readonly (readonly [number, string])[]
}

const SIGNATURES: { readonly [T in FileType]: readonly Signature[] } = {
  'image/jpeg': [{ ending: '.jpg', bytes: [[0, '\xff\xd8\xff']] }],
  'image/png': [{ ending: '.png', bytes: [[0, '\x89PNG\r\n\x1a\n']] }],
  'image/gif': [
    { ending: '.gif', bytes: [[0, 'GIF87a']] },
    { ending: '.gif', bytes: [[0, 'GIF89a']] },
  ],
  'image/webp': [
    {
      ending: '.webp',
      bytes: [
        [0, 'RIFF'],
        [8, 'WEBP'],
      ],
    },
  ],
  'application/pdf': [{ ending: '.pdf', bytes: [[0, '%PDF-']] }],
}

/** The type of a file among those that are allowed, and the ending of its name; null for any other file. */
export function fileTypeOf(
  content: Uint8Array,
  allowed: readonly FileType[],
): { readonly type: FileType; readonly ending: string } | null {
  const head = Buffer.from(content.subarray(0, 32)).toString('latin1')
  for (const type of allowed) {
    const found = SIGNATURES[type].find(({ bytes }) => bytes.every(([at, text]) => head.startsWith(text, at)))
    if (found !== undefined) return { type, ending: found.ending }
  }
  return null
}
