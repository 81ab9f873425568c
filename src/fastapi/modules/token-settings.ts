import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import { list } from '../../python/nodes/collection.js'
import { docstring, returns, when, type Statement } from '../../python/nodes/statement.js'
import { hasCallers, type Backend } from '../backend.js'

/** What a setting of tokens is for. */
export type TokenRole = 'secret' | 'rotation' | 'keys' | 'audience' | 'issuer'

/** A setting of tokens, before its attribute is named. */
interface TokenSetting {
  readonly role: TokenRole
  readonly variable: string
  readonly description: string
  /** Whether no token can be verified without it. */
  readonly needed: boolean
}

const ROLES: ReadonlySet<string> = new Set<TokenRole>(['secret', 'rotation', 'keys', 'audience', 'issuer'])

/** Whether a setting is one of tokens. */
export function isTokenRole(role: string): role is TokenRole {
  return ROLES.has(role)
}

/**
 * How a backend can tell a true token: by a secret of its own, where it issues the tokens itself; by what its settings
 * say, where somebody else issues them with a secret; by published keys alone, where the specification has them
 * signed by an algorithm with two keys (RFC 7518, section 3.1; RFC 8037); by sessions that another system keeps in the
 * same database, whose cookies it signs.
 */
export type TokenTrust = 'own-secret' | 'settings' | 'published-keys' | 'sessions'

/** How the backend of a design can tell a true token. */
export function tokenTrust(backend: Backend): TokenTrust {
  const { issuedHere, algorithm, lookup = null } = backend.design.auth
  if (lookup !== null) return 'sessions'
  if (issuedHere) return 'own-secret'
  return algorithm.startsWith('HS') ? 'settings' : 'published-keys'
}

/** The settings of tokens, in the order of `.env.example`; none for a backend without callers. */
export function tokenSettings(backend: Backend): readonly TokenSetting[] {
  if (!hasCallers(backend)) return []
  const { auth } = backend.design
  const trust = tokenTrust(backend)
  const secret = auth.secretEnv ?? 'JWT_SECRET'
  const betterAuth = secret.startsWith('BETTER_AUTH_')
  const keys = named(backend, /JWKS/, betterAuth ? 'BETTER_AUTH_JWKS_URL' : 'JWKS_URL')
  const own: TokenSetting = {
    role: 'secret',
    variable: secret,
    description:
      'Secret that tokens are signed with: at least 32 random characters, the same as at their issuer.',
    needed: true,
  }
  if (trust === 'own-secret') return [own]
  const address = `Address of the issuer's public keys${betterAuth ? ': https://HOST/api/auth/jwks' : ''}.`
  const secrets: readonly TokenSetting[] = [
    own,
    {
      role: 'rotation',
      variable: `${secret}S`,
      description: `While the secret is changed: all that count, as 2:NEW,1:OLD. Replaces ${secret}.`,
      needed: false,
    },
  ]
  if (trust === 'sessions') return secrets
  return [
    ...(trust === 'settings' ? secrets : []),
    {
      role: 'keys',
      variable: keys,
      description:
        trust === 'settings'
          ? `${address} With it, only tokens signed by EdDSA, ES256 or RS256 count.`
          : address,
      needed: trust === 'published-keys',
    },
    {
      role: 'audience',
      variable: named(backend, /(?:^|_)AUD(?:IENCE)?$/, 'JWT_AUDIENCE'),
      description: 'Audience that tokens must be for (`aud`); not checked when empty.',
      needed: false,
    },
    {
      role: 'issuer',
      variable: named(backend, /(?:^|_)ISS(?:UER)?$/, 'JWT_ISSUER'),
      description: 'Issuer that tokens must be from (`iss`); not checked when empty.',
      needed: false,
    },
  ]
}

/** The variable as the documents name it, else as given. */
function named(backend: Backend, pattern: RegExp, otherwise: string): string {
  const names = backend.design.service.settings.map((setting) => setting.name)
  return names.find((each) => pattern.test(each) && !/^(?:NEXT_)?PUBLIC_|^VITE_/.test(each)) ?? otherwise
}

/** The declaration of a setting of tokens in the class `Settings`. */
export function tokenDeclaration(backend: Backend, role: TokenRole, declared: Expression): Statement {
  const trust = tokenTrust(backend)
  switch (role) {
    case 'secret':
      return trust === 'own-secret'
        ? python`
            from pydantic import Field, SecretStr

            ${declared}: SecretStr = Field(default=SecretStr(""), validate_default=True)
          `
        : python`
            from pydantic import SecretStr

            ${declared}: SecretStr = SecretStr("")
          `
    case 'rotation':
      return python`
        from pydantic import SecretStr

        ${declared}: SecretStr = SecretStr("")
      `
    case 'keys':
      return trust === 'published-keys'
        ? python`
            from pydantic import Field

            ${declared}: str = Field(default="", pattern="^https?://.", validate_default=True)
          `
        : python`
            from pydantic import Field

            ${declared}: str = Field(default="", pattern="^(https?://.+)?$")
          `
    case 'audience':
    case 'issuer':
      return python`${declared}: str = ""`
  }
}

interface Named {
  readonly role: string
  readonly variable: string
  readonly attribute: string
}

/** The members of the class `Settings` that refuse guessable secrets (AUTH-6) and say which secrets count. */
export function tokenMembers(settings: readonly Named[]): readonly Statement[] {
  const secret = settings.find(({ role }) => role === 'secret')
  const rotation = settings.find(({ role }) => role === 'rotation')
  const keys = settings.find(({ role }) => role === 'keys')
  if (secret === undefined) return []
  if (rotation === undefined) return [ownSecretCheck(secret)]
  const self = (setting: Named): Expression => attribute(name('self'), setting.attribute)
  return [
    python`
      @property
      def token_secrets(self) -> list[str]:
          ${[docstring(keys === undefined ? 'Secrets that a token may be signed with.' : 'Secrets that a token may be signed with; none when keys are published.')]}
          ${keys === undefined ? [] : [when(self(keys), [returns(list([]))])]}
          rotation = ${self(rotation)}.get_secret_value()
          if not rotation:
              return [${self(secret)}.get_secret_value()]
          return [entry.partition(":")[2].strip() for entry in rotation.split(",")]
    `,
    python`
      from typing import Self
      from pydantic import model_validator

      @model_validator(mode="after")
      def refuse_guessable_secrets(self) -> Self:
          """Refuse a secret with which anybody could sign tokens."""
          for secret in self.token_secrets:
              if not secret.strip() or secret.lower() in KNOWN_SECRETS:
                  raise ValueError(${string(`${secret.variable} must be a secret of your own, at least 32 random characters`)})
              if len(secret) < 32:
                  logger.warning(${string(`${secret.variable} is shorter than 32 characters`)})
          return self
    `,
  ]
}

function ownSecretCheck(secret: Named): Statement {
  return python`
    from pydantic import SecretStr, field_validator

    @field_validator(${string(secret.attribute)})
    @classmethod
    def refuse_guessable_secret(cls, secret: SecretStr) -> SecretStr:
        """Refuse a secret with which anybody could sign tokens."""
        value = secret.get_secret_value()
        if not value.strip() or value.lower() in KNOWN_SECRETS:
            raise ValueError("must be a secret of your own, at least 32 random characters")
        if len(value) < 32:
            logger.warning(${string(`${secret.variable} is shorter than 32 characters`)})
        return secret
  `
}
