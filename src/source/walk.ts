import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Limits } from './limits.js'
import { byNaturalOrder } from './natural-order.js'

const NEVER_ENTERED: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  'build',
  'target',
  'vendor',
  'site-packages',
  '__pycache__',
])

/** Whether documents of people may stand under a name: not hidden, and not what tools install or write. */
export function isEntered(name: string): boolean {
  return !name.startsWith('.') && !NEVER_ENTERED.has(name)
}

/** One walk through a project's folders, within its limits. */
export class Walk {
  readonly found = new Set<string>()
  private looked = 0
  private readonly visited = new Set<string>()
  private readonly outside = new Set<string>()

  constructor(
    private readonly folder: string,
    private readonly real: string,
    private readonly limits: Limits,
    readonly diagnostics: Diagnostic[] = [],
  ) {}

  /** A walk through the same folders, within the same limits, that keeps what it finds to itself. */
  beside(): Walk {
    return new Walk(this.folder, this.real, this.limits, this.diagnostics)
  }

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

  /**
   * Adds the documents of a folder, at any depth.
   *
   * @param depth of the folder below the project
   * @param passedOver names of folders that are not entered, besides those that never are
   */
  async files(path: string, depth: number, passedOver: ReadonlySet<string> = NEVER_ENTERED): Promise<void> {
    if (depth > this.limits.depth) {
      this.diagnostics.push(createDiagnostic('folder-too-deep', { path, limit: this.limits.depth }, null))
      return
    }
    const real = await realpath(join(this.folder, path))
    if (this.visited.has(real)) return
    this.visited.add(real)
    for (const entry of await this.entries(path)) {
      const child = `${path}/${entry.name}`
      if (!isEntered(entry.name) || passedOver.has(entry.name.toLowerCase())) continue
      if (entry.isSymbolicLink() && (await statOf(join(this.folder, child))) === null) {
        const reason = 'it is a link to nothing'
        this.diagnostics.push(createDiagnostic('file-unreadable', { path: child, reason }, null))
      } else if (await this.isFolder(child)) await this.files(child, depth + 1, passedOver)
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
