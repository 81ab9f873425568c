import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { usedDefinitions, type OptionalDefinition } from '../definition-list.js'

/** Statements of the module that tells addresses of other pages of a list; `used` are the names that routers import. */
export function pagesModule(used: ReadonlySet<string>): readonly Statement[] {
  return usedDefinitions(DEFINITIONS, used)
}

const DEFINITIONS: readonly OptionalDefinition[] = [
  {
    name: 'page_url',
    uses: [],
    statements: [
      python`
        from fastapi import Request

        def page_url(request: Request, **position: int | str) -> str:
            """Return the address of another page, with all that this one was asked by."""
            return str(request.url.include_query_params(**position))
      `,
    ],
  },
  {
    name: 'page_path',
    uses: [],
    statements: [
      python`
        from fastapi import Request

        def page_path(request: Request, **position: int | str) -> str:
            """Return the path of another page, with all that this one was asked by."""
            address = request.url.include_query_params(**position)
            return f"{address.path}?{address.query}" if address.query else address.path
      `,
    ],
  },
]
