import { storedOf } from '../../../design/aspect.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { python } from '../../../python/nodes/quotation.js'
import { own } from '../../backend.js'
import type { StorageRole } from '../../modules/storage-settings.js'
import { settingWith } from '../../modules/settings.js'
import { fileColumns } from '../../steps/discard.js'
import { attributeOf } from '../../table.js'
import { arrange } from '../arrangement.js'
import { assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** A removed row takes its files along. */
export function discarded(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  const remove = stepsOf(operation, 'remove').find(({ soft }) => soft === null)
  const table = remove === undefined ? null : tableOfRow(scope, remove.row)
  const column = table === null ? undefined : fileColumns(backend, table.entity.name)[0]
  if (remove === undefined || table === null || column === undefined) return []
  const settings = call(own(backend, 'settings', 'get_settings'))
  const setting = (role: StorageRole): Expression =>
    attribute(settings, settingWith(backend, role)?.attribute ?? role)
  const value = column.many ? list([name('address')]) : name('address')
  const arrangement = arrange(scope, {
    values: new Map([[remove.row, [keyword(attributeOf(table, column.field), value)]]]),
  })
  return [
    testCase({
      name: `${operation.name}_removes_the_files`,
      shows: 'With a row its files are gone',
      fixtures: [clientOf(scope), ...arrangement.fixtures],
      body: [
        python`
          from pathlib import Path
          from uuid import uuid4

          file = Path(${setting('uploads')}) / f"{uuid4().hex}.png"
          address = f"{${setting('files')}}/{file.name}"
          file.parent.mkdir(parents=True, exist_ok=True)
          file.write_bytes(b"content")
        `,
        ...arrangement.statements,
        respond(send(scope, clientOf(scope), { path: arrangement.path })),
        assertStatus(operation.success),
        python`assert not file.exists()`,
      ],
      operation: operation.id,
      proves: [storedOf(operation)],
      origins: originsOf(operation, 'success', 'exists'),
    }),
  ]
}
