import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Claim } from './claim.js'
import { IMPORTABLE_NAMES } from './layout/importable-names.js'
import type { Shape, ValueFacts } from './shape.js'

/** Claims that a backend can be made from, and what was wrong with the others. */
interface Admission {
  readonly claims: readonly Claim[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Rules that count characters or elements. */
const COUNTS: ReadonlySet<string> = new Set(['minLength', 'maxLength', 'minItems', 'maxItems'])

/** Rules that are numbers of any size. */
const BOUNDS: ReadonlySet<string> = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'])

/** The most that databases count. */
const MOST = 2_147_483_647

/** Deeper shapes are not looked into. */
const DEEPEST = 40

const FOLDER = /^[A-Za-z0-9_][\w.-]{0,60}(?:\/[A-Za-z0-9_][\w.-]{0,60}){0,4}$/
const MODULE = /^[A-Za-z_]\w{0,60}(?:\/[A-Za-z_]\w{0,60}){0,8}\.py$/
const SYMBOL = /^[A-Za-z_]\w{0,80}$/
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,80}$/

/** Data that clients send and receive. */
const DATA: ReadonlySet<string> = new Set(['default', 'example', 'errorExample'])

/** Words of Python's grammar, in lower case; no module can be imported by one. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'and as assert async await break class continue def del elif else except false finally for from global ' +
    'if import in is lambda none nonlocal not or pass raise return true try while with yield'
  ).split(' '),
)

/** Whether a file can be imported as a module of the backend's own. */
function isModule(path: string): boolean {
  const segments = path.toLowerCase().replace(/\.py$/, '').split('/')
  return (
    MODULE.test(path) &&
    !segments.some((segment) => KEYWORDS.has(segment)) &&
    !IMPORTABLE_NAMES.has(segments[0] ?? '')
  )
}

function isSymbol(name: string): boolean {
  return SYMBOL.test(name) && !KEYWORDS.has(name.toLowerCase())
}

/** What is impossible in a fact: a number that counts nothing, or that JSON has no word for; null when nothing is. */
function impossibleIn(rule: string, value: unknown): string | null {
  if (COUNTS.has(rule)) {
    return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST ? null : String(value)
  }
  return BOUNDS.has(rule) || DATA.has(rule) ? endlessIn(value, 0) : null
}

/** A number in the data that is none, or has no end, such as `1e999`; null when there is none. */
function endlessIn(value: unknown, depth: number): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : String(value)
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null
  for (const inner of Object.values(value)) {
    const endless = endlessIn(inner, depth + 1)
    if (endless !== null) return endless
  }
  return null
}

/**
 * Leaves out what no backend can have, whichever reader took it: lengths below
 * zero, limits that are no numbers, and names of folders, modules and variables
 * that are not safe to write to or to read from.
 */
export function admitClaims(claims: readonly Claim[]): Admission {
  const diagnostics: Diagnostic[] = []
  const admitted: Claim[] = []
  for (const claim of claims) {
    const unsafe = unsafeName(claim)
    if (unsafe !== null) {
      diagnostics.push(createDiagnostic('name-unsafe', unsafe, claim.span))
      continue
    }
    const possible = possibleClaim(claim, (rule, value) => {
      diagnostics.push(createDiagnostic('limit-impossible', { rule, value }, claim.span))
    })
    if (possible !== null) admitted.push(possible)
  }
  return { claims: admitted, diagnostics: distinct(diagnostics) }
}

/** A name in the claim that is safe nowhere, and what it is the name of. */
function unsafeName(claim: Claim): { readonly name: string; readonly what: string } | null {
  if (claim.subject.kind === 'setting') {
    const { name } = claim.subject
    return VARIABLE.test(name) ? null : { name, what: 'variable' }
  }
  switch (claim.property) {
    case 'secretEnv':
      return VARIABLE.test(claim.value) ? null : { name: claim.value, what: 'variable' }
    case 'backendFolder':
      return FOLDER.test(claim.value) && !claim.value.includes('..')
        ? null
        : { name: claim.value, what: 'folder' }
    case 'module': {
      const { path, symbol } = claim.value
      if (!isModule(path)) return { name: path, what: 'module' }
      return symbol === null || isSymbol(symbol) ? null : { name: symbol, what: 'function or class' }
    }
    default:
      return null
  }
}

type Refuse = (rule: string, value: string) => void

/** The claim without impossible limits; null when it is one. */
function possibleClaim(claim: Claim, refuse: Refuse): Claim | null {
  const impossible = impossibleIn(claim.property, claim.value)
  if (impossible !== null) {
    refuse(claim.property, impossible)
    return null
  }
  switch (claim.property) {
    case 'shape':
    case 'errorBody': {
      const shape = possibleShape(claim.value, refuse, 0)
      return shape === claim.value ? claim : { ...claim, value: shape }
    }
    case 'response': {
      const shape = possibleShape(claim.value.shape, refuse, 0)
      return shape === claim.value.shape ? claim : { ...claim, value: { ...claim.value, shape } }
    }
    default:
      return claim
  }
}

/** The shape without impossible limits; the same object when it has none. */
function possibleShape(shape: Shape, refuse: Refuse, depth: number): Shape {
  if (depth > DEEPEST) return shape
  switch (shape.kind) {
    case 'value': {
      const facts = possibleFacts(shape.facts, refuse, depth)
      return facts === shape.facts ? shape : { ...shape, facts }
    }
    case 'array': {
      const items = possibleShape(shape.items, refuse, depth + 1)
      return items === shape.items ? shape : { ...shape, items }
    }
    case 'object': {
      const fields = shape.fields.map((field) => {
        const inner = possibleShape(field.shape, refuse, depth + 1)
        return inner === field.shape ? field : { ...field, shape: inner }
      })
      return fields.every((field, index) => field === shape.fields[index]) ? shape : { ...shape, fields }
    }
    default:
      return shape
  }
}

function possibleFacts(facts: Partial<ValueFacts>, refuse: Refuse, depth: number): Partial<ValueFacts> {
  const impossible = new Set<string>()
  for (const [rule, fact] of Object.entries(facts)) {
    const value = impossibleIn(rule, fact)
    if (value === null) continue
    impossible.add(rule)
    refuse(rule, value)
  }
  const shape = facts.shape === undefined ? undefined : possibleShape(facts.shape, refuse, depth + 1)
  if (impossible.size === 0 && shape === facts.shape) return facts
  const kept: Partial<ValueFacts> = Object.fromEntries(
    Object.entries(facts).filter(([rule]) => !impossible.has(rule)),
  )
  return shape === undefined ? kept : { ...kept, shape }
}

/** Two readers may take the same words. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter(({ message, span }) => {
    const key = `${span?.source ?? ''}:${span?.start ?? 0}:${message}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
