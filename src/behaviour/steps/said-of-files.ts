import { outOfScopeHeading } from '../../claims/endpoints/scope-words.js'
import type { Statement } from '../../claims/statement.js'
import type { BodyField } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { type FileBounds, fileBoundsIn, speaksOfFilesOf } from '../file-words.js'

/** A sentence that bounds the files of an operation. */
export interface SaidOfFiles extends FileBounds {
  readonly statement: Statement
}

/**
 * What sentences beside the operation say of the files that it takes: `Photos are JPEG or PNG, 2 MB at most` among the
 * requirements. Examples, and what is left for later, bound nothing.
 */
export function saidOfFiles(
  { draft, operation, word }: Candidate,
  file: Pick<BodyField, 'name'> | null,
): readonly SaidOfFiles[] {
  const own = [word, file?.name ?? '']
  const others = draft.operations
    .filter((other) => other !== operation && other.body.some(takesFiles))
    .flatMap(({ path, body }) => [
      path.split('/').findLast((segment) => /^\w/.test(segment)) ?? '',
      ...body.filter(takesFiles).map(({ name }) => name),
    ])
  return draft.statements.flatMap((statement): readonly SaidOfFiles[] => {
    const { form, text, headings } = statement
    if (form === 'scenario' || form === 'clarification' || outOfScopeHeading(headings) !== null) return []
    const bounds = fileBoundsIn(text)
    if (bounds === null || !speaksOfFilesOf(text, own, others)) return []
    const elsewhere = headings.some(
      (title) => /\b(?:POST|PUT|PATCH) `?\//.test(title) && !title.includes(`/${word}`),
    )
    return elsewhere ? [] : [{ ...bounds, statement }]
  })
}

function takesFiles({ type, items }: BodyField): boolean {
  return type === 'bytes' || items?.type === 'bytes'
}
