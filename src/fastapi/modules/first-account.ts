import type { FirstAccount } from '../../design/design.js'
import { call, keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { traced, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type Backend } from '../backend.js'
import { nounOf } from '../description.js'
import { attributeOf, rowName } from '../table.js'
import { settingsOf } from './settings.js'

/** The attribute of the setting that fills a column of the first account. */
function settingOf(backend: Backend, variable: string): Expression {
  const found = settingsOf(backend).find((setting) => setting.variable === variable)
  return attribute(name('settings'), found?.attribute ?? variable.toLowerCase())
}

/** Statements of the module that makes the first account; called at the start of the service. */
export function firstAccountModule(backend: Backend, account: FirstAccount): readonly Statement[] {
  const { asynchronous } = backend
  const table = tableNamed(backend, account.entity)
  const model = own(backend, 'models', table.className)
  const password = account.values.find(({ hashed }) => hashed)
  const created = call(
    model,
    ...account.values.map(({ field, variable, hashed }) =>
      keyword(
        attributeOf(table, field),
        hashed ? call(own(backend, 'auth', 'hash_password'), name('password')) : settingOf(backend, variable),
      ),
    ),
  )
  const asyncAware = (value: Expression): Expression => (asynchronous ? awaited(value) : value)
  const exec = call(
    attribute(name('session'), 'exec'),
    call(attribute(call(symbol('sqlmodel', 'select'), model), 'limit'), { kind: 'number', value: 1 }),
  )
  const opened = call(
    call(
      symbol('contextlib', asynchronous ? 'asynccontextmanager' : 'contextmanager'),
      own(backend, 'database', backend.design.service.layout.symbols.getSession),
    ),
  )
  const secret = settingOf(backend, password?.variable ?? '')
  return [
    traced(
      {
        kind: 'function',
        name: 'create_first_account',
        asynchronous,
        decorators: [],
        parameters: [],
        returns: { kind: 'none' },
        body: [
          {
            kind: 'docstring',
            text: `Make the first ${nounOf(account.entity)} from the environment, unless there is one.`,
          },
          python`
            settings = ${own(backend, 'settings', 'get_settings')}()
            password = ${secret}.get_secret_value()
            if not password:
                return
          `,
          {
            kind: 'with',
            asynchronous,
            items: [{ value: opened, as: 'session' }],
            body: [
              python`
                from contextlib import suppress
                from sqlalchemy.exc import IntegrityError

                if ${call(attribute(asyncAware(exec), 'first'))} is not None:
                    return
                ${name(rowName(table))} = ${created}
                session.add(${name(rowName(table))})
                # Another process may have been faster.
                with suppress(IntegrityError):
                    ${[{ kind: 'expression', value: asyncAware(call(attribute(name('session'), 'commit'))) }]}
              `,
            ],
          },
        ],
      },
      account.origins['exists'] ?? [],
      'the first account, which no operation makes',
    ),
  ]
}
