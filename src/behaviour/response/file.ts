import type { Entity } from '../../design/entity.js'
import type { FileBody, FileColumn } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { pluralSnakeCase } from '../naming.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'
import { wholeView } from './view.js'

/** The query parameter that chooses the form of a file. */
export function formatParameter({ operation }: Candidate): string | null {
  return operation.query.find(({ name }) => /^(?:format|type|file_?type|as)$/i.test(name))?.name ?? null
}

/** The file in which rows are answered: its form, its columns and its name. */
export function fileBody(candidate: Candidate, entity: Entity): Built<FileBody> {
  const { operation } = candidate
  const choice = formatParameter(candidate)
  const parameter = operation.query.find(({ name }) => name === choice)
  const offered = parameter?.enum ?? null
  if (parameter !== undefined && (offered === null || !offered.every((word) => /^(?:csv|json)$/i.test(word))))
    return unbuilt(`the parameter "${parameter.name}" asks for forms of files that cannot be built`)
  const format = offered === null ? formOf(candidate) : 'csv'
  if (format === null)
    return unbuilt('no document asks for a file in CSV or JSON, the forms that can be built')
  const named = operation.facts.fileColumns ?? []
  const columns: FileColumn[] = []
  for (const title of named) {
    const column = columnNamed(entity, title)
    if (column === null) return unbuilt(`the column "${title}" of the file is no column of ${entity.name}`)
    columns.push({ title, column: column.name })
  }
  const whole = wholeView(entity).flatMap((field) =>
    field.kind === 'column' ? [{ title: field.name, column: field.column }] : [],
  )
  return built({
    kind: 'file',
    format,
    choice: offered === null ? null : choice,
    columns: columns.length > 0 ? columns : whole,
    name: pluralSnakeCase(entity.name),
  })
}

/** The form that the media type, the path or the words tell. */
function formOf({ operation, word, text }: Candidate): FileBody['format'] | null {
  const shape = operation.responseShape
  const type = shape?.kind === 'file' ? shape.mediaType : ''
  if (/pdf|spreadsheet|excel|zip/.test(type) || /^(?:pdf|xlsx)$/.test(word)) return null
  if (/csv/.test(type) || word === 'csv') return 'csv'
  if (/json/.test(type)) return 'json'
  const said = `${text} ${operation.description ?? ''}`
  if (/\bcsv\b/i.test(said)) return 'csv'
  return /\bjson\b/i.test(said) ? 'json' : null
}
