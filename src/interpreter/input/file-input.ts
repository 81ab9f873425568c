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

/** Most bytes of a request with files, the same for all operations that take any; null where none does. */
export function largestForm(operations: readonly Operation[]): number | null {
  const sizes = operations
    .flatMap(storesOf)
    .map(({ rules: { maxBytes, maxFiles } }) => maxBytes * maxFiles + AROUND_FILES)
  return sizes.length === 0 ? null : Math.max(...sizes)
}

/** Reads the files that an operation takes: where a field takes one file, the last counts. */
export function readFiles(operation: Operation, { headers, body }: HttpRequest): FilePart {
  const files = new Map<string, readonly Uint8Array[]>()
  const errors: FieldError[] = []
  const stores = storesOf(operation)
  const parts = stores.length === 0 ? [] : formParts(headers.get('content-type') ?? '', body)
  if (parts === undefined) return { files, errors, isMalformed: true }
  for (const { file, many } of stores) {
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
