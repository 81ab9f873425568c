import type { SourceKind } from '../../source/source.js'

/** What a document is for, as far as accounting asks. */
export type Purpose = 'frontend' | 'work' | 'reasoning' | 'specification'

/**
 * The purpose of a document by its path: task lists, checklists and
 * reports are about the work, research records reasons, `ui/` and `frontend` documents describe pages.
 */
export function purposeOf(source: string, kinds: ReadonlyMap<string, SourceKind> = new Map()): Purpose {
  const kind = kinds.get(source)
  const path = source.toLowerCase()
  if (
    kind === 'frontend' ||
    /(?:^|\/)(?:ui|frontend|front-end|components?|pages)(?:\/|[-_.][^/]*$|\.md$)/.test(path)
  )
    return 'frontend'
  if (
    kind === 'tasks' ||
    kind === 'checklist' ||
    /(?:^|\/)(?:tasks|todo|checklists?)(?:\/|\.md$)|(?:analysis|report|implementation[-_]summary)[^/]{0,40}\.md$/.test(
      path,
    )
  )
    return 'work'
  if (kind === 'research' || /(?:^|\/)research\.md$/.test(path)) return 'reasoning'
  return 'specification'
}
