import type { FileType } from '../design/file-rules.js'

/** What a file is by its first bytes, and the ending of its name. */
interface Signature {
  readonly ending: string
  /** Bytes by their places, in the registrations of the formats. */
  readonly bytes: readonly (readonly [number, string])[]
  /** What it holds anywhere: an archive tells by the names of its parts what it is (ECMA-376, part 2). */
  readonly part?: string
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
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': [
    { ending: '.docx', bytes: [[0, 'PK\x03\x04']], part: 'word/document.xml' },
  ],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': [
    { ending: '.xlsx', bytes: [[0, 'PK\x03\x04']], part: 'xl/workbook.xml' },
  ],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': [
    { ending: '.pptx', bytes: [[0, 'PK\x03\x04']], part: 'ppt/presentation.xml' },
  ],
}

/** The type of a file among those that are allowed, and the ending of its name; null for any other file. */
export function fileTypeOf(
  content: Uint8Array,
  allowed: readonly FileType[],
): { readonly type: FileType; readonly ending: string } | null {
  const head = Buffer.from(content.subarray(0, 32)).toString('latin1')
  for (const type of allowed) {
    const found = SIGNATURES[type].find(
      ({ bytes, part }) =>
        bytes.every(([at, text]) => head.startsWith(text, at)) &&
        (part === undefined || Buffer.from(content).includes(part, 0, 'latin1')),
    )
    if (found !== undefined) return { type, ending: found.ending }
  }
  return null
}
