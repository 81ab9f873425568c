import { lockoutOf, withLock } from './lockout.js'
import type { Answers } from '../../design/answers.js'
import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { AccountKind } from '../../design/service.js'
import { freeRules } from '../../design/value-rules.js'
import { derivedColumn } from '../../design/derived-column.js'
import { derived, standard } from '../origins.js'
import { candidateOf } from '../candidate.js'
import { recognise } from '../recognisers.js'
import { accountEntity, identifierColumns } from './accounts.js'
import { ALONE, isPathName, sharedNamesId } from './shared-names.js'
import { kindsOf } from './kinds.js'
import { withOwners } from './owners.js'
import { tokensShown } from './shown.js'
import { withMailTokens } from './mail-tokens.js'
import { withSessions } from './sessions.js'
import { passwordHashOf } from './password-hash.js'
import { isHashColumn, isPassword, passwordColumn } from './password.js'

/**
 * The draft with its accounts as they must be stored where this backend signs people in: a column for the hash of the
 * password, and one account for each name by which people sign in. Without operations that do so, nothing changes.
 */
export function withAccounts(draft: Draft, answers: Answers): Draft {
  const found = new Map<string, Set<string>>()
  const kinds = new Set<Entity>()
  let signsIn = false
  for (const operation of draft.operations) {
    const candidate = candidateOf(draft, operation, answers)
    const { behaviour } = recognise(candidate)
    if (behaviour !== 'login' && behaviour !== 'register') continue
    signsIn = true
    const entity = accountEntity(candidate)
    if (entity === null) continue
    const names = found.get(entity.name) ?? new Set<string>()
    found.set(entity.name, names)
    if (tokensShown(candidate).size > 0) kinds.add(entity)
    if (behaviour !== 'login') continue
    for (const field of operation.body)
      if (!isPassword(field.name))
        for (const column of identifierColumns(entity, field)) names.add(column.name)
  }
  if (!signsIn) return draft
  const locked = lockoutOf(draft) !== null
  const elsewhere = draft.auth.origins['issuedHere'] !== undefined && !draft.auth.issuedHere
  const owned = withOwners(draft, new Set([...kinds].map(({ name }) => name)))
  const signing: Draft = {
    ...owned,
    ...(elsewhere ? {} : issuing(draft, kindsOf([...kinds]))),
    entities: owned.entities.map((entity) => {
      const identifiers = found.get(entity.name)
      if (identifiers === undefined) return entity
      const names = entity.fields.filter((field) => isPathName(draft, field)).map(({ name }) => name)
      const shared = answers.get(sharedNamesId(entity)) === 'login-only' ? [] : names
      const accounts = asAccounts(entity, new Set([...identifiers, ...shared]))
      return locked ? withLock(accounts) : accounts
    }),
  }
  const hash = passwordHashOf(draft, answers)
  const hashing =
    hash === 'argon2id' ? signing : { ...signing, auth: { ...signing.auth, passwordHash: hash } }
  const [only, ...others] = signing.entities.filter(({ name }) => found.has(name))
  return only === undefined || others.length > 0 || elsewhere
    ? hashing
    : withSessions(withMailTokens(hashing, only, answers), only, answers)
}

/** The name of the backend's own secret where no document gives one. */
const SECRET = 'JWT_SECRET'

/** Whoever issues tokens has a secret to sign them with. */
function issuing({ auth, service }: Draft, kinds: readonly AccountKind[]): Pick<Draft, 'auth' | 'service'> {
  const here = { ...auth, issuedHere: true, ...(kinds.length === 0 ? {} : { kinds }) }
  const assumed =
    auth.origins['secretEnv']?.every(({ kind }) => kind === 'standard') ?? auth.secretEnv === null
  if (!assumed) return { auth: here, service }
  const settings = service.settings.filter(({ name }) => name !== auth.secretEnv && name !== SECRET)
  const known = service.settings.find(({ name }) => name === SECRET)
  const secret = known ?? {
    name: SECRET,
    example: null,
    description: null,
    origins: { exists: standard('AUTH-1') },
  }
  return {
    auth: { ...here, secretEnv: SECRET },
    service: { ...service, settings: [...settings, secret] },
  }
}

function asAccounts(entity: Entity, identifiers: ReadonlySet<string>): Entity {
  const password = passwordColumn(entity)
  const fields = entity.fields.map((field) => {
    if (field === password) return hashColumn(field)
    return identifiers.has(field.name) ? alone(field) : field
  })
  return { ...entity, fields: password === null ? [...fields, NEW_HASH] : fields }
}

/** The rules of a password are those of the request; what is stored is its hash. */
function hashColumn(field: Field): Field {
  const roomy = field.maxLength === null || field.maxLength >= LONGEST_HASH
  return {
    ...field,
    ...freeRules('string'),
    nullable: isHashColumn(field.name) && field.nullable,
    maxLength: roomy && isHashColumn(field.name) ? field.maxLength : null,
    default: null,
    generated: null,
    origins: { ...field.origins, type: derived('passwords are stored as salted hashes') },
  }
}

/** An Argon2id hash has 97 characters with the parameters that pwdlib recommends. */
const LONGEST_HASH = 128

/** Who signs in by a name must be the only one who has it. */
function alone(field: Field): Field {
  if (field.unique || field.primaryKey) return field
  return { ...field, unique: true, origins: { ...field.origins, unique: derived(ALONE) } }
}

const NEW_HASH = derivedColumn(
  'password_hash',
  'string',
  'people sign in with a password, and only its hash is stored',
)
