import { successOf } from '../../../design/aspect.js'
import type { FirstAccount } from '../../../design/design.js'
import { bodyFieldIn } from '../../../design/expression.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { python } from '../../../python/nodes/quotation.js'
import type { Statement } from '../../../python/nodes/statement.js'
import { own, tableNamed, type Backend } from '../../backend.js'
import { settingsOf } from '../../modules/settings.js'
import { wrapped } from '../content.js'
import { scopeOf, stepsOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** The first account is made once, and its owner can sign in. */
export function foundedAccount(backend: Backend, account: FirstAccount): readonly TestCase[] {
  const operation = backend.operations.find((one) =>
    stepsOf(one, 'verify').some(({ entity, keys }) => entity === account.entity && keys.length > 0),
  )
  if (operation === undefined) return []
  const [verify] = stepsOf(operation, 'verify')
  const sent = (
    field: string | null,
    column: string | undefined,
  ): readonly (readonly [Expression, Expression])[] => {
    const variable = account.values.find((value) => value.field === column)?.variable
    const setting = settingsOf(backend).find((each) => each.variable === variable)
    if (field === null || setting === undefined) return []
    const read = attribute(call(own(backend, 'settings', 'get_settings')), setting.attribute)
    return [
      [string(field), setting.role === 'first-password' ? call(attribute(read, 'get_secret_value')) : read],
    ]
  }
  if (verify === undefined) return []
  const table = tableNamed(backend, account.entity)
  const create = own(backend, 'firstAccount', 'create_first_account')
  const twice: Statement = backend.asynchronous
    ? python`
        import asyncio

        asyncio.run(${create}())
        asyncio.run(${create}())
      `
    : python`
        ${create}()
        ${create}()
      `
  const content = dictionary([
    ...sent(bodyFieldIn(verify.value), verify.keys[0]),
    ...sent(bodyFieldIn(verify.password), verify.hash),
  ])
  const { operation: scoped } = scopeOf(backend, operation)
  const signIn = call(
    attribute(name('anonymous'), 'post'),
    string(scoped.path),
    keyword(scoped.form === true ? 'data' : 'json', wrapped(scoped.bodyKey, content)),
  )
  return [
    testCase({
      name: 'the_first_account_can_sign_in',
      shows: 'The account from the environment is made once, and can sign in',
      fixtures: ['anonymous', 'session'],
      body: [
        twice,
        python`
          from sqlmodel import select

          assert len(session.exec(select(${own(backend, 'models', table.className)})).all()) == 1
          response = ${signIn}
          assert response.status_code == ${{ kind: 'number', value: scoped.success }}
        `,
      ],
      operation: scoped.id,
      proves: [successOf(scoped)],
      origins: account.origins['exists'] ?? [],
    }),
  ]
}

/** The password of the first account, which the environment of the tests must hold. */
export function firstPassword(backend: Backend): Statement | null {
  const setting = settingsOf(backend).find(({ role }) => role === 'first-password')
  return setting === undefined
    ? null
    : python`
        import os
        import secrets

        os.environ[${string(setting.variable)}] = secrets.token_urlsafe(16)
      `
}
