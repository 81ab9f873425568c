import type { Method } from '../../claims/claim.js'
import type { Source, SourceKind } from '../../source/source.js'
import type { Span } from '../../source/span.js'
import { normalisePath, pathKey } from '../canonical-path.js'
import type { DraftOperation } from '../draft.js'
import type { Assembly } from '../assembly.js'
import { backendSources } from '../scope.js'
import type { SourceIndex } from '../source-index.js'

/** One line of a document, remarks in code and descriptions in contracts included. */
export interface Line {
  readonly text: string
  readonly span: Span
  readonly kind: SourceKind
  /** The heading above it. */
  readonly heading: string
  /** The operation whose section or path item it stands in, as the document writes it. */
  readonly operation: { readonly method: Method; readonly path: string } | null
}

/** What follows the first characters of a line is data, not a remark. */
const LONGEST = 600

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const MENTION =
  /\b(GET|POST|PUT|PATCH|DELETE)`?\s{1,3}`?(?:\{\w{1,20}\}(?=\/)|https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?(?=\/))?(\/[^\s`"'|,)]{0,200})/

function isMethod(word: string): word is Method {
  return METHODS.some((method) => method === word)
}

/** The operation that a line names: `PUT /loans/{id}`. */
export function mentioned(text: string): Line['operation'] {
  const match = MENTION.exec(text)
  const method = match?.[1]
  return method === undefined || !isMethod(method) ? null : { method, path: normalisePath(match?.[2] ?? '') }
}

function linesOfSource(source: Source, kind: SourceKind): readonly Line[] {
  const lines: Line[] = []
  let heading = ''
  let operation: Line['operation'] = null
  let path: string | null = null
  source.lineStarts.forEach((start, index) => {
    const end = source.lineStarts[index + 1] ?? source.text.length
    const text = source.text.slice(start, Math.min(end, start + LONGEST)).trimEnd()
    const title = /^#{1,6}\s+(\S.*)$/.exec(text)?.[1]
    if (source.format === 'yaml') {
      const item = /^\s{0,8}["']?(\/[^\s"':]{0,200})["']?:/.exec(text)?.[1]
      const verb = /^\s{1,12}(get|post|put|patch|delete):/.exec(text)?.[1]?.toUpperCase()
      if (item !== undefined) path = normalisePath(item)
      if (/^[a-z]/i.test(text)) path = null
      if (path === null) operation = null
      else if (verb !== undefined && isMethod(verb)) operation = { method: verb, path }
    } else {
      const named = mentioned(text)
      if (title !== undefined) {
        heading = title
        operation = named
      } else if (named !== null) operation = named
    }
    if (text.trim() !== '') {
      lines.push({
        text,
        span: { source: source.id, start, end: start + text.length },
        kind,
        heading,
        operation,
      })
    }
  })
  return lines
}

const linesBySources = new WeakMap<SourceIndex, readonly Line[]>()

/**
 * The lines of all documents that may speak of this backend; not of checklists,
 * which speak of the work on the others.
 */
export function linesOf(assembly: Assembly): readonly Line[] {
  const { sources } = assembly
  const known = linesBySources.get(sources)
  if (known !== undefined) return known
  const speaks = backendSources(assembly)
  const lines = [...sources.sources.values()].flatMap((source) => {
    const kind = sources.kind(source.id) ?? 'other'
    return kind === 'checklist' || !speaks(source.id) ? [] : linesOfSource(source, kind)
  })
  linesBySources.set(sources, lines)
  return lines
}

/** The operation of the design that a document means; a prefix such as `/api/v1` may be left out. */
export function meant(
  operations: readonly DraftOperation[],
  named: Line['operation'],
): DraftOperation | undefined {
  if (named === null) return undefined
  const key = pathKey(named.path)
  const same = operations.filter(({ method }) => method === named.method)
  return (
    same.find(({ path }) => pathKey(path) === key) ??
    (key.length > 2 ? same.find(({ path }) => pathKey(path).endsWith(key)) : undefined)
  )
}
