import type { Step } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { list, set, tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { assign, expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import type { Failure } from '../../design/step.js'
import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { statusName } from '../status.js'
import { attributeOf } from '../table.js'
import { assignField } from './assignment.js'
import { discard, fileColumns } from './discard.js'
import { refuse, sessionCall } from './session.js'

type Store = Extract<Step, { readonly kind: 'store' }>

/** Files are checked, kept, and named by the row in one go: what fails later removes them again. */
export function emitStore(step: Store, handler: Handler): readonly Statement[] {
  const { backend } = handler
  const { local, table } = rowOf(handler, step.row)
  const column = attribute(name(local), attributeOf(table, step.field))
  const files = name(fileParameter(step))
  const replaces =
    !step.appends && fileColumns(backend, table.entity.name).some(({ field }) => field === step.field)
  const { maxFiles, room, tooMany } = step.rules
  const rules = handler.constant(
    'FILE_RULES',
    assign(
      name('_'),
      call(
        own(backend, 'storage', 'FileRules'),
        keyword('types', call(name('frozenset'), set(step.rules.types.map(string)))),
        keyword('max_bytes', number(step.rules.maxBytes)),
        keyword('wrong_type', answer(step.rules.wrongType)),
        keyword('too_large', answer(step.rules.tooLarge)),
      ),
    ),
  )
  const read = call(own(backend, 'storage', 'read_uploads'), step.many ? files : list([files]), name(rules))
  const count = call(name('len'), files)
  const addresses = name('addresses')
  const addAll: Expression = {
    kind: 'list',
    items: [
      { kind: 'starred', value: column },
      { kind: 'starred', value: addresses },
    ],
  }
  const changed: readonly Statement[] = [
    assign(column, step.appends ? addAll : { kind: 'subscript', value: addresses, indexes: [number(0)] }),
    ...step.touches.map((field) =>
      assignField(handler, step.row, { field, value: { kind: 'now' }, whenBody: null }),
    ),
    expression(sessionCall(handler, 'commit')),
  ]
  const held = binary(call(name('len'), column), '+', step.many ? count : number(1))
  return [
    ...(step.many ? [when(compare(count, '>', number(maxFiles)), [refuse(handler, tooMany)])] : []),
    ...(room === null || !step.appends
      ? []
      : [
          when(compare(held, '>', number(room)), [
            refuse(handler, { status: tooMany.status, message: `At most ${room} ${step.field} in all` }),
          ]),
        ]),
    traced(
      assign(name('uploads'), backend.asynchronous ? awaited(read) : read),
      step.origins,
      'checks the files',
    ),
    // What the row names until now is another file's address, or none.
    ...(replaces ? [assign(name('replaced'), column)] : []),
    traced(
      {
        kind: 'with',
        asynchronous: backend.asynchronous,
        items: [
          {
            value: call(own(backend, 'storage', 'kept_files'), name('storage'), name('uploads')),
            as: 'addresses',
          },
        ],
        body: changed,
      },
      step.origins,
      'keeps the files',
    ),
    ...(replaces ? [discard(handler, list([name('replaced')]))] : []),
  ]
}

/** The parameter of a handler that holds the files. */
export function fileParameter({ file, many }: Store): string {
  return many ? 'files' : file === 'file' ? 'file' : 'upload'
}

/** `Annotated[list[UploadFile], File(alias="images")]`. */
export function fileAnnotation(step: Store): Expression {
  const upload = symbol('fastapi', 'UploadFile')
  const type: Expression = step.many ? { kind: 'subscript', value: name('list'), indexes: [upload] } : upload
  const alias = fileParameter(step) === step.file ? [] : [keyword('alias', string(step.file))]
  return {
    kind: 'subscript',
    value: symbol('typing', 'Annotated'),
    indexes: [
      type,
      call(symbol('fastapi', 'File'), ...alias, ...(step.many ? [keyword('min_length', number(1))] : [])),
    ],
  }
}

function answer({ status, message }: Failure): Expression {
  return tuple([statusName(status), string(message)])
}
