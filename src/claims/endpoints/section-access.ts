import { type OperationName, operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit } from '../outline/unit.js'
import { accessIn } from './access-words.js'
import { bracketedRoles } from './bracketed-roles.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'section-access'

/** Labels that say who may call; `Roles:` alone lists those that there are. */
const LABEL =
  /^(?:auth(?:entication|orization)?(?: required)?|permissions?(?: required)?|access(?: level)?|required (?:role|permission)s?|allowed roles?|permiss[aã]o|permiso|acceso|acesso|autentica(?:ci[oó]n|[cç][aã]o)|berechtigung|zugriff)\b/i

/**
 * Who may call all operations of a section, in a line before the first of them:
 *
 * ```markdown
 * ## Shelves
 * **Permission:** Librarian only
 *
 * ### POST /shelves
 * ### DELETE /shelves/{id}
 * ```
 *
 * An operation that says so of itself is left alone. At the head of a document, a line that asks for a token says how
 * callers are known and is read elsewhere.
 */
export const sectionAccessReader = unitReader(
  READER,
  '**Permission:** Librarian only',
  (unit, { document, units, index }) => {
    if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation !== null) return []
    const { label } = unit
    const text = textOf(unit)
    if (label === null || text === null || label.part !== 'auth' || !LABEL.test(label.text)) return []
    const words = text.text.slice(label.end).slice(0, 120)
    // `All endpoints need a token` is a rule of its own.
    if (/\b(?:all|every|each|any)\b/i.test(words)) return []
    const access = bracketedRoles(words, document) ?? accessIn(words, label.text)
    if (access === null || (unit.headings.length < 2 && !access.startsWith('role:'))) return []
    const span = text.span(label.end, text.text.length)
    return operationsBelow(units, index, unit.headings.length).flatMap((operation) =>
      claimsOfOperation(READER, operation, [{ property: 'access', value: access, span }]),
    )
  },
)

/** The operations of the sections below the one that a unit stands in, without those that say who calls them. */
function operationsBelow(units: readonly Unit[], index: number, depth: number): readonly OperationName[] {
  const found = new Map<string, OperationName>()
  const told = new Set<string>()
  for (const unit of units.slice(index + 1)) {
    if (unit.kind === 'heading' && unit.headings.length <= depth) break
    const own = unit.kind === 'heading' || unit.kind === 'item' ? leading(unit) : []
    for (const name of [...own, ...(unit.operation === null ? [] : [unit.operation])]) {
      const key = `${name.method} ${name.path}`
      if (!found.has(key)) found.set(key, name)
      if ((unit.kind === 'line' || unit.kind === 'item') && unit.label?.part === 'auth') told.add(key)
    }
  }
  return [...found].flatMap(([key, name]) => (told.has(key) || SIGNS_IN.test(name.path) ? [] : [name]))
}

/** Paths of people who have no token yet. */
const SIGNS_IN = /\/(?:log-?in|sign-?(?:in|up)|register|refresh|token|forgot-password|reset-password)$/i

function leading(unit: Unit): readonly OperationName[] {
  const text = textOf(unit)
  return text === null ? [] : operationNames(text.text).filter(({ start }) => start <= 4)
}
