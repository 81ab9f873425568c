import { type InlineText, sliceOf } from '../../source/inline-text.js'
import type { Project } from '../../source/document.js'
import type { SourceKind } from '../../source/source.js'
import type { Claim, OperationFacts } from '../claim.js'
import { operationLeading } from '../outline/named-operation.js'
import { operationNames } from '../outline/operation-name.js'
import type { OperationName } from '../outline/operation-name.js'
import type { UnitContext } from '../outline/unit-reader.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit, UnitOf } from '../outline/unit.js'
import { headingSummary } from './heading-summary.js'
import { knownOperations } from './known-operations.js'
import { purposeNotes } from './purpose-notes.js'
import { queryTemplate } from './query-template.js'
import { isDenied, outOfScopeHeading } from './scope-words.js'
import { ARROW } from './signature-line.js'
import { claimsOfOperation } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

const READER = 'endpoint-name'

/** Kinds whose mentions of operations do not ask for them. */
const ONLY_MENTIONS = new Set<SourceKind>(['checklist', 'research', 'quickstart'])

/** A line that shows how not to call: `❌ GET /api/loans/ returns 404`. */
const REFUSED = /^\s*(?:❌|✗|✘|🚫|⛔)/u

/** Words that make a mention a demand. */
const DEMAND =
  /\b(?:implement|create|add|expose|provide|support|offer|build|define|must|shall|should|endpoints?|routes?|handler|via|through|using|calls?|accepts?|with)\b/i

/**
 * Operations by their names:
 *
 * ```markdown
 * ### 2. POST /api/loans - Borrow a book
 * **Endpoint**: `POST /api/loans`
 * - `GET /api/loans`: list the caller's loans
 * 1. **Borrow** `POST /api/loans`
 * - **FR-003**: System MUST expose `GET /api/loans/{id}`
 * 1. Implement DELETE /api/loans/{id}
 * `PUT /api/loans/{id}` takes the same fields and answers 200.
 * ```
 */
export const endpointNameReader = unitReader(READER, '### POST /api/loans', (unit, context) => {
  if (unit.kind === 'heading') return named(unit, unit.text, context, true)
  if (unit.kind === 'line') return named(unit, unit.text, context, isDeclaration(unit, unit.text.text))
  if (unit.kind === 'item') {
    const leads = leadsItem(unit)
    return named(unit, unit.item, context, leads || DEMAND.test(unit.item.text), leads)
  }
  return []
})

/** Whether an item begins with an operation, or with the title of the one that it is about. */
function leadsItem({ item, operation }: UnitOf<'item'>): boolean {
  const [name] = operationNames(item.text)
  if (name === undefined || name.start <= 4) return name !== undefined
  return name.method === operation?.method && name.path === operation.path && name.start === operation.start
}

function isDeclaration(unit: Unit, text: string): boolean {
  const [name] = operationNames(text)
  return (
    name !== undefined &&
    unit.operation !== null &&
    unit.operation.path === name.path &&
    (name.start <= 2 || ('label' in unit && unit.label !== null && unit.label.end >= name.start - 2))
  )
}

/** @param led whether the text is an item that begins with the operation or with its title */
function named(
  unit: Unit,
  text: InlineText,
  { document, project, units, index }: UnitContext,
  declares: boolean,
  led = false,
): readonly Claim[] {
  const all = operationNames(text.text)
  // `PUT /loans/{id} takes the same fields as POST /loans` names the other in passing.
  const leading = unit.kind === 'line' && operationLeading(document, text, unit.headings) !== null
  const names = leading ? all.slice(0, 1) : all
  if (names.length === 0 || !declares) return []
  const leads = led || (names[0]?.start ?? 0) <= 4
  if (ONLY_MENTIONS.has(document.source.kind) && unit.kind !== 'heading' && !leads) return []
  if (document.source.kind === 'checklist' || REFUSED.test(text.text)) return []
  const out = outOfScopeHeading(unit.headings)
  return names.flatMap((name) => {
    if (names.length > 1 && meansRow(name, project)) return []
    const span = text.span(name.start, name.end)
    if (out !== null) {
      return claimsOfOperation(READER, name, [{ property: 'outOfScope', value: { why: out }, span }])
    }
    if (!led && isDenied(text.text.slice(Math.max(0, name.start - 80), name.start))) return []
    const facts: WireFact<OperationFacts>[] = [{ property: 'exists', value: true, span }]
    // A heading over several operations in sentences is the summary of the first at most.
    const own = !leading || isTitled(text.text.slice(name.end)) || units[index - 1]?.kind === 'heading'
    if (names.length === 1 && own) facts.push(...summary(unit, text, name, units.slice(0, index), led))
    return [
      ...claimsOfOperation(READER, name, facts),
      ...queryTemplate(READER, name, span, unit.kind === 'heading' || led),
      // Queries and signatures in lines have readers of their own.
      ...(led && names.length === 1 && name.method !== 'GET' && !ARROW.test(text.text)
        ? purposeNotes(READER, name, sliceOf(text, name.end), document.source)
        : []),
    ]
  })
}

/** `When a member sends POST /loans, …` names the operation in passing. */
const CONDITION = /^\W{0,4}(?:when|if|given|where|while)\b/i

/** `POST, PUT, DELETE /loans` in one breath: changes are of one row where documents have `PUT /loans/{id}` elsewhere. */
function meansRow({ method, path }: OperationName, project: Project): boolean {
  if (method === 'GET' || method === 'POST' || path.endsWith('}')) return false
  return knownOperations(project).some(
    (known) =>
      known.method === method &&
      known.path.startsWith(`${path}/{`) &&
      !known.path.slice(path.length + 1).includes('/'),
  )
}

/** `PUT /loans/{id} takes the same fields` is a sentence; what stands behind a dash is a title. */
function isTitled(rest: string): boolean {
  return /^[`*]{0,3}(?::| ?[–—-]) /.test(rest)
}

/** The words beside the name, or the heading over a line that is nothing but the name. */
function summary(
  unit: Unit,
  text: InlineText,
  name: OperationName,
  before: readonly Unit[],
  led: boolean,
): readonly WireFact<OperationFacts>[] {
  const rest = text.text.slice(name.end)
  const lead = /^(?:\?[^\s`]*)?[\s`)\]*:–—-]*/.exec(rest)?.[0].length ?? 0
  const after = rest.slice(lead).trim()
  if (led && name.start > 4) {
    // `**Borrow** POST /loans with {bookId}` is called by its title.
    const title = text.text.slice(0, name.start).replace(/[\s:–—-]+$/, '')
    const told = after.replace(/^with \{[^{}]{0,300}\}[.,;]?\s?/i, '')
    const value = /[a-z]{3}/i.test(told) ? `${title}: ${told}` : title
    return [{ property: 'summary', value: value.slice(0, 300), span: text.span(0, text.text.length) }]
  }
  const titled = unit.kind !== 'line' || isTitled(rest)
  // `Submit: POST /loans with the token` is about who calls.
  const behind = !led && /^(?:with|using|via) /i.test(after)
  if (/[a-z]{3}/i.test(after) && titled && !behind && name.start <= 24 && !CONDITION.test(text.text)) {
    return [
      { property: 'summary', value: after.slice(0, 300), span: text.span(name.end + lead, text.text.length) },
    ]
  }
  if (unit.kind === 'line' || unit.kind === 'item') {
    if (unit.operation === null || unit.operation.path !== name.path) return []
    if (unit.kind === 'item' && unit.label?.part !== 'endpoint') return []
    return headingSummary(before)
  }
  return []
}
