import type { RowFileRules } from '../design/row-file.js'
import type { Step } from '../design/step.js'
import type { Backend } from './backend.js'

type Store = Extract<Step, { readonly kind: 'store' }>

/** What a request with files holds beside their contents. */
const AROUND_FILES = 1024 * 1024

/** The steps that keep uploaded files. */
export function stores(backend: Backend): readonly Store[] {
  return backend.operations.flatMap(({ steps }) =>
    steps.filter((step): step is Store => step.kind === 'store'),
  )
}

/** What the files of rows must satisfy that operations take. */
function rowFiles(backend: Backend): readonly RowFileRules[] {
  return backend.operations.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'insertApart' && step.file !== null ? [step.file] : [])),
  )
}

/** Most bytes of a request with files; null where no operation takes any. */
export function uploadBytes(backend: Backend): number | null {
  const sizes = [
    ...stores(backend).map(({ rules }) => rules.maxBytes * rules.maxFiles),
    ...rowFiles(backend).map(({ maxBytes }) => maxBytes),
  ].map((bytes) => bytes + AROUND_FILES)
  return sizes.length === 0 ? null : Math.max(...sizes)
}
