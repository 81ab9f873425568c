import { name } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import type { Arrangement } from './arrangement.js'
import { clientOf, send } from './request.js'
import type { Scope } from './scope.js'

/** Ten equal requests at the same time after what the test arranges; none of them may fail. */
export function tenAtOnce(scope: Scope, arrangement: Arrangement): readonly Statement[] {
  return [
    ...arrangement.statements,
    assign(name('path'), arrangement.path),
    python`
      import asyncio
      from httpx import ASGITransport, AsyncClient

      async def attempt() -> list[int]:
          transport = ASGITransport(${own(scope.backend, 'main', 'app')}, raise_app_exceptions=False)
          headers = dict(${name(clientOf(scope))}.headers)
          async with AsyncClient(transport=transport, base_url="http://test", headers=headers) as many:
              responses = await asyncio.gather(*(${send(scope, 'many', { path: name('path') })} for _ in range(10)))
          return [response.status_code for response in responses]
    `,
    { kind: 'blank' },
    { kind: 'blank' },
    python`
      assert max(asyncio.run(attempt())) < 500
    `,
  ]
}
