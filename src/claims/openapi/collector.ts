import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { ContractDocument, Project } from '../../source/document.js'
import { formatLine } from '../../source/positions.js'
import type { Claim } from '../claim.js'
import type { Reading } from '../reader.js'
import type { Statement } from '../statement.js'

/** Name of this reader in its claims. */
export const READER = 'openapi'

/** Schemas that are looked at in one document, each as often as it is referred to. */
const MOST_SCHEMAS = 200_000

/** What one reading of a contract gathers, and what it may look at. */
export interface Collector {
  readonly document: ContractDocument
  /** Contracts of the project by id. */
  readonly contracts: ReadonlyMap<string, ContractDocument>
  /** Keeps a claim. */
  readonly claim: (claim: Claim) => void
  /** Keeps a statement of the document, each once; its id is made here. */
  readonly state: (statement: Omit<Statement, 'id'>) => void
  /** Keeps a diagnostic, unless the same one stands at the same place. */
  readonly report: (diagnostic: Diagnostic) => void
  /** Counts one look at a schema; false when a hostile document makes it endless. */
  readonly spend: () => boolean
  readonly finish: () => Reading
}

/** A collector for one document. */
export function createCollector(document: ContractDocument, project: Project): Collector {
  const claims: Claim[] = []
  const statements: Statement[] = []
  const diagnostics = new Map<string, Diagnostic>()
  const ids = new Map<string, number>()
  const stated = new Set<number>()
  let left = MOST_SCHEMAS
  const contracts = new Map<string, ContractDocument>()
  for (const other of project.documents) if (other.kind === 'contract') contracts.set(other.source.id, other)
  contracts.set(document.source.id, document)
  return {
    document,
    contracts,
    claim: (claim) => claims.push(claim),
    state: (statement) => {
      // A shared parameter is described once, however many operations take it.
      if (stated.has(statement.span.start)) return
      stated.add(statement.span.start)
      const base = formatLine(document.source, statement.span)
      const count = (ids.get(base) ?? 0) + 1
      ids.set(base, count)
      statements.push({ id: count === 1 ? base : `${base}#${count}`, ...statement })
    },
    report: (diagnostic) => {
      const { code, span, message } = diagnostic
      const place = span === null ? '' : `${span.source}:${span.start}:${span.end}`
      diagnostics.set(`${code} ${place} ${message}`, diagnostic)
    },
    spend: () => --left >= 0,
    finish: () => ({ claims, statements, diagnostics: [...diagnostics.values()] }),
  }
}
