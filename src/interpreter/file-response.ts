import { csvCell, csvLine } from './csv.js'
import type { Execution } from './execution.js'
import { fileOf, formatOf } from './file.js'
import { response } from './error-response.js'
import type { HttpResponse } from './http.js'

/** The answer of an operation that answers a file; null for the others. */
export function fileResponse(execution: Execution): HttpResponse | null {
  const { operation, answer } = execution
  const { responseBody: body, success, steps } = operation
  const respond = steps?.find((step) => step.kind === 'respond')
  if (body.kind !== 'file' || respond === undefined) return null
  const format = formatOf(execution, body)
  const disposition = ['content-disposition', `attachment; filename="${body.name}.${format}"`] as const
  if (format === 'json') return response(success, answer, new Map([disposition]))
  const lines = fileOf(execution, body, respond.value).map((cells) =>
    csvLine(cells.map(({ value, column }) => csvCell(value, column))),
  )
  const text = csvLine(body.columns.map(({ title }) => csvCell(title, null))) + lines.join('')
  const headers = new Map([['content-type', 'text/csv; charset=utf-8'] as const, disposition])
  return { status: success, headers, body: undefined, text }
}
