import type { Answers } from '../../design/answers.js'
import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { MailPurpose, MailTokenStore } from '../../design/mail-token.js'
import { candidateOf } from '../candidate.js'
import { primaryKey } from '../column.js'
import { pluralSnakeCase, snakeCase, wordsOf } from '../naming.js'
import { mailedPurpose } from './mail-purpose.js'
import { derivedColumn } from '../../design/derived-column.js'
import { derived } from '../origins.js'

const OWN = 'AccountToken'

/** Answers to the question how long a token is valid that was sent by mail. */
export const MAIL_LIFETIMES: readonly (readonly [string, number, string])[] = [
  ['15-minutes', 900, 'a mail that is read a quarter of an hour later is worth nothing'],
  ['1-hour', 3600, 'whoever reads the mail within an hour can use it'],
  ['24-hours', 86_400, 'whoever reads the mail within a day can use it'],
]

/** The id of the question how long such a token is valid. */
export function mailLifetimeQuestion(purpose: MailPurpose): string {
  return purpose === 'reset' ? 'reset-token-lifetime' : 'verification-token-lifetime'
}

/** What is recommended: an hour for a password, a day for an address. */
export function recommendedMailLifetime(purpose: MailPurpose): string {
  return purpose === 'reset' ? '1-hour' : '24-hours'
}

const PURPOSE_WORDS: { readonly [P in MailPurpose]: RegExp } = {
  reset: /\breset\b/i,
  verify: /\bverif|\bconfirm/i,
}

const VALIDITY = /\b(\d{1,4}|an?|one) ?-?(minute|hour|day)s?\b/i
const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 }

/** How long a token is valid as a document says: "the reset link expires after 30 minutes"; null where none does. */
export function saidMailLifetime(
  { statements }: Pick<Draft, 'statements'>,
  purpose: MailPurpose,
): number | null {
  for (const { text } of statements) {
    if (!PURPOSE_WORDS[purpose].test(text) || !/\b(?:token|link|code|e-?mail)/i.test(text)) continue
    if (!/\b(?:expir|valid|within)/i.test(text)) continue
    const [, count = '', unit = ''] = VALIDITY.exec(text) ?? []
    const size = SECONDS[unit.toLowerCase()]
    const number = /^\d/.test(count) ? Number(count) : 1
    if (size !== undefined && number > 0 && number * size <= 2_592_000) return number * size
  }
  return null
}

function lifetimeOf(draft: Draft, answers: Answers, purpose: MailPurpose): number {
  const said = saidMailLifetime(draft, purpose)
  if (said !== null) return said
  const chosen = answers.get(mailLifetimeQuestion(purpose)) ?? recommendedMailLifetime(purpose)
  return MAIL_LIFETIMES.find(([id]) => id === chosen)?.[1] ?? 3600
}

/**
 * The draft with a table of tokens that were sent by mail, where operations verify addresses or reset passwords by
 * them. Where documents keep such tokens in tables or columns of their own, nothing is added: they are not filled yet.
 */
export function withMailTokens(draft: Draft, accounts: Entity, answers: Answers): Draft {
  const wanted = draft.operations.some(
    (operation) => mailedPurpose(candidateOf(draft, operation, answers)) !== null,
  )
  const key = primaryKey(accounts)
  if (!wanted || key === null || documentedPlace(draft, accounts) !== null) return draft
  const name = draft.entities.some((entity) => entity.name === OWN) ? `${accounts.name}MailToken` : OWN
  const account = `${snakeCase(accounts.name)}_id`
  const target = accounts.table ?? pluralSnakeCase(accounts.name)
  const entity: Entity = {
    name,
    table: pluralSnakeCase(name),
    description: 'Tokens that were sent by mail; only the hash of each is kept',
    managedElsewhere: false,
    owner: null,
    fields: [
      derivedColumn('token_hash', 'string', WHY, { primaryKey: true, maxLength: 64 }),
      derivedColumn(account, key.type, WHY, {
        maxLength: key.maxLength,
        references: `${target}.${key.name}`,
        onDelete: 'cascade',
        index: true,
      }),
      derivedColumn('purpose', 'string', WHY, { maxLength: 10 }),
      derivedColumn('expires_at', 'datetime', WHY),
    ],
    indexes: [],
    origins: { exists: derived(WHY) },
  }
  const store: MailTokenStore = {
    entity: name,
    accounts: accounts.name,
    account,
    hash: 'token_hash',
    purpose: 'purpose',
    expires: 'expires_at',
    lifetimes: {
      verify: lifetimeOf(draft, answers, 'verify'),
      reset: lifetimeOf(draft, answers, 'reset'),
    },
  }
  return {
    ...draft,
    auth: { ...draft.auth, mailTokens: store },
    entities: [...draft.entities, entity],
  }
}

const WHY = 'tokens that were sent by mail have to be known again'

/** Where documents keep such tokens themselves: a table, or a column of the accounts; null where they do not say. */
export function documentedPlace({ entities }: Pick<Draft, 'entities'>, accounts: Entity): string | null {
  const column = accounts.fields.find(({ name }) =>
    /(?:reset|verif\w{0,8}|confirm\w{0,5})_?(?:token|code|hash)/i.test(name),
  )
  if (column !== undefined) return `${accounts.name}.${column.name}`
  const table = entities.find(({ name }) => {
    const words = wordsOf(name)
    return words.includes('token') && words.some((word) => /^(?:reset|verif|confirm|otp|email)/.test(word))
  })
  return table?.name ?? null
}
