import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { parseContract } from './contract.js'
import { discover } from './discover.js'
import type { Document, Project } from './document.js'
import { featuresOf } from './feature-folder.js'
import { DEFAULT_LIMITS } from './limits.js'
import type { Limits } from './limits.js'
import { parseMarkdown } from './markdown.js'
import { byNaturalOrder } from './natural-order.js'
import { readText } from './read-text.js'
import { selectOutside } from './select-outside.js'
import { sourceOf } from './source-of.js'
import type { Feature, Source } from './source.js'
import { reasonOf } from './walk.js'

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
  const { paths: own, roots, candidates, diagnostics: found } = await discover(absolute, limits)
  const outside = await selectOutside(absolute, candidates, limits)
  const paths = [...own, ...outside.paths]
  const features = featuresOf(paths, roots)
  const documents: Document[] = []
  const diagnostics: Diagnostic[] = [...found, ...outside.diagnostics]
  let total = 0
  for (const path of paths.sort((a, b) => compareDocuments(a, b, features, roots))) {
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

function parseDocument(
  source: Source,
  limits: Limits,
): { readonly document: Document | null; readonly diagnostics: readonly Diagnostic[] } {
  return source.format === 'markdown' ? parseMarkdown(source, limits) : parseContract(source)
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
