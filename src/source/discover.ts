import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Limits } from './limits.js'

/** The files that may be documents, and the folders that hold specifications. */
export interface Discovery {
  /** Paths relative to the project, with `/`, sorted. */
  readonly paths: readonly string[]
  /** The folders that hold specifications, in the order in which later ones amend earlier ones. */
  readonly roots: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Folders that hold specifications at the top of a project. */
const SPEC_FOLDERS = ['specs', '.specify/specs', 'contracts'] as const
/** Documents beside them. */
const MEMORY = ['.specify/memory/constitution.md', 'memory/constitution.md'] as const
/** Where nested projects of a repository are looked for. */
const NESTED_DEPTH = 3
const NEVER_ENTERED = new Set([
  'node_modules',
  'dist',
  'build',
  'target',
  'vendor',
  'site-packages',
  '__pycache__',
])

/**
 * Finds the documents of a project: everything under `specs/` and `contracts/`, the constitution, and `CLAUDE.md` here
 * and one level down. A repository without `specs/` of its own is read as its nested projects
 * (`phase-2-web/specs`, `apps/loans/specs`) in the natural order of their names.
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
  for (const project of projects) await besides(walk, project)
  return { paths: [...walk.found].sort(byNaturalOrder), roots, diagnostics: walk.diagnostics }
}

/** Compares paths with numbers by value: `phase-2` before `phase-10`; independent of the machine's language. */
export function byNaturalOrder(a: string, b: string): number {
  const left = a.split(/(\d+)/)
  const right = b.split(/(\d+)/)
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const one = left[index] ?? ''
    const other = right[index] ?? ''
    if (one === other) continue
    const difference = index % 2 === 1 ? Number(one) - Number(other) : 0
    if (difference !== 0) return difference
    return one < other ? -1 : 1
  }
  return left.length - right.length
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
      if (isEntered(entry)) await visit(`${path}/${entry.name}`, depth + 1)
  }
  for (const entry of top) if (isEntered(entry) && entry.name !== 'specs') await visit(entry.name, 1)
  return found.sort(byNaturalOrder)
}

function isEntered(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && !NEVER_ENTERED.has(entry.name)
}

async function besides(walk: Walk, project: string): Promise<void> {
  const inside = (path: string) => (project === '' ? path : `${project}/${path}`)
  for (const each of [...MEMORY, 'CLAUDE.md']) await walk.addFile(inside(each))
  for (const entry of await walk.entries(project)) {
    if (isEntered(entry) && entry.name !== 'specs') await walk.addFile(inside(`${entry.name}/CLAUDE.md`))
  }
}

/** One walk through a project's folders, within its limits. */
class Walk {
  readonly found = new Set<string>()
  readonly diagnostics: Diagnostic[] = []
  private looked = 0
  private readonly visited = new Set<string>()
  private readonly outside = new Set<string>()

  constructor(
    private readonly folder: string,
    private readonly real: string,
    private readonly limits: Limits,
  ) {}

  report(code: 'nested-specification-ignored' | 'link-outside-project', path: string): void {
    this.diagnostics.push(createDiagnostic(code, { path }, null))
  }

  /** The entries of a folder, sorted; none beyond the limit, and none when it cannot be read. */
  async entries(path: string): Promise<readonly Dirent[]> {
    try {
      const entries = await readdir(join(this.folder, path), { withFileTypes: true })
      this.looked += entries.length
      if (this.looked > this.limits.entries) {
        this.tooMany('folder entries', path, this.limits.entries)
        return []
      }
      return entries.sort((a, b) => byNaturalOrder(a.name, b.name))
    } catch (error) {
      this.diagnostics.push(createDiagnostic('folder-unreadable', { path, reason: reasonOf(error) }, null))
      return []
    }
  }

  async isFolder(path: string): Promise<boolean> {
    return (await this.inside(path)) && (await statOf(join(this.folder, path)))?.isDirectory() === true
  }

  async addFile(path: string): Promise<void> {
    if ((await statOf(join(this.folder, path)))?.isFile() !== true || !(await this.inside(path))) return
    if (this.found.size >= this.limits.documents) this.tooMany('documents', path, this.limits.documents)
    else this.found.add(path)
  }

  /** Adds the documents of a folder, at any depth. */
  async files(path: string, depth: number): Promise<void> {
    if (depth > this.limits.depth) {
      this.diagnostics.push(createDiagnostic('folder-too-deep', { path, limit: this.limits.depth }, null))
      return
    }
    const real = await realpath(join(this.folder, path))
    if (this.visited.has(real)) return
    this.visited.add(real)
    for (const entry of await this.entries(path)) {
      const child = `${path}/${entry.name}`
      if (entry.name.startsWith('.') || NEVER_ENTERED.has(entry.name)) continue
      if (entry.isSymbolicLink() && (await statOf(join(this.folder, child))) === null) {
        const reason = 'it is a link to nothing'
        this.diagnostics.push(createDiagnostic('file-unreadable', { path: child, reason }, null))
      } else if (await this.isFolder(child)) await this.files(child, depth + 1)
      else if (/\.(?:md|markdown|ya?ml|json)$/i.test(entry.name)) {
        if (entry.isSymbolicLink()) await this.checkLink(child)
        await this.addFile(child)
      }
    }
  }

  /** Reports a link that leads nowhere, or in a circle. */
  private async checkLink(path: string): Promise<void> {
    try {
      await stat(join(this.folder, path))
    } catch (error) {
      this.diagnostics.push(createDiagnostic('file-unreadable', { path, reason: reasonOf(error) }, null))
    }
  }

  /** Whether a path, links followed, stays in the project; a link that leaves it is reported. */
  private async inside(path: string): Promise<boolean> {
    try {
      const target = relative(this.real, await realpath(join(this.folder, path)))
      if (target !== '..' && !target.startsWith(`..${sep}`)) return true
      if (!this.outside.has(path)) this.report('link-outside-project', path)
      this.outside.add(path)
      return false
    } catch {
      return false
    }
  }

  private tooMany(what: string, path: string, limit: number): void {
    if (this.diagnostics.some((each) => each.code === 'too-many-files')) return
    this.diagnostics.push(createDiagnostic('too-many-files', { what, path, limit }, null))
  }
}

async function statOf(path: string): Promise<Awaited<ReturnType<typeof stat>> | null> {
  try {
    return await stat(path)
  } catch {
    return null
  }
}

/** What the system says of a failed call, without the path it repeats. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message.replace(/^[A-Z]+: /, '').replace(/, \w+ '[^']{0,400}'$/, '')
}
