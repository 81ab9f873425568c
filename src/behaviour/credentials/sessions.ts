import type { Answers } from '../../design/answers.js'
import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { SessionStore } from '../../design/session-store.js'
import { freeRules } from '../../design/value-rules.js'
import { candidateOf, type Candidate } from '../candidate.js'
import { primaryKey } from '../column.js'
import { keyOf, pluralSnakeCase, snakeCase, wordsOf } from '../naming.js'
import { recognise } from '../recognisers.js'
import { derivedColumn } from '../../design/derived-column.js'
import { derived } from '../origins.js'
import { lifetimeOf } from './lifetime.js'
import { tableKey } from './owners.js'
import { revokesAccess } from './revocation.js'
import { tokensShown } from './shown.js'

/** The table of sign-ins where no document describes one. */
const OWN = 'LoginSession'

/** What the operations of a service ask of its sign-ins. */
interface Wanted {
  /** Some operation shows or takes a token that refreshes. */
  readonly renewed: boolean
  /** Access tokens stop working when somebody logs out. */
  readonly checked: boolean
  readonly lifetime: number
}

function wantedOf(draft: Draft, answers: Answers): Wanted | null {
  const candidates = draft.operations.map((operation) => candidateOf(draft, operation, answers))
  const doing = (behaviour: string): readonly Candidate[] =>
    candidates.filter((candidate) => recognise(candidate).behaviour === behaviour)
  const signing = [...doing('login'), ...doing('register')]
  const renewed = doing('refresh').length > 0 || signing.some((one) => tokensShown(one).has('refresh'))
  const checked = doing('logout').some(revokesAccess)
  const [first] = signing
  if (first === undefined || (!renewed && !checked)) return null
  return { renewed, checked, lifetime: lifetimeOf(first, renewed ? 'refresh' : 'access').seconds }
}

/**
 * The draft with a table of sign-ins, where tokens are to be refreshed or to stop working: the one that the documents
 * describe if it can hold what is needed, else one of its own. A token is a secret beside the key of its row; only
 * its hash is stored.
 *
 * @param accounts the table that people sign in to
 */
export function withSessions(draft: Draft, accounts: Entity, answers: Answers): Draft {
  const wanted = wantedOf(draft, answers)
  const key = primaryKey(accounts)
  if (wanted === null || key === null) return draft
  const documented = draft.entities.find((entity) => storeIn(entity, accounts) !== null)
  const entity = documented ?? ownTable(draft, accounts, key)
  const store = storeIn(entity, accounts)
  if (store === null) return draft
  const { lifetime, checked } = wanted
  const settled = asHash(entity, store.hash)
  return {
    ...draft,
    auth: { ...draft.auth, sessions: { ...store, lifetime, checked } },
    entities:
      documented === undefined
        ? [...draft.entities, settled]
        : draft.entities.map((one) => (one === documented ? settled : one)),
  }
}

/** The columns of an entity that hold what a session needs; null where one is missing, or nobody could fill another. */
function storeIn(entity: Entity, accounts: Entity): Omit<SessionStore, 'lifetime' | 'checked'> | null {
  if (entity.managedElsewhere || entity.name === accounts.name) return null
  if (!wordsOf(entity.name).some((word) => /^(?:sessions?|tokens?)$/.test(word))) return null
  if (
    wordsOf(entity.name).some((word) => /^(?:reset|verification|verify|confirmation|invite|api)$/.test(word))
  )
    return null
  const key = primaryKey(entity)
  const named = (...names: readonly string[]): Field | undefined =>
    entity.fields.find((field) => names.includes(keyOf(field.name)))
  const refers = new Set([accounts.name, accounts.table ?? accounts.name].map(tableKey))
  const account =
    entity.fields.find(
      ({ references }) => references !== null && refers.has(tableKey(references.split(/[.(]/)[0] ?? '')),
    ) ?? named(keyOf(`${accounts.name}_id`), 'userid')
  const hash = named('tokenhash', 'hashedtoken', 'refreshtokenhash', 'refreshtoken', 'token')
  const expires = named('expiresat', 'expireson', 'expires', 'expiry', 'expirydate')
  if (
    key?.type !== 'uuid' ||
    account === undefined ||
    hash?.type !== 'string' ||
    expires?.type !== 'datetime'
  )
    return null
  if (hash.maxLength !== null && hash.maxLength < HASH_LENGTH) return null
  const given = new Set([key.name, account.name, hash.name, expires.name])
  const others = entity.fields.filter(({ name }) => !given.has(name))
  // A mark of what is over would have to be kept beside the rows that are gone.
  if (others.some(({ name }) => /revoked|used|ended|active|valid/i.test(name))) return null
  if (others.some((field) => !field.nullable && field.default === null && field.generated === null))
    return null
  return {
    entity: entity.name,
    accounts: accounts.name,
    key: key.name,
    account: account.name,
    hash: hash.name,
    expires: expires.name,
  }
}

/** The hexadecimal digits of a SHA-256 hash. */
const HASH_LENGTH = 64

const WHY = 'sign-ins that can be renewed or ended have to be kept somewhere'

function asHash(entity: Entity, hash: string): Entity {
  const fields = entity.fields.map((field) =>
    field.name === hash
      ? {
          ...field,
          ...freeRules('string'),
          maxLength: HASH_LENGTH,
          origins: {
            ...field.origins,
            type: [{ kind: 'derived' as const, why: 'only the hash of a token is stored', from: [] }],
          },
        }
      : field,
  )
  return { ...entity, fields }
}

/** `login_sessions`: a key that nobody can guess, whose it is, the hash of the latest token, and the end. */
function ownTable({ entities }: Draft, accounts: Entity, key: Field): Entity {
  const taken = new Set(entities.map(({ name }) => name))
  const name = [OWN, `${accounts.name}${OWN}`].find((one) => !taken.has(one)) ?? `Own${OWN}`
  const target = accounts.table ?? pluralSnakeCase(accounts.name)
  return {
    name,
    table: pluralSnakeCase(name),
    description: 'Sign-ins that last, with the hash of the token that renews each',
    managedElsewhere: false,
    owner: null,
    fields: [
      derivedColumn('id', 'uuid', WHY, { primaryKey: true, generated: 'uuid' }),
      derivedColumn(`${snakeCase(accounts.name)}_id`, key.type, WHY, {
        maxLength: key.maxLength,
        references: `${target}.${key.name}`,
        onDelete: 'cascade',
        index: true,
      }),
      derivedColumn('token_hash', 'string', WHY, { maxLength: HASH_LENGTH }),
      derivedColumn('expires_at', 'datetime', WHY),
    ],
    indexes: [],
    origins: { exists: derived(WHY) },
  }
}
