import { type Document as YamlDocument, isAlias, isMap, isScalar, visit } from 'yaml'
import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ContractDocument } from './document.js'
import type { Source } from './source.js'
import { aliasTargets } from './yaml/aliases.js'
import type { Composition } from './yaml/compose.js'
import { faultDiagnostics } from './yaml/faults.js'
import { withoutJsonComments } from './yaml/json-comments.js'
import { type Line, yamlLines } from './yaml/lines.js'
import { type LineRange, proseRanges } from './yaml/markdown.js'
import { repair } from './yaml/repair.js'

/** Longest contract that is read, in UTF-16 code units. */
export const LONGEST_CONTRACT = 1_000_000

/** What could be read of a contract. */
export interface ParsedContract {
  /** Null when nothing of it could. */
  readonly document: ContractDocument | null
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Parses a YAML or JSON document. A fault hides as little as possible: what stands around it is
 * read, and a diagnostic says where it is and what was done about it.
 *
 * @param source the document
 */
export function parseContract(source: Source): ParsedContract {
  const { id } = source
  if (source.text.length > LONGEST_CONTRACT) {
    const parameters = { length: source.text.length, limit: LONGEST_CONTRACT }
    return {
      document: null,
      diagnostics: [createDiagnostic('contract-too-long', parameters, { source: id, start: 0, end: 0 })],
    }
  }
  const text = withoutJsonComments(source.text)
  const lines = yamlLines(text)
  const prose = proseRanges(lines)
  const repaired = repair(text, lines, linesOf(prose))
  const diagnostics = [...proseDiagnostics(prose, lines, id), ...faultDiagnostics(repaired, lines, source)]
  const documents = repaired.composition.documents.filter((document) => isMap(document.contents))
  const [first, ...others] = documents
  if (first === undefined) {
    diagnostics.push(notAContract(repaired.composition, source))
    return { document: null, diagnostics }
  }
  for (const document of documents) diagnostics.push(...treeDiagnostics(document, id))
  return {
    document: { kind: 'contract', source, yaml: first, others },
    diagnostics,
  }
}

function linesOf(ranges: readonly LineRange[]): ReadonlySet<number> {
  const lines = new Set<number>()
  for (const range of ranges) for (let line = range.start; line < range.end; line++) lines.add(line)
  return lines
}

function proseDiagnostics(
  ranges: readonly LineRange[],
  lines: readonly Line[],
  source: string,
): Diagnostic[] {
  const range = ranges[0]
  const first = range === undefined ? undefined : lines[range.start]
  if (first === undefined) return []
  const span = { source, start: first.start, end: first.start + first.text.length }
  return [createDiagnostic('contract-prose', {}, span)]
}

function notAContract(composition: Composition, source: Source): Diagnostic {
  const end = Math.min(source.lineStarts[1] ?? source.text.length, source.text.length)
  const code = composition.tooDeep === null ? 'contract-no-object' : 'yaml-too-deep'
  return createDiagnostic(code, {}, { source: source.id, start: 0, end })
}

/** Keys that stand twice in one mapping, and aliases without an anchor. */
function treeDiagnostics(document: YamlDocument, source: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const targets = aliasTargets(document)
  visit(document, {
    Map: (_key, map) => {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range || key.value === '<<') continue
        const name = String(key.value)
        const span = { source, start: key.range[0], end: key.range[1] }
        if (seen.has(name)) diagnostics.push(createDiagnostic('yaml-duplicate-key', { name }, span))
        seen.add(name)
      }
    },
    Alias: (_key, alias) => {
      if (targets.has(alias) || !isAlias(alias) || !alias.range) return
      const span = { source, start: alias.range[0], end: alias.range[1] }
      diagnostics.push(createDiagnostic('yaml-unknown-anchor', { name: alias.source }, span))
    },
  })
  return diagnostics
}
