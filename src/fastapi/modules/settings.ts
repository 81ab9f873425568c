import { annotate, docstring, type Statement } from '../../python/nodes/statement.js'
import { classDefinition } from '../../python/nodes/definition.js'
import { identifier, RESERVED_FIELDS } from '../../python/identifier.js'
import { list } from '../../python/nodes/collection.js'
import { name } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import { number, string } from '../../python/nodes/literal.js'
import type { Backend } from '../backend.js'
import { storageSettings, type StorageRole } from './storage-settings.js'
import {
  isTokenRole,
  tokenDeclaration,
  tokenMembers,
  tokenSettings,
  type TokenRole,
} from './token-settings.js'

/** The secret that Better Auth falls back to, which anybody can look up, and other favourites. */
const KNOWN_SECRETS = python`
  KNOWN_SECRETS = frozenset(
      {"better-auth-secret-12345678901234567890", "changeme", "change-me", "secret"}
  )
  """Secrets that anybody can look up, such as the one Better Auth falls back to."""
`

/** What sending mail needs to know. */
type MailRole = 'mail-host' | 'mail-port' | 'mail-user' | 'mail-password' | 'mail-from'

/** A setting that the backend reads. */
export interface BackendSetting {
  /** Name of the environment variable. */
  readonly variable: string
  /** Name of the attribute. */
  readonly attribute: string
  readonly role:
    | TokenRole
    | 'database'
    | 'origins'
    | 'first-account'
    | 'first-password'
    | StorageRole
    | MailRole
  readonly description: string
  /** Value in `.env.example`. */
  readonly example: string
  /** Whether a service wants it filled in; the others are for those who need them. */
  readonly needed: boolean
}

/** The settings that the backend reads, in the order of `.env.example`. */
export function settingsOf(backend: Backend): readonly BackendSetting[] {
  const { service } = backend.design
  const origins = originsVariable(backend)
  const setting = (role: BackendSetting['role'], variable: string, description: string, example: string) => ({
    role,
    variable,
    attribute: identifier(variable.toLowerCase(), new Set(), RESERVED_FIELDS),
    description,
    example,
    needed: true,
  })
  return [
    ...tokenSettings(backend).map((each) => ({
      ...setting(each.role, each.variable, each.description, ''),
      needed: each.needed,
    })),
    setting(
      'database',
      'DATABASE_URL',
      'SQLite for local work; PostgreSQL as postgresql://USER:PASSWORD@HOST/NAME?sslmode=require',
      databaseUrl(backend),
    ),
    ...storageSettings(backend).map(({ role, variable, description, example, needed }) => ({
      ...setting(role, variable, description, example),
      needed,
    })),
    ...mailSettings(backend).map(([role, variable, description, example]) => ({
      ...setting(role, variable, description, example),
      needed: false,
    })),
    ...(origins === null
      ? []
      : [
          setting(
            'origins',
            origins,
            'Origins of the frontend, separated by commas.',
            service.corsOrigins.join(','),
          ),
        ]),
    ...(backend.firstAccount?.values ?? []).map(({ variable, fallback, hashed }) =>
      setting(
        hashed ? 'first-password' : 'first-account',
        variable,
        hashed
          ? 'Password of the account that is made at the first start; without it none is made.'
          : 'The account that is made at the first start.',
        fallback ?? '',
      ),
    ),
  ]
}

/** The settings of outgoing mail, where any is sent. */
function mailSettings({ operations }: Backend): readonly (readonly [MailRole, string, string, string])[] {
  if (!operations.some(({ steps }) => steps.some(({ kind }) => kind === 'mail'))) return []
  return [
    ['mail-host', 'SMTP_HOST', 'Server that sends mail; without one, mail is printed and not sent.', ''],
    ['mail-port', 'SMTP_PORT', 'Its port.', '587'],
    ['mail-user', 'SMTP_USERNAME', 'Name to sign in with; without one, nobody signs in.', ''],
    ['mail-password', 'SMTP_PASSWORD', 'Password to sign in with.', ''],
    ['mail-from', 'MAIL_FROM', 'Sender of mail.', 'no-reply@example.com'],
  ]
}

/** Where rows are kept when nothing else is configured: the SQLite file that the documents show, else `app.db`. */
function databaseUrl(backend: Backend): string {
  const shown = backend.design.service.settings.find(({ name: variable }) => variable === 'DATABASE_URL')
  const file = SQLITE_FILE.exec(shown?.example ?? '')?.[1] ?? 'app.db'
  return `sqlite:///./${file}`
}

const SQLITE_FILE = /^sqlite(?:\+aiosqlite)?:\/\/\/(?:\.\/)?([A-Za-z0-9_][\w-]{0,40}\.(?:db|sqlite3?))$/

/** The environment variable of allowed origins; null when the specification speaks of none. */
function originsVariable(backend: Backend): string | null {
  const { settings, corsOrigins } = backend.design.service
  const named = settings.find(({ name: variable }) => /CORS|ALLOWED_ORIGINS/.test(variable))
  return named?.name ?? (corsOrigins.length > 0 ? 'CORS_ORIGINS' : null)
}

/** The setting with a role, when the backend has it. */
export function settingWith(backend: Backend, role: BackendSetting['role']): BackendSetting | null {
  return settingsOf(backend).find((setting) => setting.role === role) ?? null
}

/** Statements of the settings module. */
export function settingsModule(backend: Backend): readonly Statement[] {
  const settings = settingsOf(backend)
  const secret = settings.find(({ role }) => role === 'secret')
  const origins = settings.find(({ role }) => role === 'origins')
  return [
    ...(secret === undefined
      ? []
      : [
          python`
            import logging

            logger = logging.getLogger(__name__)
          `,
          KNOWN_SECRETS,
        ]),
    classDefinition('Settings', {
      bases: [{ kind: 'symbol', module: 'pydantic_settings', name: 'BaseSettings' }],
      body: [
        docstring('Environment variables of the service; `.env.example` lists them.'),
        python`
          from pydantic_settings import SettingsConfigDict

          model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)
        `,
        { kind: 'blank' },
        ...settings.map((setting) => declaration(setting, backend)),
        ...tokenMembers(settings),
        ...(origins === undefined ? [] : [originChecks(origins)]),
      ],
    }),
    python`
      from functools import lru_cache

      @lru_cache
      def get_settings() -> Settings:
          """Return the settings, read once per process."""
          return Settings()
    `,
  ]
}

function declaration(setting: BackendSetting, backend: Backend): Statement {
  const attribute = name(setting.attribute)
  if (isTokenRole(setting.role)) return tokenDeclaration(backend, setting.role, attribute)
  switch (setting.role) {
    case 'mail-password':
    case 'first-password':
    case 'bucket-secret':
      return python`
        from pydantic import SecretStr

        ${attribute}: SecretStr = SecretStr("")
      `
    case 'mail-port':
      return annotate(setting.attribute, name('int'), number(Number(setting.example)))
    case 'mail-host':
    case 'mail-user':
    case 'mail-from':
    case 'first-account':
    case 'uploads':
    case 'files':
    case 'bucket':
    case 'bucket-endpoint':
    case 'bucket-region':
    case 'bucket-key':
    case 'database':
      return annotate(setting.attribute, name('str'), string(setting.example))
    case 'origins':
      return python`
        from typing import Annotated
        from pydantic_settings import NoDecode

        ${attribute}: Annotated[list[str], NoDecode] = ${list(backend.design.service.corsOrigins.map(string))}
      `
  }
}

function originChecks(setting: BackendSetting): Statement {
  const attribute = string(setting.attribute)
  return python`
    from pydantic import field_validator

    @field_validator(${attribute}, mode="before")
    @classmethod
    def split_origins(cls, value: object) -> object:
        """Accept origins as one comma-separated text."""
        if isinstance(value, str):
            return [origin.strip() for origin in value.split(",") if origin.strip()]
        return value

    @field_validator(${attribute})
    @classmethod
    def refuse_any_origin(cls, origins: list[str]) -> list[str]:
        """Refuse \`*\`: with credentials it would let every site act for the user."""
        if "*" in origins:
            raise ValueError("must list the allowed origins one by one")
        return origins
  `
}
