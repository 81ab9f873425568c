import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import type { Backend } from '../backend.js'
import { ONE_AT_A_TIME } from '../steps/apart.js'
import { inServiceOf } from '../in-service.js'
import { namedRowSetters } from './named-rows.js'
import { rowTiers } from './tied-rows.js'

/** Statements of the module of relations; `used` are the names that routers import. */
export function relationsModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  return [
    ...(used.has(ONE_AT_A_TIME) ? [inServiceOf(backend, ALONE)] : []),
    ...(used.has('link') ? [inServiceOf(backend, LINK)] : []),
    ...namedRowSetters(backend, used),
    ...rowTiers(backend, used),
  ]
}

const ALONE = python`
  from sqlalchemy import func, literal
  from sqlmodel import select
  from sqlmodel.ext.asyncio.session import AsyncSession

  async def one_at_a_time(session: AsyncSession, *scope: object) -> None:
      """Let transactions about the same scope go on one after the other.

      Rows that are not there yet cannot be locked: PostgreSQL locks numbers, SQLite has one writer.
      """
      if session.get_bind().dialect.name == "postgresql":
          number = func.hashtextextended("/".join(str(part) for part in scope), 0)
          await session.exec(select(func.pg_advisory_xact_lock(number)))
      else:
          await session.exec(select(literal(1)).with_for_update())
`

const LINK = python`
  from sqlalchemy.dialects import postgresql, sqlite
  from sqlmodel import SQLModel
  from sqlmodel.ext.asyncio.session import AsyncSession

  async def link(session: AsyncSession, row: SQLModel) -> bool:
      """Store a row unless it is there; return whether it is new.

      One statement does both, so that of requests at the same time none fails.
      """
      insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
      statement = insert(type(row)).values(row.model_dump(exclude_none=True)).on_conflict_do_nothing()
      result = await session.exec(statement)
      return result.rowcount == 1
`
