import type { Node } from 'yaml'
import { createDiagnostic } from '../../diagnostics/create.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { nearestName } from '../../diagnostics/nearest.js'
import type { ContractDocument, Project } from '../../source/document.js'
import { formatLine } from '../../source/positions.js'
import type { Claim } from '../claim.js'
import type { Reading } from '../reader.js'
import type { Shape } from '../shape.js'
import type { Statement } from '../statement.js'
import type { Fact } from './facts.js'
import type { Place } from './place.js'
import type { Schema } from './schema.js'

/** Name of this reader in its claims. */
export const READER = 'openapi'

/** Schemas that are looked at in one document, each as often as it is combined into another. */
const MOST_SCHEMAS = 100_000

/** Claims that one document may make; real contracts stay under 5,000. */
const MOST_CLAIMS = 200_000

/** Misspelt names for which a near one is looked for. */
const MOST_SUGGESTIONS = 40

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
  /** No further claim is kept. */
  readonly isFull: () => boolean
  /**
   * A suggestion that shows the nearest existing name, or what `show` makes of it; undefined when
   * none is near.
   */
  readonly suggest: (
    name: string,
    candidates: Iterable<string>,
    show?: (nearest: string) => string,
  ) => string | undefined
  /** Notes that a claim names a schema, and where the schema is written. */
  readonly refer: (name: string, place: Place) => void
  /** The schemas that claims name; grows while they are read. */
  readonly referred: ReadonlyMap<string, Place>
  /** What was already read at a node: results are reused wherever a reference leads. */
  readonly memory: Memory
  readonly finish: () => Reading
}

/** Results by node. */
interface Memory {
  readonly schemas: WeakMap<Node, Schema>
  readonly shapes: WeakMap<Node, Shape>
  readonly facts: WeakMap<Node, readonly Fact[]>
}

/** A collector for one document. */
export function createCollector(document: ContractDocument, project: Project): Collector {
  const claims: Claim[] = []
  const statements: Statement[] = []
  const diagnostics = new Map<string, Diagnostic>()
  const ids = new Map<string, number>()
  const stated = new Set<number>()
  const referred = new Map<string, Place>()
  let isTold = false
  let left = MOST_SCHEMAS
  let suggestions = MOST_SUGGESTIONS
  const report = (diagnostic: Diagnostic): void => {
    const { code, span, message } = diagnostic
    if (code === 'contract-too-many-claims' && isTold) return
    isTold ||= code === 'contract-too-many-claims'
    const place = span === null ? '' : `${span.source}:${span.start}:${span.end}`
    diagnostics.set(`${code} ${place} ${message}`, diagnostic)
  }
  const contracts = new Map<string, ContractDocument>()
  for (const other of project.documents) if (other.kind === 'contract') contracts.set(other.source.id, other)
  contracts.set(document.source.id, document)
  return {
    document,
    contracts,
    claim: (claim) => {
      if (claims.length < MOST_CLAIMS) claims.push(claim)
      else report(createDiagnostic('contract-too-many-claims', { limit: MOST_CLAIMS }, claim.span))
    },
    state: (statement) => {
      // A shared parameter is described once, however many operations take it.
      if (stated.has(statement.span.start)) return
      stated.add(statement.span.start)
      const base = formatLine(document.source, statement.span)
      const count = (ids.get(base) ?? 0) + 1
      ids.set(base, count)
      statements.push({ id: count === 1 ? base : `${base}#${count}`, ...statement })
    },
    report,
    spend: () => --left >= 0,
    isFull: () => claims.length >= MOST_CLAIMS,
    suggest: (name, candidates, show = (nearest) => nearest) => {
      if (--suggestions < 0) return undefined
      const nearest = nearestName(name, candidates)
      return nearest === null ? undefined : `Did you mean ${show(nearest)}?`
    },
    refer: (name, place) => {
      if (!referred.has(name)) referred.set(name, place)
    },
    referred,
    memory: { schemas: new WeakMap(), shapes: new WeakMap(), facts: new WeakMap() },
    finish: () => ({ claims, statements, diagnostics: [...diagnostics.values()] }),
  }
}
