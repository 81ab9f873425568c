import type { Project } from '../source/document.js'
import type { Source, SourceKind } from '../source/source.js'
import type { Span } from '../source/span.js'

/** The sources of a project by id, with the lines of their spans. */
export interface SourceIndex {
  readonly sources: ReadonlyMap<string, Source>
  /**
   * The kind by which a source is ranked: its own, but plans, research and the
   * like of a feature whose specification is a frontend's speak of the frontend.
   */
  readonly kind: (source: string) => SourceKind | null
  /** `path:line` of the first character of a span; line 1 when the source is unknown. */
  readonly line: (span: Span) => string
  /** The line itself, trimmed; empty when the source is unknown. */
  readonly text: (span: Span) => string
}

/** The index of the last line start at or before `offset`. */
function lineIndex(lineStarts: readonly number[], offset: number): number {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}

const CONTRACTS: ReadonlySet<SourceKind> = new Set(['openapi', 'endpoints', 'checklist'])

/** Folders of features whose specification describes a frontend. */
function frontendFeatures(sources: Iterable<Source>): ReadonlySet<string> {
  const frontend = new Set<string>()
  const backend = new Set<string>()
  for (const { kind, feature } of sources) {
    if (feature === null) continue
    if (kind === 'frontend') frontend.add(feature.folder)
    if (kind === 'feature') backend.add(feature.folder)
  }
  return new Set([...frontend].filter((folder) => !backend.has(folder)))
}

/** Indexes the sources of `project`, so that passes can rank and quote what claims point at. */
export function indexSources(project: Pick<Project, 'documents'>): SourceIndex {
  const sources = new Map(project.documents.map((document) => [document.source.id, document.source]))
  const frontend = frontendFeatures(sources.values())
  const kinds = new Map(
    [...sources].map(([id, { kind, feature }]): [string, SourceKind] => [
      id,
      frontend.has(feature?.folder ?? '\0') && !CONTRACTS.has(kind) ? 'frontend' : kind,
    ]),
  )
  const indexOf = (span: Span): number => lineIndex(sources.get(span.source)?.lineStarts ?? [0], span.start)
  return {
    sources,
    kind: (id) => kinds.get(id) ?? null,
    line: (span) => `${span.source}:${indexOf(span) + 1}`,
    text: (span) => {
      const source = sources.get(span.source)
      if (source === undefined) return ''
      const index = indexOf(span)
      return source.text
        .slice(source.lineStarts[index] ?? 0, source.lineStarts[index + 1] ?? source.text.length)
        .trim()
    },
  }
}
