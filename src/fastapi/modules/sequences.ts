import { symbol } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { SEQUENCE_COUNTER } from '../sequence-counter.js'

/**
 * Statements of the module that gives out numbers. One statement makes or advances the counter: callers that come
 * at the same time wait for each other's commit, and a number that is rolled back is given out again (DB-5).
 */
export function sequencesModule(backend: Backend): readonly Statement[] {
  const counter = own(backend, 'models', SEQUENCE_COUNTER)
  if (backend.asynchronous)
    return [
      python`
        from sqlalchemy.dialects import postgresql, sqlite
        from sqlmodel import col

        async def next_in_sequence(
            session: ${symbol('sqlmodel.ext.asyncio.session', 'AsyncSession')}, prefix: str, digits: int
        ) -> str:
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
            number = (await session.exec(advance)).scalar_one()
            return f"{prefix}{number:0{digits}}"
      `,
    ]
  return [
    python`
      from sqlalchemy.dialects import postgresql, sqlite
      from sqlmodel import Session, col

      def next_in_sequence(session: Session, prefix: str, digits: int) -> str:
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
          number = session.exec(advance).scalar_one()
          return f"{prefix}{number:0{digits}}"
    `,
  ]
}
