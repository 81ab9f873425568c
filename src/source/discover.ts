import type { Dirent } from 'node:fs'
import { realpath } from 'node:fs/promises'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { candidatesOutside } from './outside-specs.js'
import type { Limits } from './limits.js'
import { byNaturalOrder } from './natural-order.js'
import { isEntered, Walk } from './walk.js'

/** The files that may be documents, and the folders that hold specifications. */
export interface Discovery {
  /** Paths relative to the project, with `/`, sorted. */
  readonly paths: readonly string[]
  /** The folders that hold specifications, in the order in which later ones amend earlier ones. */
  readonly roots: readonly string[]
  /**
   * Files outside of folders for specifications, by how willingly they are read: the first group that holds a
   * document that tells what to build is taken. Empty where the project has such folders.
   */
  readonly candidates: readonly (readonly string[])[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Folders that hold specifications at the top of a project. */
const SPEC_FOLDERS = ['specs', '.specify/specs', '.kiro/specs', 'contracts'] as const
/** Documents beside them. */
const MEMORY = ['.specify/memory/constitution.md', 'memory/constitution.md'] as const
/** Folder of the standing rules that Kiro keeps beside its specifications. */
const STEERING = '.kiro/steering'
/** Where nested projects of a repository are looked for. */
const NESTED_DEPTH = 3

/**
 * Finds the documents of a project: everything under `specs/`, `.kiro/specs/` and `contracts/`, the constitution, Kiro's
 * steering, and `CLAUDE.md` here and one level down. A repository without `specs/` of its own is read as its nested projects
 * (`phase-2-web/specs`, `apps/loans/specs`) in the natural order of their names. Where no `specs/` holds a document, what
 * stands elsewhere (`docs/api.md`, `openapi.yaml`) is a candidate.
 *
 * @param folder absolute path of the project
 */
export async function discover(folder: string, limits: Limits): Promise<Discovery> {
  const walk = new Walk(folder, await realpath(folder), limits)
  const top = await walk.entries('')
  const own = []
  for (const each of SPEC_FOLDERS) if (await walk.isFolder(each)) own.push(each as string)
  const nested = await nestedProjects(walk, top)
  const hasOwn = own.some((each) => each !== 'contracts')
  if (hasOwn) {
    for (const each of nested) walk.report('nested-specification-ignored', `${each}/specs`)
  }
  const projects = hasOwn ? [''] : ['', ...nested]
  const roots = [...own, ...(hasOwn ? [] : nested.map((each) => `${each}/specs`))]
  for (const root of roots) await walk.files(root, 1)
  const specified = [...walk.found].some((each) => !each.startsWith('contracts/'))
  const candidates = specified ? [] : await candidatesOutside(walk, top)
  for (const project of projects) await besides(walk, project)
  return {
    paths: [...walk.found].sort(byNaturalOrder),
    roots,
    candidates,
    diagnostics: walk.diagnostics,
  }
}

async function nestedProjects(walk: Walk, top: readonly Dirent[]): Promise<readonly string[]> {
  const found: string[] = []
  const visit = async (path: string, depth: number): Promise<void> => {
    if (await walk.isFolder(`${path}/specs`)) {
      found.push(path)
      return
    }
    if (depth >= NESTED_DEPTH) return
    for (const entry of await walk.entries(path))
      if (isEnteredFolder(entry)) await visit(`${path}/${entry.name}`, depth + 1)
  }
  for (const entry of top) if (isEnteredFolder(entry) && entry.name !== 'specs') await visit(entry.name, 1)
  return found.sort(byNaturalOrder)
}

function isEnteredFolder(entry: Dirent): boolean {
  return entry.isDirectory() && isEntered(entry.name)
}

async function besides(walk: Walk, project: string): Promise<void> {
  const inside = (path: string) => (project === '' ? path : `${project}/${path}`)
  for (const each of [...MEMORY, 'CLAUDE.md']) await walk.addFile(inside(each))
  if (await walk.isFolder(inside(STEERING))) await walk.files(inside(STEERING), 1)
  for (const entry of await walk.entries(project)) {
    if (isEnteredFolder(entry) && entry.name !== 'specs')
      await walk.addFile(inside(`${entry.name}/CLAUDE.md`))
  }
}
