import { fragmentOffset } from '../../source/fragments.js'
import type { OperationFacts } from '../claim.js'
import { curlRequests } from '../notation/curl.js'
import { parseNearJson } from '../notation/near-json.js'
import { toJson } from '../notation/near-json-facts.js'
import { pathOf } from '../outline/operation-name.js'
import { unitReader } from '../outline/unit-reader.js'
import { calledOperation } from './known-operations.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'curl-example'

/**
 * Requests shown as `curl` commands:
 *
 * ````markdown
 * ```bash
 * curl -X POST http://localhost:8000/api/loans -d '{"book_id": 7}'
 * ```
 * ````
 *
 * A command that calls no declared operation makes no claim.
 */
export const curlExampleReader = unitReader(
  READER,
  'curl -X POST …/api/loans',
  (unit, { document, project }) => {
    if (unit.kind !== 'code' || !unit.fragment.text.includes('curl')) return []
    return curlRequests(unit.fragment.text).flatMap((request) => {
      const path = pathOf(request.url)
      const operation = path === null ? null : calledOperation(project, { method: request.method, path })
      if (operation === null) return []
      const body = request.body === null ? null : parseNearJson(request.body)
      const value: OperationFacts['example'] = {
        name: unit.opened === '' ? (unit.headings.at(-1) ?? null) : unit.opened,
        url: request.url,
        request: body && !body.partial ? toJson(body.value) : undefined,
        status: null,
        response: undefined,
      }
      const span = {
        source: document.source.id,
        start: fragmentOffset(unit.fragment, request.start),
        end: fragmentOffset(unit.fragment, request.end),
      }
      return claimsOfOperation(READER, operation, [{ property: 'example', value, span }])
    })
  },
)
