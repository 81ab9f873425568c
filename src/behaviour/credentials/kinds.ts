import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { AccountKind } from '../../design/service.js'
import { waysOf } from '../../design/ownership-ways.js'
import type { Ownership, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { keyOf, singular, wordsOf } from '../naming.js'
import { questionId } from '../question.js'
import type { Built } from '../steps/guard.js'
import { tableKey } from './owners.js'
import { isPassword, passwordColumn } from './password.js'
import { rolesOf } from './roles.js'
import { referenceParts } from '../../design/reference-parts.js'

/** The claim that tells the kinds of accounts apart where no document names one. */
export const KIND_CLAIM = 'role'

/** Words that say nothing about which accounts are meant. */
const PLAIN: ReadonlySet<string> = new Set(['user', 'account', 'auth', 'api'])

/** The kinds of accounts of entities that people sign in to: none where there is only one. */
export function kindsOf(entities: readonly Entity[]): readonly AccountKind[] {
  if (entities.length < 2) return []
  return entities.map(({ name }) => {
    const words = wordsOf(name).filter((word) => !PLAIN.has(word))
    return { entity: name, role: words.length === 0 ? 'user' : words.join('-') }
  })
}

/** Why nobody can sign in to several tables of accounts; null when their keys have one type, as ids of callers do. */
export function mixedKeys({ auth, entities }: Pick<Draft, 'auth' | 'entities'>): string | null {
  const kinds = auth.kinds ?? []
  const types = new Set(
    entities
      .filter(({ name }) => kinds.some((kind) => kind.entity === name))
      .flatMap(({ fields }) => fields.filter(({ primaryKey }) => primaryKey).map(({ type }) => type)),
  )
  if (types.size < 2) return null
  return `the keys of ${kinds.map(({ entity }) => entity).join(' and ')} have different types, and tokens can name only one`
}

/** The id of the question whose tokens an operation accepts. */
export function callerKindQuestion({ operation }: Pick<Candidate, 'operation'>): string {
  return questionId(operation, 'callers')
}

/** The kinds of accounts that a word names: `admin`, `customers`, `customer_id`. */
function named(kinds: readonly AccountKind[], text: string): readonly AccountKind[] {
  const words = new Set([keyOf(singular(text.toLowerCase())), ...wordsOf(text).map(singular)])
  return kinds.filter(({ role }) => words.has(keyOf(role)) || role.split('-').some((word) => words.has(word)))
}

function kindOfColumn(
  kinds: readonly AccountKind[],
  entities: readonly Entity[],
  entity: Entity,
  column: string,
): AccountKind | null {
  const field = entity.fields.find(({ name }) => name === column)
  if (field === undefined) return null
  if (field.primaryKey) return kinds.find((kind) => kind.entity === entity.name) ?? null
  const table = tableKey(referenceParts(field.references ?? '').table)
  const target = entities.find(({ name, table: own }) => [name, own ?? name].map(tableKey).includes(table))
  if (target !== undefined) return kinds.find((kind) => kind.entity === target.name) ?? null
  const [only, ...more] = field.references === null ? named(kinds, column) : []
  return only !== undefined && more.length === 0 ? only : null
}

/**
 * The kinds of accounts whose tokens an operation accepts: those that its role, its path or the owner of its rows
 * names. Null where the service has one kind. Nothing is guessed: of two tables, one row of each has the same number.
 */
export function callerKinds(candidate: Candidate): Built<readonly AccountKind[] | null> {
  const { operation, draft, entity, path, answers } = candidate
  const kinds = draft.auth.kinds ?? []
  if (kinds.length === 0) return { ok: true, value: null }
  const found = (value: readonly AccountKind[]): Built<readonly AccountKind[]> => ({ ok: true, value })
  const unknown = (why: string): Built<never> => ({ ok: false, why })
  if (operation.access === 'optional')
    return unknown('whom a token may name where none is needed differs between kinds of accounts')
  const roles = rolesOf(operation.access)
  if (roles.length > 0) {
    const each = roles.map((role) => named(kinds, role))
    return each.every(({ length }) => length === 1)
      ? found(each.flat())
      : unknown(`no kind of accounts is called "${roles.join('" or "')}"`)
  }
  const answer = answers.get(callerKindQuestion(candidate))
  if (answer === 'any') return found(kinds)
  const decided = kinds.find(({ role }) => role === answer)
  if (decided !== undefined) return found([decided])
  const words = [
    ...(path.owner === null ? [] : [path.owner]),
    ...path.items.slice(0, -1).flatMap(({ literal, parameter }) => (parameter === null ? [literal] : [])),
  ]
  const said = words.map((word) => named(kinds, word)).find(({ length }) => length === 1)
  if (said !== undefined) return found(said)
  if (entity?.owner !== null && entity !== null) {
    const owner = kindOfColumn(kinds, draft.entities, entity, entity.owner)
    if (owner !== null) return found([owner])
  }
  return unknown(
    `people sign in to ${kinds.map((kind) => kind.entity).join(' and ')}, and nothing says whose tokens it accepts`,
  )
}

/** Whether the rows of an entity belong to accounts of another kind than those who call. */
export function isOwnedByOthers(candidate: Candidate, entity: Entity): boolean {
  const kinds = candidate.draft.auth.kinds ?? []
  if (kinds.length === 0 || entity.owner === null) return false
  const owner = kindOfColumn(kinds, candidate.draft.entities, entity, entity.owner)
  const callers = callerKinds(candidate)
  return owner !== null && callers.ok && callers.value?.includes(owner) === false
}

/** The table of the callers, where their kind is known; else what the operation speaks of. */
export function callerEntity(candidate: Candidate): Entity | null {
  const callers = callerKinds(candidate)
  const [kind, ...more] = (callers.ok ? callers.value : null) ?? []
  if (kind === undefined || more.length > 0) return candidate.entity ?? onlyAccounts(candidate)
  return candidate.draft.entities.find(({ name }) => name === kind.entity) ?? null
}

/** The one table with passwords, where people sign in to this service; null where there are several or nobody does. */
function onlyAccounts({ draft }: Candidate): Entity | null {
  const signsIn = draft.operations.some(
    (operation) =>
      operation.method === 'POST' &&
      operation.body.some(({ name }) => isPassword(name)) &&
      /(?:log-?in|sign-?in|sessions?|token)$/i.test(operation.path),
  )
  const [only, ...others] = draft.entities.filter(
    (entity) => !entity.managedElsewhere && passwordColumn(entity) !== null,
  )
  return signsIn && others.length === 0 ? (only ?? null) : null
}

/**
 * Why the steps of an operation would take the id of one kind of accounts for that of another (CWE-863); null when
 * they do not.
 */
export function mistakenCaller(candidate: Candidate, steps: readonly Step[]): string | null {
  const { auth, entities } = candidate.draft
  const kinds = auth.kinds ?? []
  if (kinds.length === 0) return null
  const callers = callerKinds(candidate)
  const accepted = (callers.ok ? callers.value : null) ?? []
  for (const { entity: name, field } of steps.flatMap((step) => ties(step, candidate.path.owner))) {
    const entity = entities.find((one) => one.name === name)
    const kind = entity === undefined ? null : kindOfColumn(kinds, entities, entity, field)
    if (kind === null) return `nothing says whose id ${name}.${field} holds`
    if (accepted.length !== 1 || accepted[0] !== kind)
      return `${name}.${field} holds the id of a ${kind.entity}, and others may call`
  }
  return steps.some((step) => step.kind !== 'find' && step.kind !== 'select' && showsExists(step))
    ? 'what it shows depends on the kind of who calls'
    : null
}

function showsExists(step: Step): boolean {
  return step.kind === 'aggregate' && JSON.stringify(step.measures).includes('"caller"')
}

/** Columns that a step compares with the caller's id, or sets to it. */
function ties(
  step: Step,
  owner: string | null,
): readonly { readonly entity: string; readonly field: string }[] {
  const isCaller = (value: { readonly kind: string; readonly name?: string }): boolean =>
    value.kind === 'caller' || (value.kind === 'path' && value.name === owner)
  const of = (
    entity: string,
    pairs: readonly { readonly field: string; readonly value: { readonly kind: string } }[],
  ): readonly { readonly entity: string; readonly field: string }[] =>
    pairs.filter(({ value }) => isCaller(value)).map(({ field }) => ({ entity, field }))
  const whose = ({ owner: held, entity }: { owner: Ownership | null; entity: string }) =>
    held === null || !isCaller(held.value)
      ? []
      : waysOf(held).map(({ field, through }) => ({ entity: through?.at(-1)?.entity ?? entity, field }))
  switch (step.kind) {
    case 'find':
      return [...of(step.entity, [step.key, ...(step.also ?? [])]), ...whose(step)]
    case 'select':
      return [
        ...whose(step),
        ...step.filters.flatMap((filter) => of(filter.through.at(-1)?.entity ?? step.entity, [filter])),
      ]
    case 'insert':
    case 'link':
    case 'unlink':
      return of(step.entity, step.values)
    default:
      return []
  }
}
