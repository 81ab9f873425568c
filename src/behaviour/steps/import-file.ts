import type { Entity } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import type { RowFileRules } from '../../design/row-file.js'
import type { Failure } from '../../design/step.js'
import { freeRules } from '../../design/value-rules.js'
import type { Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { bytesIn } from '../file-words.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { saidOfFiles } from './said-of-files.js'
import { indispensable, mostRows, singleCreate } from './listed-rows.js'

/** Largest file where the documents name no limit. */
const DEFAULT_BYTES = 1024 * 1024

const IMPORTS = /^(?:import|imports|import-csv|csv-import|import_csv|bulk-import|batch-import|importcsv)$/

/** Whether an operation takes a file of rows: `POST /seeds/import` with a CSV file. */
export function importsFile(candidate: Candidate): boolean {
  const { operation, end, word, text, entity } = candidate
  if (operation.method !== 'POST' || entity === null || end === 'item' || end === 'action') return false
  const [only, ...more] = operation.body
  const isFile = only?.type === 'bytes' && more.length === 0
  if (!isFile && operation.body.length > 0) return false
  return (IMPORTS.test(word) || /\bimport/.test(text)) && (isFile || /\bcsv\b/.test(text))
}

/** The field of the form that holds the file; one that no document describes is called as the words call it, or `file`. */
export function importField({ operation, text }: Candidate): BodyField {
  const [only] = operation.body
  if (only !== undefined) return only
  const named = /\b(?:form )?field (?:named |called )?[`'"]?([a-z][a-z_]{0,30})\b/.exec(text)?.[1]
  return {
    ...freeRules('bytes'),
    name: named ?? 'file',
    required: true,
    column: null,
    default: null,
    generated: null,
    description: null,
    origins: operation.origins['exists'] === undefined ? {} : { exists: operation.origins['exists'] },
  }
}

/** The columns of the file: those that its words list, else all texts, numbers, days and words of a single new row. */
export function importedFields(candidate: Candidate, entity: Entity): Built<readonly BodyField[]> {
  const single = singleCreate(candidate)
  if (single === undefined)
    return unbuilt(
      `no operation makes a single ${entity.name}, and nothing else tells the columns of the file`,
    )
  const flat = single.body
    .filter(({ type }) => !['array', 'object', 'bytes'].includes(type))
    .map((field) => indispensable(candidate, field))
  const listed = titlesIn(candidate.text)
  if (listed === null) {
    const inner = single.body.find((field) => field.required && flat.every(({ name }) => name !== field.name))
    return inner === undefined
      ? built(flat)
      : unbuilt(`"${inner.name}" has an inner structure, which no cell of a file holds`)
  }
  const fields = listed.map((title) => flat.find(({ name }) => name.toLowerCase() === title) ?? null)
  const strange = listed.find((_title, index) => fields[index] === null)
  if (strange !== undefined)
    return unbuilt(`the column "${strange}" of the file is no field of a new ${entity.name}`)
  const needed = single.body.find(
    (field) => field.required && fields.every((one) => one?.name !== field.name),
  )
  if (needed !== undefined && columnNamed(entity, needed.name) !== null)
    return unbuilt(`nothing in the file gives "${needed.name}" its value`)
  return built(fields.filter((field) => field !== null))
}

/** `columns: label, kind and weight`, `header row title,author,year`. */
const TITLES =
  /\b(?:columns?|headers?|fields)(?: (?:row|line|names))?(?: (?:are|is|must be|contains?|with|holds?))?:? ?(?:the )?(?:column names:? ?)?((?:[`"']?[a-z][a-z0-9_]{0,40}[`"']?(?:, ?and |, ?| and )){1,40}[`"']?[a-z][a-z0-9_]{0,40})\b/

/** The titles of columns that words list; null where they list none. */
function titlesIn(text: string): readonly string[] | null {
  const found = TITLES.exec(text)?.[1]
  if (found === undefined) return null
  return found.split(/, ?and |, ?| and /).map((title) => title.replaceAll(/[`"']/g, ''))
}

/** What the documents say of the file: `at most 2 MB`, `at most 500 rows`, and the answers to what is no such file. */
export function rowFileRules(candidate: Candidate): RowFileRules {
  const { operation, text, draft } = candidate
  const [file = null] = operation.body
  const said = saidOfFiles(candidate, file).find(({ bytes }) => bytes !== null)
  const most = mostRows(candidate)
  const usual = draft.service.validationStatus
  const unreadable = refusal(
    candidate,
    /csv|file type|format|read|pars|malformed|encod|empty|invalid file/i,
    {
      status: usual,
      message: 'File is not a CSV file',
    },
  )
  return {
    maxBytes: bytesIn(text) ?? said?.bytes ?? DEFAULT_BYTES,
    maxRows: most,
    tooLarge: refusal(candidate, /large|size|\b[km]b\b/i, { status: 413, message: 'File is too large' }),
    tooMany: refusal(
      candidate,
      /too many|more than \d|\brows\b.{0,20}(?:limit|exceed)|exceed.{0,30}\brows\b/i,
      {
        status: usual,
        message: `At most ${String(most)} rows are allowed`,
      },
    ),
    unreadable,
    wrongColumns: {
      ...refusal(candidate, /column|header/i, unreadable),
      message: 'File has not the expected columns',
    },
    unknownColumns: operation.unknownFields,
  }
}

/** The documented refusal whose words match, else the usual one. */
function refusal({ operation }: Candidate, words: RegExp, usual: Failure): Failure {
  const fact = operation.errorFacts.find(
    ({ status, condition, message }) =>
      status >= 400 && status < 500 && words.test(`${condition ?? ''} ${message ?? ''}`),
  )
  const message = fact?.message ?? null
  return {
    status: fact?.status ?? usual.status,
    message: message === null || /[\d{}<>]/.test(message) ? usual.message : message,
  }
}
