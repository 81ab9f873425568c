import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, moduleReference, symbol } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { moduleName, own, type Backend } from '../backend.js'
import { settingWith } from '../modules/settings.js'

/** The text of `alembic.ini`; the database's address is not in it but in the settings. */
export const ALEMBIC_INI = `[alembic]
script_location = migrations
prepend_sys_path = .
`

/** The template of later revisions. */
export const REVISION_TEMPLATE = `"""\${message}

Revision ID: \${up_revision}
Revises: \${down_revision | comma,n}
Create Date: \${create_date}
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
\${imports if imports else ""}

revision = \${repr(up_revision)}
down_revision = \${repr(down_revision)}
branch_labels = \${repr(branch_labels)}
depends_on = \${repr(depends_on)}


def upgrade() -> None:
    """Apply the migration."""
    \${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take the migration back."""
    \${downgrades if downgrades else "pass"}
`

/** Statements of `migrations/env.py`. */
export function migrationEnvironment(backend: Backend): readonly Statement[] {
  const models = modelsModule(backend)
  return [
    python`
      from sqlalchemy import text

      # Workers that start together must not migrate together.
      MIGRATION_LOCK = text("SELECT pg_advisory_xact_lock(7315200)")

      assert ${models}  # importing them fills the metadata


      ${[backend.asynchronous ? asynchronously(backend) : synchronously(backend)]}
    `,
  ]
}

/** The module of tables, from its package; whole where it stands in the backend folder itself. */
function modelsModule(backend: Backend): Expression {
  const path = moduleName(backend.paths.models).split('.')
  const module = path.at(-1) ?? 'models'
  return path.length > 1 ? symbol(path.slice(0, -1).join('.'), module) : moduleReference(module)
}

function synchronously(backend: Backend): Statement {
  const engine = own(backend, 'database', backend.design.service.layout.symbols.engine)
  return python`
    from alembic import context
    from sqlmodel import SQLModel

    with ${engine}.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(MIGRATION_LOCK)
            context.run_migrations()
  `
}

function asynchronously(backend: Backend): Statement {
  const build = own(backend, 'database', 'build_engine')
  const settings = call(own(backend, 'settings', 'get_settings'))
  const url = attribute(settings, settingWith(backend, 'database')?.attribute ?? 'database_url')
  return python`
    import asyncio
    from alembic import context
    from sqlalchemy import Connection
    from sqlmodel import SQLModel

    def migrate(connection: Connection) -> None:
        """Run the migrations in one transaction."""
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(MIGRATION_LOCK)
            context.run_migrations()


    async def connect_and_migrate() -> None:
        """Run the migrations on an engine of their own, for they run in an event loop of their own."""
        engine = ${build}(${url})
        async with engine.connect() as connection:
            await connection.run_sync(migrate)
        await engine.dispose()


    asyncio.run(connect_and_migrate())
  `
}
