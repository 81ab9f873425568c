import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { usedDefinitions, type OptionalDefinition } from '../definition-list.js'

/** Statements of the module that finds runs of days; `used` are the names that routers import. */
export function streaksModule(used: ReadonlySet<string>): readonly Statement[] {
  return usedDefinitions(DEFINITIONS, used)
}

const DEFINITIONS: readonly OptionalDefinition[] = [
  {
    name: 'days_of',
    uses: [],
    statements: [
      python`
        from collections.abc import Iterable
        from datetime import UTC, date, datetime

        def days_of(moments: Iterable[datetime | None]) -> set[date]:
            """Return the days in UTC on which moments lie."""
            return {moment.astimezone(UTC).date() for moment in moments if moment is not None}
      `,
    ],
  },
  {
    name: 'longest_run',
    uses: [],
    statements: [
      python`
        from collections.abc import Iterable
        from datetime import date, timedelta

        def longest_run(days: Iterable[date | None]) -> int:
            """Return the length of the longest run of days without a gap."""
            known = {day for day in days if day is not None}
            longest = length = 0
            for day in sorted(known):
                length = length + 1 if day - timedelta(days=1) in known else 1
                longest = max(longest, length)
            return longest
      `,
    ],
  },
  {
    name: 'current_run',
    uses: [],
    statements: [
      python`
        from collections.abc import Iterable
        from datetime import UTC, date, datetime, timedelta

        def current_run(days: Iterable[date | None]) -> int:
            """Return the length of the run of days that ends today, or yesterday while today is open."""
            known = set(days)
            day = datetime.now(UTC).date()
            if day not in known:
                day -= timedelta(days=1)
            length = 0
            while day in known:
                length += 1
                day -= timedelta(days=1)
            return length
      `,
    ],
  },
]
