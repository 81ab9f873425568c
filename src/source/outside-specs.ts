import type { Dirent } from 'node:fs'
import { byNaturalOrder } from './natural-order.js'
import type { Source } from './source.js'
import type { Walk } from './walk.js'

/** Folders in which teams keep what they agreed on, when they have no `specs/`. */
const DOCUMENT_FOLDER =
  /^(?:docs?|documentation|spec|open[-_]?spec|specifications?|requirements|design|api|api[-_]?(?:docs?|specs?|contracts?)|openapi|swagger|schemas?)$/i
/** Folders of one program among several, which may have such folders of their own. */
const PROGRAM_FOLDER = /^(?:back-?end|server|api|service)$/i
/** Files at the top of a project, or of its backend, that are named after what they agree on. */
const NAMED_DOCUMENT =
  /^(?:[\w .-]{0,60}[-_. ])?(?:api|endpoints?|routes|spec|specs|specification|back-?end|features?|requirements|prd|srs|design|schema|database|data[-_ ]?model|erd|openapi|swagger)(?:[-_. ][\w .-]{0,60})?\.(?:md|markdown|ya?ml|json)$/i
/** What is written about the work or about another program, not about what the backend must do. */
const PASSED_OVER_FOLDERS: ReadonlySet<string> = new Set([
  'adr',
  'adrs',
  'archive',
  'archived',
  'assets',
  'coverage',
  'decisions',
  'generated',
  'htmlcov',
  'images',
  'old',
  'site',
  'third_party',
  'third-party',
  'venv',
  '_build',
])
const PASSED_OVER_FILE =
  /^(?:change-?log|code[-_]of[-_]conduct|contributing|history|licen[cs]e|release[-_ ]?notes|security|todo)\b|(?:^|[-_ ])(?:summary|report|changelog|roadmap|troubleshooting|deployment|deploy|migration)(?:[-_ ]guide)?\.md$/i
/** Requirements and methods with paths, enough of them that a text is about what is served. */
const ENDPOINTS = /(?:GET|POST|PUT|PATCH|DELETE)[`*| ]{1,6}(?:https?:\/\/[\w.:-]{1,100})?\/[\w{:<]/g
const FEW_ENDPOINTS = 3
const TELLING = /requirement|business[-_ ]?rules?|user[-_ ]?stor|use[-_ ]?cases?|validation[-_ ]?rules?/i

/**
 * Finds files that may tell what to build in a project without `specs/`, in groups by how willingly they are read: what
 * stands in folders for documents and what is named after an interface or its data; only without these, the README.
 *
 * @param top the entries of the project's folder
 */
export async function candidatesOutside(walk: Walk, top: readonly Dirent[]): Promise<readonly string[][]> {
  const outside = walk.beside()
  const collect = async (folder: string, entries: readonly Dirent[]): Promise<void> => {
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && DOCUMENT_FOLDER.test(entry.name)) {
        await outside.files(path, path.split('/').length, PASSED_OVER_FOLDERS)
      } else if (entry.isFile() && NAMED_DOCUMENT.test(entry.name)) await outside.addFile(path)
    }
  }
  await collect('', top)
  for (const entry of top) {
    if (entry.isDirectory() && PROGRAM_FOLDER.test(entry.name))
      await collect(entry.name, await walk.entries(entry.name))
  }
  const named = [...outside.found].filter((each) => !PASSED_OVER_FILE.test(nameOf(each))).sort(byNaturalOrder)
  const readme = top.find((entry) => entry.isFile() && /^readme\.(?:md|markdown)$/i.test(entry.name))
  return readme === undefined ? [named] : [named, [readme.name]]
}

/**
 * Why a document outside of `specs/` counts as a specification: what it is, in the words of a reader; null when it tells
 * of nothing that a backend must serve, keep or refuse.
 */
export function reasonToRead(source: Source): string | null {
  switch (source.kind) {
    case 'openapi':
      return 'contract'
    case 'endpoints':
      return 'endpoints'
    case 'schema':
    case 'data-model':
      return 'tables'
    case 'feature':
      return 'requirements'
    case 'other':
      if (source.format !== 'markdown') return null
      if ((source.text.slice(0, 200_000).match(ENDPOINTS)?.length ?? 0) >= FEW_ENDPOINTS) return 'endpoints'
      return TELLING.test(nameOf(source.id)) ? 'requirements' : null
    default:
      return null
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
