import type { Operation } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import type { HttpRequest } from '../http.js'
import { formParts, type FormPart } from '../multipart.js'
import type { FieldError } from '../refusal.js'

/** The files of a request by the fields of the form. */
export interface FilePart {
  readonly files: ReadonlyMap<string, readonly Uint8Array[]>
  readonly errors: readonly FieldError[]
  /** The form cannot be read at all. */
  readonly isMalformed: boolean
}

/** What a request with files holds beside their contents, in bytes. */
const AROUND_FILES = 1024 * 1024

/** The steps of an operation that keep files. */
export function storesOf({ steps }: Pick<Operation, 'steps'>): readonly Extract<Step, { kind: 'store' }>[] {
  return (steps ?? []).filter((step) => step.kind === 'store')
}

/** A field of the form that holds a file. */
interface FileField {
  readonly file: string
  readonly many: boolean
  /** Most bytes that its files may have together. */
  readonly bytes: number
}

/** The fields of an operation's form that hold files: those that are kept, and those of rows. */
export function fileFields({ steps }: Pick<Operation, 'steps'>): readonly FileField[] {
  return (steps ?? []).flatMap((step): readonly FileField[] => {
    if (step.kind === 'store')
      return [{ file: step.file, many: step.many, bytes: step.rules.maxBytes * step.rules.maxFiles }]
    return step.kind === 'insertApart' && step.file !== null
      ? [{ file: step.list, many: false, bytes: step.file.maxBytes }]
      : []
  })
}

/** Most bytes of a request with files, the same for all operations that take any; null where none does. */
export function largestForm(operations: readonly Operation[]): number | null {
  const sizes = operations.flatMap(fileFields).map(({ bytes }) => bytes + AROUND_FILES)
  return sizes.length === 0 ? null : Math.max(...sizes)
}

/** Reads the files that an operation takes: where a field takes one file, the last counts. */
export function readFiles(operation: Operation, { headers, body }: HttpRequest): FilePart {
  const files = new Map<string, readonly Uint8Array[]>()
  const errors: FieldError[] = []
  const fields = fileFields(operation)
  const parts = fields.length === 0 ? [] : formParts(headers.get('content-type') ?? '', body)
  if (parts === undefined) return { files, errors, isMalformed: true }
  for (const { file, many } of fields) {
    const sent = (parts ?? []).filter(({ name }) => name === file)
    const meant = many ? sent : sent.slice(-1)
    if (meant.length === 0) errors.push({ type: 'missing', loc: ['body', file], msg: 'Field required' })
    errors.push(...meant.flatMap((part, index) => noFile(part, many ? [index] : [])))
    files.set(
      file,
      meant.map(({ content }) => content),
    )
  }
  return { files, errors, isMalformed: false }
}

function noFile({ name, fileName }: FormPart, place: readonly number[]): readonly FieldError[] {
  if (fileName !== null) return []
  return [{ type: 'value_error', loc: ['body', name, ...place], msg: 'Value error, a file is expected' }]
}
