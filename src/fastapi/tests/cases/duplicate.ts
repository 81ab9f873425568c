import { errorOf, uniqueOf } from '../../../design/aspect.js'
import type { Entity } from '../../../design/entity.js'
import type { Failure } from '../../../design/step.js'
import type { Aspect } from '../../../design/trace.js'
import { name } from '../../../python/nodes/name.js'
import { number } from '../../../python/nodes/literal.js'
import { list } from '../../../python/nodes/collection.js'
import { binary } from '../../../python/nodes/operator.js'
import { python } from '../../../python/nodes/quotation.js'
import { assign } from '../../../python/nodes/statement.js'
import { own, tableNamed } from '../../backend.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf } from '../content.js'
import { assertMessage, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** The same unique value twice: one after the other, and ten at once. */
export function duplicate(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const insert = stepsOf(operation, 'insert').at(-1)
  if (insert === undefined || insert.duplicate === null) return []
  const { entity } = tableNamed(backend, insert.entity)
  return onlyOne(scope, insert.duplicate, {
    name: 'refuses_a_duplicate',
    shows: 'A value that must be unique is refused the second time',
    proves: [errorOf(operation, insert.duplicate.status, 'duplicate'), ...uniquesOf(entity, insert)],
  })
}

/** The same request twice, of which the second is refused, and ten at once, of which one wins. */
export function onlyOne(
  scope: Scope,
  { status, message }: Failure,
  about: {
    readonly name: string
    readonly shows: string
    readonly proves: readonly Aspect[]
    /** Which body is sent. */
    readonly extent?: 'full' | 'least'
  },
): readonly TestCase[] {
  const { backend, operation } = scope
  const extent = about.extent ?? 'full'
  const arrangement = arrange(scope, { extent })
  const content = contentOf(scope, arrangement, extent)
  if (content === null) return []
  const request = send(scope, clientOf(scope), { path: name('path'), body: name('content') })
  const common = {
    fixtures: [clientOf(scope), ...arrangement.fixtures],
    operation: operation.id,
    proves: about.proves,
    origins: originsOf(operation, `error.${status}`),
  }
  const given = [
    ...arrangement.statements,
    assign(name('path'), arrangement.path),
    assign(name('content'), bodyExpression(scope, content)),
  ]
  return [
    testCase({
      ...common,
      name: `${operation.name}_${about.name}`,
      shows: about.shows,
      body: [
        ...given,
        respond(request),
        assertStatus(operation.success),
        respond(request),
        assertStatus(status),
        assertMessage(scope, message, status),
      ],
    }),
    testCase({
      ...common,
      name: `${operation.name}_lets_one_of_ten_win`,
      shows: 'Of ten equal requests at once, one succeeds and nine are refused',
      body: [
        ...given,
        python`
          import asyncio
          from httpx import ASGITransport, AsyncClient

          async def attempt() -> list[int]:
              transport = ASGITransport(${own(backend, 'main', 'app')}, raise_app_exceptions=False)
              headers = dict(${name(clientOf(scope))}.headers)
              async with AsyncClient(transport=transport, base_url="http://test", headers=headers) as many:
                  responses = await asyncio.gather(*(${send(scope, 'many', { path: name('path'), body: name('content') })} for _ in range(10)))
              return sorted(response.status_code for response in responses)
        `,
        { kind: 'blank' },
        { kind: 'blank' },
        python`
          assert asyncio.run(attempt()) == ${binary(
            list([number(Math.min(operation.success, status))]),
            '+',
            binary(list([number(Math.max(operation.success, status))]), '*', number(9)),
          )}
        `,
      ],
    }),
  ]
}

function uniquesOf(entity: Entity, insert: StepOf<'insert'>): readonly Aspect[] {
  const sent = new Set(insert.values.filter(({ value }) => value.kind === 'body').map(({ field }) => field))
  return [
    ...entity.fields
      .filter((field) => field.unique && sent.has(field.name))
      .map((field) => uniqueOf(entity.name, [field.name])),
    ...entity.indexes
      .filter((index) => index.unique && index.fields.some((field) => sent.has(field)))
      .map((index) => uniqueOf(entity.name, index.fields)),
  ]
}
