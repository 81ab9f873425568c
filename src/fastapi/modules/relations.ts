import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import type { Backend } from '../backend.js'
import { inServiceOf } from '../in-service.js'
import { namedRowSetters } from './named-rows.js'
import { rowTiers } from './tied-rows.js'

/** Statements of the module of relations; `used` are the names that routers import. */
export function relationsModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  return [
    ...(used.has('link') ? [inServiceOf(backend, LINK)] : []),
    ...namedRowSetters(backend, used),
    ...rowTiers(backend, used),
  ]
}

const LINK = python`
  from sqlalchemy.dialects import postgresql, sqlite
  from sqlmodel import SQLModel
  from sqlmodel.ext.asyncio.session import AsyncSession

  async def link(session: AsyncSession, row: SQLModel) -> bool:
      """Store a row unless it is there; return whether it is new.

      One statement does both, so that of requests at the same time none fails.
      """
      insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
      statement = insert(type(row)).values(row.model_dump(exclude_unset=True)).on_conflict_do_nothing()
      result = await session.exec(statement)
      return result.rowcount == 1
`
