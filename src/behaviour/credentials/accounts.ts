import type { DraftOperation } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, keyName } from '../column.js'
import { keyOf, singular, wordsOf } from '../naming.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'
import { isIdentifier, isPassword, passwordColumn } from './password.js'

/** The table of accounts that an operation signs in to, and the columns that matter. */
export interface Accounts {
  readonly entity: Entity
  /** The key, which tokens name. */
  readonly key: string
  /** The column of the password's hash. */
  readonly password: string
  /** The column that must be true of an account in use; null when there is none. */
  readonly active: Field | null
}

/** Nouns of people with an account. */
const PEOPLE: ReadonlySet<string> = new Set(
  'user account member admin administrator customer person staff employee reader patron owner profile'.split(
    ' ',
  ),
)

/** Whether the name of an entity speaks of people. */
function ofPeople({ name }: Entity): boolean {
  return PEOPLE.has(singular(wordsOf(name)[0] ?? '')) || PEOPLE.has(singular(wordsOf(name).at(-1) ?? ''))
}

/** The body field that holds the password with which somebody signs in or up; null without one. */
export function passwordField({ body }: Pick<DraftOperation, 'body'>): BodyField | null {
  return body.find(({ name }) => /^(?:password|passwd|pwd|passphrase)$/i.test(name)) ?? null
}

/** Columns that a body field may name to tell who signs in: `login` and `username_or_email` mean either. */
export function identifierColumns(entity: Entity, field: BodyField): readonly Field[] {
  const named = columnNamed(entity, field.name)
  if (named !== null) return [named]
  const words = wordsOf(field.name)
  const all = entity.fields.filter(isIdentifier)
  const meant = all.filter((column) => words.some((word) => keyOf(column.name).includes(word)))
  if (meant.length > 0) return meant
  return /^(?:login|identifier|username|user)$/i.test(field.name) ? all : []
}

/**
 * The entity whose rows are the accounts that an operation makes or signs in to: it has what the body names beside
 * the password. Of several, the one that the path or the answer speaks of, then one with a column for passwords.
 */
export function accountEntity(candidate: Candidate): Entity | null {
  const { draft, operation, entity, path } = candidate
  const others = operation.body.filter(({ name }) => !isPassword(name))
  const fitting = draft.entities.filter(
    (one) =>
      !one.managedElsewhere &&
      (passwordColumn(one) !== null || ofPeople(one)) &&
      others.some((field) => identifierColumns(one, field).length > 0),
  )
  const literals = new Set(path.items.map(({ literal }) => singular(literal.toLowerCase())))
  const rate = (one: Entity): number =>
    (one === entity ? 8 : 0) +
    (wordsOf(one.name).some((word) => literals.has(word)) ? 4 : 0) +
    (passwordColumn(one) === null ? 0 : 2) +
    (ofPeople(one) ? 1 : 0)
  return fitting.toSorted((left, right) => rate(right) - rate(left))[0] ?? null
}

/** The accounts that an operation signs in to, or why they are not known. */
export function accountsOf(candidate: Candidate): Built<Accounts> {
  const entity = accountEntity(candidate)
  if (entity === null)
    return unbuilt('no document describes where its accounts are kept, with what people sign in by')
  return accountsIn(entity)
}

/** An entity as a table of accounts; its password column must be known. */
export function accountsIn(entity: Entity): Built<Accounts> {
  const password = passwordColumn(entity)
  if (password === null) return unbuilt(`${entity.name} has no column for a password`)
  const active = entity.fields.find(
    ({ name, type }) => type === 'boolean' && /^(?:is_?)?(?:active|enabled)$/i.test(name),
  )
  return built({ entity, key: keyName(entity), password: password.name, active: active ?? null })
}
