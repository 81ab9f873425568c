import type { SessionLookup } from '../../design/session-lookup.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import { boolean, string } from '../../python/nodes/literal.js'
import { name, symbol } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import type { Expression } from '../../python/nodes/expression.js'
import { annotate, type Statement } from '../../python/nodes/statement.js'

/** The class of the sessions that another system keeps. */
export const AUTH_SESSION = 'AuthSession'

/**
 * Statements of the module that maps the table of sessions. It has a registry of its own, so that no migration touches
 * the table of another system.
 */
export function authSessionsModule({ table, columns }: SessionLookup): readonly Statement[] {
  return [
    python`
      from datetime import UTC, datetime
      from typing import Any
      from sqlalchemy import DateTime, Dialect, Text
      from sqlalchemy.types import TypeDecorator, TypeEngine

      class StoredMoment(TypeDecorator[datetime]):
          """A moment as the adapters of Better Auth store it: in SQLite as text or in milliseconds."""

          impl = DateTime
          cache_ok = True

          def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
              """Take from SQLite what it holds, whatever that is."""
              plain = Text() if dialect.name == "sqlite" else DateTime(timezone=True)
              return dialect.type_descriptor(plain)

          def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
              """Give SQLite a text."""
              return value.isoformat() if value and dialect.name == "sqlite" else value

          def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
              """Return the moment in UTC."""
              if isinstance(value, int):
                  return datetime.fromtimestamp(value / 1000, UTC)
              moment = datetime.fromisoformat(value) if isinstance(value, str) else value
              return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    `,
    python`
      from typing import Any, ClassVar
      from sqlalchemy.orm import registry
      from sqlmodel import SQLModel

      class BetterAuthTable(SQLModel, registry=registry()):
          """A table of Better Auth, which the migrations of this service leave alone."""


      class AuthSession(BetterAuthTable, table=True):
          """Somebody who is signed in, as far as this service needs to know."""

          __tablename__: ClassVar[Any] = ${string(table)}

          ${[
            annotate('token', name('str'), key(columns.token)),
            annotate('user_id', name('str'), field(columns.user, symbol('sqlalchemy', 'String'))),
            annotate(
              'expires_at',
              symbol('datetime', 'datetime'),
              field(columns.expires, name('StoredMoment')),
            ),
          ]}
    `,
  ]
}

function key(column: string): Expression {
  const isKey = keyword('primary_key', boolean(true))
  return column === 'token'
    ? call(symbol('sqlmodel', 'Field'), isKey)
    : mapped(column, symbol('sqlalchemy', 'String'), isKey)
}

function field(column: string, type: Expression): Expression {
  return mapped(column, type, keyword('nullable', boolean(false)))
}

function mapped(column: string, type: Expression, setting: Keyword): Expression {
  const stored = call(symbol('sqlalchemy', 'Column'), string(column), type, setting)
  return call(symbol('sqlmodel', 'Field'), keyword('sa_column', stored))
}
