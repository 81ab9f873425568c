import { errorOf, responseOf, storedOf, successOf } from '../../../design/aspect.js'
import type { Aspect } from '../../../design/trace.js'
import type { FileType } from '../../../design/file-rules.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { binary } from '../../../python/nodes/operator.js'
import { number, string } from '../../../python/nodes/literal.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { list, tuple } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { python } from '../../../python/nodes/quotation.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { fileColumns } from '../../steps/discard.js'
import { attributeOf } from '../../table.js'
import { arrange } from '../arrangement.js'
import { assertEqual, assertMessage, assertStatus, clientOf, respond, type Client } from '../request.js'
import { errorOfCause, originsOf, stepsOf, tableOfRow, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Beginnings of files in Python. */
const CONTENTS: { readonly [T in FileType]: string } = {
  'image/jpeg': 'ffd8ffe000104a464946',
  'image/png': '89504e470d0a1a0a0000',
  'image/gif': '474946383961',
  'image/webp': '524946460000000057454250',
  'application/pdf': '255044462d312e37',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    '504b0304776f72642f646f63756d656e742e786d6c',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
    '504b0304786c2f776f726b626f6f6b2e786d6c',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation':
    '504b03047070742f70726573656e746174696f6e2e786d6c',
}

/** Files are kept and named by the row; what is no file of the right kind is not. */
export function uploaded(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const [store] = stepsOf(operation, 'store')
  const type = store?.rules.types[0]
  if (store === undefined || type === undefined) return []
  const table = tableOfRow(scope, store.row)
  const arrangement = arrange(scope)
  const row = arrangement.rows.get(store.row)
  if (table === null || row === undefined) return []
  const content = call(attribute(name('bytes'), 'fromhex'), string(CONTENTS[type]))
  const column = attribute(name(row), attributeOf(table, store.field))
  const send = (client: Client, files: Expression): Statement =>
    respond(
      call(
        attribute(name(client), operation.method.toLowerCase()),
        arrangement.path,
        keyword('files', files),
      ),
    )
  const file = (bytes: Expression): Expression =>
    tuple([string(store.file), tuple([string('picture.png'), bytes, string('image/png')])])
  const refusal = (
    id: string,
    shows: string,
    files: Expression,
    failure: StepOf<'store'>['rules']['wrongType'],
  ): TestCase =>
    testCase({
      name: `${operation.name}_refuses_${id}`,
      shows,
      fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(name('before'), column),
        send(clientOf(scope), files),
        assertStatus(failure.status),
        assertMessage(scope, failure.message, failure.status),
        expression(call(attribute(name('session'), 'refresh'), name(row))),
        assertEqual(column, name('before')),
      ],
      operation: operation.id,
      proves: [errorOf(operation, failure.status, 'condition')],
      origins: originsOf(operation, `error.${failure.status}`),
    })
  const token = scope.protected ? errorOfCause(operation, 'token') : null
  const proved: readonly Aspect[] = [successOf(operation), responseOf(operation), storedOf(operation)]
  return [
    testCase({
      name: `${operation.name}_keeps_the_file`,
      shows: 'A file is kept, its address stands in the row, and it can be fetched there',
      fixtures: [clientOf(scope), 'anonymous', 'session', ...arrangement.fixtures],
      body: [
        ...arrangement.statements,
        assign(name('content'), content),
        send(clientOf(scope), list([file(name('content'))])),
        assertStatus(operation.success),
        expression(call(attribute(name('session'), 'refresh'), name(row))),
        assign(
          name('address'),
          store.appends ? { kind: 'subscript', value: column, indexes: [number(-1)] } : column,
        ),
        python`
          assert address in response.text
          assert anonymous.get(address).content == content
        `,
        ...(!fileColumns(scope.backend, table.entity.name).some(
          ({ field, many }) => field === store.field && !many,
        )
          ? []
          : [
              send(clientOf(scope), list([file(name('content'))])),
              assertStatus(operation.success),
              python`assert anonymous.get(address).status_code == 404`,
            ]),
      ],
      operation: operation.id,
      proves: proved,
      origins: originsOf(operation, 'success', 'exists'),
    }),
    refusal(
      'another_type_of_file',
      'What a file is shows in its first bytes, not in its name',
      list([file(call(attribute(name('bytes'), 'fromhex'), string('3c737667206f6e6c6f61643d313e')))]),
      store.rules.wrongType,
    ),
    refusal(
      'a_file_that_is_too_large',
      'A file past the limit is not kept',
      list([file(binary(content, '+', call(name('bytes'), number(store.rules.maxBytes))))]),
      store.rules.tooLarge,
    ),
    ...(store.many
      ? [
          refusal(
            'too_many_files',
            'More files than allowed are refused before any is kept',
            binary(list([file(content)]), '*', number(store.rules.maxFiles + 1)),
            store.rules.tooMany,
          ),
        ]
      : []),
    ...(token === null
      ? []
      : [
          testCase({
            name: `${operation.name}_needs_a_token`,
            shows: 'Files of a caller without a token are not kept',
            fixtures: ['anonymous', ...arrangement.fixtures],
            body: [
              ...arrangement.statements,
              send('anonymous', list([file(content)])),
              assertStatus(token.status),
              assertMessage(scope, token.message, token.status),
            ],
            operation: operation.id,
            proves: [errorOf(operation, token.status, 'token')],
            origins: originsOf(operation, 'error.401', 'access'),
          }),
        ]),
  ]
}
