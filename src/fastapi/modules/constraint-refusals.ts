import { python } from '../../python/nodes/quotation.js'
import type { OptionalDefinition } from '../definition-list.js'

/** What tells a refusal of the database as the answer that an operation has for it. */
export const CONSTRAINT_REFUSALS: readonly OptionalDefinition[] = [
  {
    name: 'is_duplicate',
    uses: [],
    statements: [
      python`
        from sqlalchemy.exc import IntegrityError

        def is_duplicate(error: IntegrityError) -> bool:
            """Tell a unique constraint from others (PostgreSQL's SQLSTATE, SQLite's name)."""
            codes = (getattr(error.orig, name, None) for name in ("sqlstate", "sqlite_errorname"))
            return any(
                code in {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}
                for code in codes
            )
      `,
    ],
  },
  {
    name: 'duplicate_refused',
    uses: ['is_duplicate'],
    statements: [
      python`
        from collections.abc import Iterator
        from contextlib import contextmanager
        from fastapi import HTTPException
        from sqlalchemy.exc import IntegrityError

        @contextmanager
        def duplicate_refused(status_code: int, detail: str) -> Iterator[None]:
            """Answer as given when a unique constraint refuses what is written inside."""
            try:
                yield
            except IntegrityError as error:
                if is_duplicate(error):
                    raise HTTPException(status_code, detail) from None
                raise
      `,
    ],
  },
  // SQLite does RESTRICT by a trigger of its own.
  {
    name: 'reference_refused',
    uses: [],
    statements: [
      python`
      from collections.abc import Iterator
      from contextlib import contextmanager
      from fastapi import HTTPException
      from sqlalchemy.exc import IntegrityError

      @contextmanager
      def reference_refused(status_code: int, detail: str) -> Iterator[None]:
          """Answer as given when rows refer to one that is removed inside."""
          try:
              yield
          except IntegrityError as error:
              codes = (getattr(error.orig, name, None) for name in ("sqlstate", "sqlite_errorname"))
              if any(
                  code in {"23503", "23001", "SQLITE_CONSTRAINT_FOREIGNKEY", "SQLITE_CONSTRAINT_TRIGGER"}
                  for code in codes
              ):
                  raise HTTPException(status_code, detail) from None
              raise
    `,
    ],
  },
]
