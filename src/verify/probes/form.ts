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
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': [
    'docx',
    'UEsDBBQAAAAIAAAAIQC6d6ScywAAAFMBAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbJWQvVLDQAyEX+XmWiYnQ0HB2E4BtEDBC2jOsn3D/c1JCeHtkRNIQUcp7Wq/HfX7U4rmSI1DyYO9dZ3dj/37VyU2qmQe7CpSHwDYr5SQXamUVZlLSyg6tgUq+g9cCO667h58yUJZdrJl2LF/ohkPUczzSdcXSqPI1jxejBtrsFhrDB5FdTjm6Q9l90Nwenn28Boq36jBwti/av0WJjJv2OQFk8bBZ2kTTMUfkiLcZvwXr8xz8HS939JqK56YQ15SdFclYci/PeD8tvEbUEsDBBQAAAAIAAAAIQD+xpu/lAAAAAUBAAALAAAAX3JlbHMvLnJlbHONzzsOwjAMBuCrRD5A3DIwoKRdWFgrLhClblrRPOSE1+3JwEARA6N///osq/7hV3EjzksMGlrZQN+pgVZTapDnJWVRGyFrmEtJB8RsZ/Imy5go1M0U2ZtSR3aYjL0YR7hrmj3ypwFbU5xGDdyCOD8T/SPHaVosHaO9egrlx4GvRpUNOyoa7pFHHN+xrCxgp3DzYPcCUEsDBBQAAAAIAAAAIQA5qW7iYAAAAHcAAAARAAAAd29yZC9kb2N1bWVudC54bWxFjTEOgCAMAL9ifIA1Dg4E+QsCooltCcWgv1cH43S53HC6Ks/uwEClOXEnUXVq11KSAhC3BrTScQr0tIUz2vJojlA5+5TZBZGNIu4w9P0IaDdqja5qZn+9TGA0fAr/ytxQSwECFAMUAAAACAAAACEAuneknMsAAABTAQAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIAAAAIQD+xpu/lAAAAAUBAAALAAAAAAAAAAAAAACAAfwAAABfcmVscy8ucmVsc1BLAQIUAxQAAAAIAAAAIQA5qW7iYAAAAHcAAAARAAAAAAAAAAAAAACAAbkBAAB3b3JkL2RvY3VtZW50LnhtbFBLBQYAAAAAAwADALkAAABIAgAAAAA=',
  ],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': [
    'xlsx',
    'UEsDBBQAAAAIAAAAIQCIOlYIzQAAAEsBAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbJWQPU7EQAyFrxJNi3YcKChQki2AFii4gJk4m1HmT2PvEm6Pk4WGjsqy33v+LHfHNYbmQpV9Tr25ta05Dt37VyFuVEncm1mkPACwmyki21woqTLlGlG0rSco6BY8Edy17T24nISSHGTbYYbuiSY8B2meVx1fKZUCm+bxatxYvcFSgncoqsMljX8ohx+C1eTu4dkXvlGDgaF71fOrH6l5wyovGHUdrAE+c10+cl7sZvsXLU+TdzRmd44asVwq4cgzkcRg92oj+vTLh/1dwzdQSwMEFAAAAAgAAAAhAHQ+DyqUAAAAAwEAAAsAAABfcmVscy8ucmVsc43PPQ7CMAwF4KtEPkDdMjCgpF1YWBEXCMH9UZs4cgKU25ORIgZGPz99lnW3+kU9SNLEwUBT1dC1+kyLzSVI4xSTKo2QDIw5xwNiciN5myqOFMqmZ/E2l1EGjNbNdiDc1fUe5dOAralONwPSgLq8Iv0jc99Pjo7s7p5C/nHgq1FkKwNlA+uCT5b5yjxXBQVsNW7ea99QSwMEFAAAAAgAAAAhAIWgN+RUAAAAYAAAAA8AAAB4bC93b3JrYm9vay54bWw1jEEKgCAQAL8SPqCVDh3C/IvVlqHrirtQzy+CjjMD4y5uaWFO3U25yGyiap0AZI1IQXquWN6yc6OgL7YDpDYMm0REpQyDtSNQOIvx7nMC3sF/9Q9QSwECFAMUAAAACAAAACEAiDpWCM0AAABLAQAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIAAAAIQB0Pg8qlAAAAAMBAAALAAAAAAAAAAAAAACAAf4AAABfcmVscy8ucmVsc1BLAQIUAxQAAAAIAAAAIQCFoDfkVAAAAGAAAAAPAAAAAAAAAAAAAACAAbsBAAB4bC93b3JrYm9vay54bWxQSwUGAAAAAAMAAwC3AAAAPAIAAAAA',
  ],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': [
    'pptx',
    'UEsDBBQAAAAIAAAAIQA7YV80yAAAAFgBAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbJWQvU7EMAzHXyXKii4uDAyo7Q0HKzDwAlbqXiPyYSW+0/H2uD2QgI3R/n/8LPf7S4rmTLWFkgd76zq7H/u3D6ZmVMltsIsIPwA0v1DC5gpTVmUuNaHoWI/A6N/xSHDXdffgSxbKspO1w479I814imKeLrq+UirFZs3halxZg0XmGDyK6nDO0x/K7ovgNLl52hK43ajBwti/6Pk1TGRescozJq0DZgGu1BSwBdzq/ReyzHPwNBV/ShpxP8tS/DW6hCF/HwPb78ZPUEsDBBQAAAAIAAAAIQB+w3ZDlQAAAAgBAAALAAAAX3JlbHMvLnJlbHONjz0OwjAMha8S+QB1y8CAmnZhYa24QBTcH9Eklh0Q3J6IiSIGRr/36Xty2z/Cau4kuqRooalq6Lt2oNXlEui8sJpCRLUw58wHRPUzBadVYoqlGZMEl8spE7LzVzcR7up6j/LpgK3TnC4WpAFzfjL9Y07juHg6Jn8LFPOPgS+imJ1MlC0wZ2QhLeGbrooZsGtx82P3AlBLAwQUAAAACAAAACEAxai+J0sAAABWAAAAFAAAAHBwdC9wcmVzZW50YXRpb24ueG1ssymwKihKLU7NK0ksyczPU6jIzckrtiqwVcooKSmw0tcvTs5IzU0s1ssvSM0DyqXlF+UmlgC5Ren6yPpyc/SNDAzM9HMTM/OU9O0AUEsBAhQDFAAAAAgAAAAhADthXzTIAAAAWAEAABMAAAAAAAAAAAAAAIABAAAAAFtDb250ZW50X1R5cGVzXS54bWxQSwECFAMUAAAACAAAACEAfsN2Q5UAAAAIAQAACwAAAAAAAAAAAAAAgAH5AAAAX3JlbHMvLnJlbHNQSwECFAMUAAAACAAAACEAxai+J0sAAABWAAAAFAAAAAAAAAAAAAAAgAG3AQAAcHB0L3ByZXNlbnRhdGlvbi54bWxQSwUGAAAAAAMAAwC8AAAANAIAAAAA',
  ],
}

/** Types of which there is a whole file. */
export const SAMPLE_TYPES = Object.keys(SMALLEST).filter((type): type is FileType => type in SMALLEST)

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
