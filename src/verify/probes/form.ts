import type { JsonValue } from '../../claims/json.js'
import type { FileType } from '../../design/file-rules.js'
import type { PropertyRules } from '../../design/value.js'
import { sample } from '../../fastapi/tests/sample.js'

/** A file of a form, or a text where the client names no file. */
export interface FormFile {
  readonly field: string
  /** What the client calls it; null sends a text. */
  readonly name: string | null
  /** What the client says that it is. */
  readonly type: string
  readonly content: Buffer
}

/** The smallest whole files of their types, so that services that decode them are content too. */
const SMALLEST: { readonly [T in FileType]: readonly [string, string] } = {
  'image/png': [
    'png',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ],
  'image/jpeg': [
    'jpg',
    `/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP${'/'.repeat(86)}wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=`,
  ],
  'image/gif': ['gif', 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'],
  'image/webp': ['webp', 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'],
  'application/pdf': [
    'pdf',
    Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
    ).toString('base64'),
  ],
}

/** A file that is what its name and its declared type say. */
export function trueFile(field: string, type: FileType): FormFile {
  const [ending, content] = SMALLEST[type]
  return { field, name: `sample.${ending}`, type, content: Buffer.from(content, 'base64') }
}

/** A CSV file with one row that keeps the rules of its columns. */
export function rowFile(field: string, members: readonly PropertyRules[]): FormFile {
  const cell = (value: JsonValue): string => `"${String(value ?? '').replaceAll('"', '""')}"`
  const row = members.map((member) => cell(sample(member, member.name) ?? null)).join(',')
  const content = Buffer.from(`${members.map(({ name }) => name).join(',')}\r\n${row}\r\n`)
  return { field, name: 'rows.csv', type: 'text/csv', content }
}

const BOUNDARY = 'specwright-probe-7d1c0a'

/** The type of a form's body. */
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`

/** A form with files (RFC 7578); names go as they are, for a hostile client escapes nothing. */
export function formBody(files: readonly FormFile[]): Buffer {
  const parts = files.flatMap(({ field, name, type, content }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"${
        name === null ? '' : `; filename="${name}"\r\nContent-Type: ${type}`
      }\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
}
