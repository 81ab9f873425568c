import { join } from 'node:path'
import { isMap, isScalar, LineCounter, type Node, parseDocument, type Scalar } from 'yaml'
import { z } from 'zod'
import type { Answers } from '../design/answers.js'
import type { Question } from '../design/question.js'
import { createDiagnostic } from '../diagnostics/create.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import type { Span } from '../source/span.js'
import { type FileSystem, nodeFileSystem } from './file-system.js'
import { ANSWERS } from './places.js'
import { decodeText, plainText } from './text.js'

/** `.specwright/answers.yaml` as it was read. */
export interface AnswerFile {
  /** Its text with the offsets of all spans, without byte-order mark; empty when there is no file. */
  readonly text: string
  readonly answers: Answers
  /** Questions whose answer nobody took: `--yes` took the recommendation. */
  readonly assumed: ReadonlySet<string>
  /** Where each answer stands. */
  readonly spans: ReadonlyMap<string, Span>
  /** Problems; an entry with a problem is not among the answers. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The largest file of answers that is read, in bytes. */
const LIMIT = 1_000_000

/** The shape of an entry in its long form. A scalar is checked by its source, so that `404` is `"404"`. */
const entrySchema = z.strictObject({
  answer: z.string({ error: 'it has no `answer`' }).min(1, 'the option is empty'),
  assumed: z.boolean({ error: '`assumed` is neither true nor false' }).optional(),
})

/**
 * Reads the answers of a project.
 *
 * @throws ExpectedFailure `answers-invalid` when the file is no text, or larger than any person writes
 */
export async function readAnswers(project: string, files: FileSystem = nodeFileSystem): Promise<AnswerFile> {
  const bytes = await files.read(join(project, ANSWERS))
  if (bytes === null) return parseAnswers('')
  const text = bytes.length > LIMIT ? null : decodeText(bytes)
  if (text === null) {
    throw new ExpectedFailure('answers-invalid', `${ANSWERS} is larger than 1 MB, or no text in UTF-8.`)
  }
  return parseAnswers(text)
}

/**
 * Reads the text of `answers.yaml`. An entry is `QUESTION: OPTION`, or a map with `answer` and `assumed`.
 *
 * @returns the answers that can be read, and a diagnostic with its place for each that cannot
 */
export function parseAnswers(written: string): AnswerFile {
  const text = plainText(written)
  const answers = new Map<string, string>()
  const assumed = new Set<string>()
  const spans = new Map<string, Span>()
  const diagnostics: Diagnostic[] = []
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false })
  for (const error of document.errors) {
    diagnostics.push(
      createDiagnostic('answers-syntax', { reason: sentence(error.message) }, span(...error.pos)),
    )
  }
  const root = document.contents
  if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null)) {
    diagnostics.push(shapeProblem('The file', 'it is no list of questions with their options', rangeOf(root)))
  }
  for (const { key, value } of isMap(root) ? root.items : []) {
    if (!isScalar(key)) {
      diagnostics.push(shapeProblem('An entry', 'its question is no plain text', rangeOf(root)))
      continue
    }
    const question = sourceOf(key)
    const place = rangeOf(value) ?? rangeOf(key)
    const reading = entrySchema.safeParse(entryOf(value))
    if (reading.success) {
      answers.set(question, reading.data.answer)
      if (reading.data.assumed === true) assumed.add(question)
      if (place !== null) spans.set(question, place)
    } else {
      const issue = reading.error.issues[0]
      diagnostics.push(shapeProblem(question, sentence(issue?.message ?? 'it cannot be read'), place))
    }
  }
  return { text, answers, assumed, spans, diagnostics }
}

/**
 * Compares the answers with the questions of a run.
 *
 * @returns a diagnostic for each answer that is no option of its question, and for each that
 * answers nothing
 */
export function checkAnswers(file: AnswerFile, questions: readonly Question[]): readonly Diagnostic[] {
  const byId = new Map(questions.map((question) => [question.id, question]))
  const diagnostics: Diagnostic[] = []
  for (const [id, option] of file.answers) {
    const question = byId.get(id)
    const place = file.spans.get(id) ?? null
    if (question === undefined)
      diagnostics.push(createDiagnostic('answers-question', { question: id }, place))
    else if (!question.options.some((candidate) => candidate.id === option)) {
      const options = question.options.map((candidate) => candidate.id).join(', ')
      diagnostics.push(createDiagnostic('answers-option', { question: id, option, options }, place))
    }
  }
  return diagnostics
}

/** The value of an entry as data: the short form becomes the long one. */
function entryOf(value: unknown): unknown {
  if (isScalar(value)) return value.value === null ? {} : { answer: sourceOf(value) }
  if (!isMap(value)) return {}
  return Object.fromEntries(
    value.items.map((pair) => {
      const name = isScalar(pair.key) ? sourceOf(pair.key) : ''
      if (!isScalar(pair.value)) return [name, null]
      return [name, name === 'answer' && pair.value.value !== null ? sourceOf(pair.value) : pair.value.value]
    }),
  )
}

/** A scalar as it is written: `1.10` and `404` are ids and no numbers. */
function sourceOf(scalar: Scalar): string {
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value))
}

function rangeOf(node: unknown): Span | null {
  const range = isNode(node) ? node.range : null
  return range === null || range === undefined ? null : span(range[0], range[1])
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value)
}

function span(start: number, end: number): Span {
  return { source: ANSWERS, start, end }
}

function shapeProblem(what: string, reason: string, place: Span | null): Diagnostic {
  return createDiagnostic('answers-shape', { what, reason, example: 'foreign-row: "404"' }, place)
}

/** A message of a library as part of a sentence. */
function sentence(message: string): string {
  const line = (message.split('\n', 1)[0] ?? '').trim()
  return line.endsWith('.') || line.endsWith(':') ? line.slice(0, -1) : line
}
