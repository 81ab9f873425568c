import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { inServiceOf } from '../in-service.js'
import { SEQUENCE_COUNTER } from '../sequence-counter.js'

/**
 * Statements of the module that gives out numbers. One statement makes or advances the counter: callers that come
 * at the same time wait for each other's commit, and a number that is rolled back is given out again (DB-5).
 */
export function sequencesModule(backend: Backend): readonly Statement[] {
  const counter = own(backend, 'models', SEQUENCE_COUNTER)
  return [
    inServiceOf(
      backend,
      python`
        from sqlalchemy.dialects import postgresql, sqlite
        from sqlmodel import col
        from sqlmodel.ext.asyncio.session import AsyncSession

        async def next_in_sequence(session: AsyncSession, prefix: str, digits: int) -> str:
            """Return the prefix with its next number; no two transactions get the same one."""
            on_postgres = session.get_bind().dialect.name == "postgresql"
            insert = postgresql.insert if on_postgres else sqlite.insert
            advance = (
                insert(${counter})
                .values(prefix=prefix, last_number=1)
                .on_conflict_do_update(
                    index_elements=["prefix"],
                    set_={"last_number": col(${counter}.last_number) + 1},
                )
                .returning(col(${counter}.last_number))
            )
            result = await session.exec(advance)
            return f"{prefix}{result.scalar_one():0{digits}}"
      `,
    ),
  ]
}
