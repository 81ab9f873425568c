import type { JsonValue } from '../claims/json.js'
import type { Assembly } from './assembly.js'
import { bodyOf, isObject } from './conformance.js'
import type { DraftOperation } from './draft.js'
import type { Origin } from './origin.js'
import { ask, claimedAt, listed } from './questions/ask.js'
import { isZoneless, ZONELESS, type ValueRules } from './value.js'

const ID = 'zoneless-moments'

/** Whether a value, or one within it, is a moment without a zone where its rules want a moment. */
function shows(rules: ValueRules, value: JsonValue | undefined, depth = 0): boolean {
  if (value === undefined || value === null || depth > 5) return false
  if (rules.type === 'datetime') return typeof value === 'string' && isZoneless(value)
  if (Array.isArray(value)) {
    const { items } = rules
    return items !== null && value.some((element: JsonValue) => shows(items, element, depth + 1))
  }
  return (
    isObject(value) &&
    (rules.properties ?? []).some(
      (property) => Object.hasOwn(value, property.name) && shows(property, value[property.name], depth + 1),
    )
  )
}

/** Where requests that succeed bring a moment without a zone. */
function evidence(operation: DraftOperation): readonly Origin[] {
  const { body, query, examples } = operation
  return examples.flatMap(({ request, url, status, origins }) => {
    if (status !== null && status >= 400) return []
    const inner = bodyOf(request, operation)
    const sent = new URLSearchParams(url?.includes('?') === true ? url.slice(url.indexOf('?') + 1) : '')
    const shown =
      (isObject(inner) &&
        body.some((field) => Object.hasOwn(inner, field.name) && shows(field, inner[field.name]))) ||
      query.some((parameter) => shows(parameter, sent.get(parameter.name)))
    return shown ? (origins['exists'] ?? []) : []
  })
}

/** The rules with each moment in them taken without a zone. */
function zoneless<T extends ValueRules>(rules: T): T {
  return {
    ...rules,
    format: rules.type === 'datetime' ? ZONELESS : rules.format,
    items: rules.items === null ? null : zoneless(rules.items),
    properties: rules.properties?.map(zoneless) ?? null,
  }
}

/**
 * Takes moments without a zone where the documents show requests that bring them, as forms of browsers do:
 *
 *     { "title": "Return the atlas", "due_at": "2026-05-10" }        | due_at | datetime |
 *
 * Which moment is meant, nothing says: a question for the whole service.
 */
export function withZonelessMoments(
  assembly: Assembly,
  operations: readonly DraftOperation[],
): readonly DraftOperation[] {
  const showing = operations.flatMap((operation) => {
    const origins = evidence(operation)
    return origins.length === 0 ? [] : [{ id: operation.id, origins }]
  })
  if (showing.length === 0) return operations
  ask(assembly, {
    id: ID,
    kind: 'ambiguous',
    concern: 'client-visible',
    subjects: showing.map(({ id }) => id).slice(0, 12),
    about: `Requests of ${listed(showing.map(({ id }) => id))} bring moments that do not say in which time zone they are.`,
    spans: showing.flatMap(({ origins }) => claimedAt({ origins: { exists: origins } }, 'exists')),
    options: [
      { id: 'utc', label: 'a moment without a zone is taken as UTC, and a date as its midnight' },
      { id: 'refuse', label: 'a moment must say its zone; the requests that are shown are refused' },
    ],
    recommended: 'utc',
  })
  if (assembly.answers.get(ID) === 'refuse') return operations
  return operations.map((operation) => ({
    ...operation,
    body: operation.body.map(zoneless),
    query: operation.query.map(zoneless),
  }))
}
