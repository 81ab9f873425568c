import type { FileRules } from '../../design/file-rules.js'
import type { Failure } from '../../design/step.js'
import { boundRow } from '../execution.js'
import { fileTypeOf } from '../file-type.js'
import type { KeptFile } from '../kept-files.js'
import { refused, type Refusal } from '../refusal.js'
import { storedMoment } from '../clock.js'
import type { Stored } from '../stored.js'
import { changeRow } from './change-row.js'
import { stepRunner } from './step-runner.js'

/** Files are checked before any is kept; then the row names their addresses, and not those that it named before. */
export const store = stepRunner('store', (step, execution) => {
  const { rules, many, appends, field, touches } = step
  const files = execution.input.files?.get(step.file) ?? []
  const { row, entity } = boundRow(execution, step.row)
  const before = row.values.get(field) ?? null
  const held = Array.isArray(before) ? before : []
  if (many && files.length > rules.maxFiles) return refuse(rules.tooMany)
  if (appends && rules.room !== null && held.length + files.length > rules.room)
    return refused(rules.tooMany.status, `At most ${rules.room} ${field} in all`)
  const kept: (KeptFile & { readonly ending: string })[] = []
  for (const content of files) {
    const file = checked(content, rules)
    if ('detail' in file) return file
    kept.push(file)
  }
  const addresses = kept.map(({ ending, ...file }) =>
    execution.files.keep(`${execution.surroundings.uuid().replaceAll('-', '')}${ending}`, file),
  )
  const now = storedMoment(execution.surroundings.now())
  const value: Stored = appends ? [...held, ...addresses] : (addresses[0] ?? null)
  changeRow(execution, step.row, new Map([[field, value], ...touches.map((each) => [each, now] as const)]))
  if (!appends && execution.fileColumns.get(entity)?.has(field) === true) execution.files.discard(before)
  return null
})

function checked(content: Uint8Array, rules: FileRules): (KeptFile & { readonly ending: string }) | Refusal {
  if (content.length > rules.maxBytes) return refuse(rules.tooLarge)
  const found = fileTypeOf(content, rules.types)
  return found === null ? refuse(rules.wrongType) : { ...found, content }
}

function refuse({ status, message }: Failure): Refusal {
  return refused(status, message)
}
