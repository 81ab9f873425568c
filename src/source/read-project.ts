import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { classify } from './classify.js'
import { parseContract } from './contract.js'
import { decodeText } from './decode.js'
import { byNaturalOrder, discover, reasonOf } from './discover.js'
import type { Document, Project } from './document.js'
import { featuresOf } from './feature-folder.js'
import { DEFAULT_LIMITS } from './limits.js'
import type { Limits } from './limits.js'
import { parseMarkdown } from './markdown.js'
import { lineStartsOf } from './positions.js'
import type { Feature, Source, SourceFormat } from './source.js'

/** What a caller may choose about reading. */
export interface ReadOptions {
  /** Bounds that take the place of the defaults. */
  readonly limits?: Partial<Limits>
}

/**
 * Reads the specifications of a project: finds its documents, tells their kinds and parses them. Nothing outside the
 * folder is read.
 *
 * @param folder the project; a relative path counts from the working directory
 * @returns the documents in the order in which later ones amend earlier ones: what stands in no feature folder first,
 * then the features by number or date. Whatever could not be read is in `diagnostics`; nothing is thrown.
 */
export async function readProject(folder: string, options: ReadOptions = {}): Promise<Project> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const absolute = resolve(folder)
  const unreadable = await folderProblem(absolute, folder)
  if (unreadable) return { folder: absolute, documents: [], diagnostics: [unreadable] }
  const { paths, roots, diagnostics: found } = await discover(absolute, limits)
  const features = featuresOf(paths, roots)
  const documents: Document[] = []
  const diagnostics: Diagnostic[] = [...found]
  let total = 0
  for (const path of [...paths].sort((a, b) => compareDocuments(a, b, features, roots))) {
    const { text, bytes, problems } = await readText(absolute, path, limits)
    diagnostics.push(...problems)
    if (text === null) continue
    total += bytes
    if (total > limits.totalBytes) {
      diagnostics.push(createDiagnostic('project-too-large', { path, limit: limits.totalBytes }, null))
      break
    }
    const parsed = parseDocument(sourceOf(path, text, features.get(path) ?? null), limits)
    diagnostics.push(...parsed.diagnostics)
    if (parsed.document) documents.push(parsed.document)
  }
  if (documents.length === 0) diagnostics.push(createDiagnostic('no-specification', { path: folder }, null))
  return { folder: absolute, documents, diagnostics }
}

/**
 * Makes a source from a document's text.
 *
 * @param path relative to the project, with `/`
 * @param feature the feature folder it stands in, or null
 */
export function sourceOf(path: string, text: string, feature: Feature | null = null): Source {
  const format = formatOf(path, text)
  const kind = classify(path, format, feature?.folder ?? null, text)
  return { id: path, kind, format, feature, text, lineStarts: lineStartsOf(text) }
}

function parseDocument(
  source: Source,
  limits: Limits,
): { readonly document: Document | null; readonly diagnostics: readonly Diagnostic[] } {
  return source.format === 'markdown' ? parseMarkdown(source, limits) : parseContract(source)
}

function formatOf(path: string, text: string): SourceFormat {
  if (/\.json$/i.test(path)) return 'json'
  return /\.ya?ml$/i.test(path) && !isMarkdown(text) ? 'yaml' : 'markdown'
}

/** Whether a document under a `.yaml` name is Markdown: chapters and marks of its own, and no key of a contract. */
function isMarkdown(text: string): boolean {
  const head = text.slice(0, 20_000)
  return (
    !/^["']?(?:openapi|swagger|asyncapi|paths|components|info|\$schema|\$id|apiVersion|kind)["']?[ \t]{0,4}:/m.test(
      head,
    ) &&
    (head.match(/^#{1,6} \S/gm)?.length ?? 0) >= 3 &&
    /^(?:\*\*\S|```|- (?:\*\*|`)|\|)/m.test(head)
  )
}

async function folderProblem(absolute: string, shown: string): Promise<Diagnostic | null> {
  try {
    const found = await stat(absolute)
    if (found.isDirectory()) return null
    return createDiagnostic('folder-unreadable', { path: shown, reason: 'it is not a folder' }, null)
  } catch (error) {
    return createDiagnostic('folder-unreadable', { path: shown, reason: reasonOf(error) }, null)
  }
}

interface ReadText {
  readonly text: string | null
  readonly bytes: number
  readonly problems: readonly Diagnostic[]
}

async function readText(folder: string, path: string, limits: Limits): Promise<ReadText> {
  const left = (problem: Diagnostic): ReadText => ({ text: null, bytes: 0, problems: [problem] })
  try {
    const { size } = await stat(join(folder, path))
    if (size > limits.fileBytes) {
      return left(createDiagnostic('file-too-large', { path, size, limit: limits.fileBytes }, null))
    }
    const bytes = await readFile(join(folder, path))
    const decoded = decodeText(bytes)
    if (decoded.kind === 'binary') return left(createDiagnostic('file-not-text', { path }, null))
    const problems = decoded.replaced ? [createDiagnostic('file-not-utf8', { path }, null)] : []
    return { text: decoded.text, bytes: bytes.length, problems }
  } catch (error) {
    return left(createDiagnostic('file-unreadable', { path, reason: reasonOf(error) }, null))
  }
}

/** Earlier amended by later: by spec folder, then what is in no feature, then features by rank, then by path. */
function compareDocuments(
  a: string,
  b: string,
  features: ReadonlyMap<string, Feature>,
  roots: readonly string[],
): number {
  const rootOf = (path: string) => roots.findIndex((root) => path.startsWith(`${root}/`))
  const orderOf = (path: string) => features.get(path)?.order ?? -1
  return rootOf(a) - rootOf(b) || orderOf(a) - orderOf(b) || byNaturalOrder(a, b)
}
