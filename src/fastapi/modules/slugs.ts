import { call } from '../../python/nodes/call.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, union } from '../../python/nodes/operator.js'
import { none, number } from '../../python/nodes/literal.js'
import type { Expression } from '../../python/nodes/expression.js'
import { python } from '../../python/nodes/quotation.js'
import { expression, type Statement } from '../../python/nodes/statement.js'
import type { Backend } from '../backend.js'
import { sessionType } from '../session-type.js'

/** A hyphen and eight random characters, which tell equal slugs apart. */
const ENDING = 9

/** What the narrowest column of a slug has room for, beside a random ending. */
function longestSlug(backend: Backend): number {
  const widths = backend.operations.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      step.kind === 'insert' || step.kind === 'assign'
        ? step.values.flatMap(({ value }) => (value.kind === 'slug' ? [value] : []))
        : [],
    ),
  )
  const columns = widths.flatMap(({ entity, field }) =>
    [...backend.tables.values()]
      .filter((table) => table.entity.name === entity)
      .flatMap((table) => table.entity.fields.filter(({ name: column }) => column === field)),
  )
  const room = columns.map(({ maxLength }) => (maxLength ?? 120) - ENDING)
  return Math.max(1, Math.min(100, ...room))
}

/** Statements of the module of slugs. */
export function slugsModule(backend: Backend): readonly Statement[] {
  const session = sessionType(backend)
  const executed = (statement: string): Expression => {
    const made = call(attribute(name('session'), 'exec'), name(statement))
    return backend.asynchronous ? awaited(made) : made
  }
  const taken = call(attribute(executed('statement'), 'first'))
  const waiting = [expression(executed('lock'))]
  return [
    python`
      LONGEST_SLUG = ${number(longestSlug(backend))}
    `,
    python`
      import re
      import unicodedata

      def slugify(text: str) -> str:
          """Return the words of a text in lower case, joined by hyphens."""
          words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())
          return "-".join(words)[:LONGEST_SLUG].rstrip("-")
    `,
    {
      kind: 'function',
      name: 'free_slug',
      asynchronous: backend.asynchronous,
      decorators: [],
      parameters: [
        { name: 'session', annotation: session, default: null },
        { name: 'column', annotation: symbol('typing', 'Any'), default: null },
        { name: 'text', annotation: name('str'), default: null },
        {
          name: 'reserved',
          annotation: {
            kind: 'subscript',
            value: symbol('collections.abc', 'Set'),
            indexes: [name('str')],
          },
          default: call(name('frozenset')),
          form: 'keywordOnly',
        },
        { name: 'current', annotation: union(name('str'), none), default: none },
      ],
      returns: name('str'),
      body: [
        python`
          import secrets
          from sqlmodel import func, select

          """Return a slug that no row has: with a random ending where the plain one is taken."""
          slug = slugify(text)
          if slug and slug == current:
              return slug
          # Requests for one slug wait for each other: SQLite locks all of itself for the row below.
          if session.get_bind().dialect.name == "postgresql":
              lock = select(func.pg_advisory_xact_lock(func.hashtext(slug)))
              ${waiting}
          statement = select(column).where(column == slug).with_for_update()
          if slug and slug not in reserved and ${taken} is None:
              return slug
          return f"{slug}-{secrets.token_hex(4)}".lstrip("-")
        `,
      ],
    },
  ]
}
