/** What a document is for, as far as accounting asks. */
export type Purpose = 'frontend' | 'work' | 'specification'

const FRONTEND = /(?:^|\/)(?:ui|frontend|front-end|components?|pages)(?:\/|[-_.][^/]{0,80}$)/
const WORK =
  /(?:^|\/)(?:tasks|todo)\.md$|(?:^|\/)checklists?(?:\/|\.md$)|(?:analysis|report|progress|change-?log|implementation[-_](?:summary|complete|status|notes)|verification|task[-_]requirement[-_]mapping)[^/]{0,40}\.md$/

/**
 * The purpose of a document by its path: task lists, checklists and reports are
 * about the work, `ui/` and `frontend` documents describe pages.
 */
export function purposeOf(source: string): Purpose {
  const path = source.toLowerCase()
  if (FRONTEND.test(path)) return 'frontend'
  return WORK.test(path) ? 'work' : 'specification'
}
