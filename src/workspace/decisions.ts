import { type Document, isMap, isScalar, parseDocument, Scalar, YAMLMap } from 'yaml'
import type { Question } from '../design/question.js'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { ANSWERS } from './places.js'
import { plainText, styledText, styleOf } from './text.js'

/** A decision to be kept. */
export interface Decision {
  readonly question: Question
  /** Id of the option. */
  readonly option: string
  /** Nobody decided: `--yes` took the recommendation. */
  readonly assumed: boolean
}

const HEAD = ` Decisions for the backend of this project, read by Specwright.
 Edit an answer to decide otherwise; entries with \`assumed: true\` nobody has decided yet.`

/** Longest line of a comment. */
const WIDTH = 96

/**
 * Adds decisions to the text of `answers.yaml`. What a person wrote, comments and order too,
 * stays; a new answer comes last, under a comment with its question, lines and options.
 *
 * @param text the file's text as it stands; empty when there is none
 * @throws ExpectedFailure `answers-invalid` when the text is no YAML map
 */
export function addDecisions(text: string, decisions: readonly Decision[]): string {
  if (decisions.length === 0) return text
  const document = parseDocument(plainText(text))
  const root = rootOf(document)
  for (const decision of decisions) {
    const pair = root.items.find(({ key }) => isScalar(key) && keyText(key) === decision.question.id)
    if (pair === undefined) {
      const key = new Scalar(decision.question.id)
      key.commentBefore = describe(decision.question)
      if (root.items.length > 0) key.spaceBefore = true
      root.items.push(document.createPair(key, entry(decision)))
    } else if (isMap(pair.value)) {
      pair.value.set('answer', quoted(decision.option))
      mark(pair.value, decision.assumed)
    } else if (isScalar(pair.value) && !decision.assumed) {
      // A short entry stays short, and keeps the remark behind it.
      pair.value.value = decision.option
      pair.value.type = Scalar.QUOTE_DOUBLE
      delete pair.value.source
    } else pair.value = document.createNode(entry(decision))
  }
  return styledText(document.toString({ lineWidth: 0 }), styleOf(text))
}

function rootOf(document: Document): YAMLMap {
  if (document.errors.length === 0) {
    const root = document.contents
    if (isMap(root)) {
      root.flow = false
      return root
    }
    if (root === null || (isScalar(root) && root.value === null)) {
      const map = new YAMLMap()
      document.contents = map
      document.commentBefore ??= HEAD
      return map
    }
  }
  throw new ExpectedFailure(
    'answers-invalid',
    `${ANSWERS} cannot be read, and is not written over.`,
    'Correct it, or restore it from version control.',
  )
}

function mark(entryMap: YAMLMap, assumed: boolean): void {
  const pair = entryMap.items.find(({ key }) => isScalar(key) && keyText(key) === 'assumed')
  const remarked =
    (isScalar(pair?.key) && (pair.key.commentBefore ?? '') !== '') ||
    (isScalar(pair?.value) && (pair.value.comment ?? '') !== '')
  // A person's remark on the mark would go with it.
  if (assumed || remarked) entryMap.set('assumed', assumed)
  else entryMap.delete('assumed')
}

function entry(decision: Decision): object {
  const answer = quoted(decision.option)
  return decision.assumed ? { answer, assumed: true } : { answer }
}

/** Quoted, so that `404` and `no` are texts for every reader of YAML. */
function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text)
  scalar.type = Scalar.QUOTE_DOUBLE
  return scalar
}

function keyText(key: Scalar): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

/** The comment over an entry. */
function describe(question: Question): string {
  const lines = wrap(question.about, '')
  if (question.sources.length > 0) lines.push(...wrap(`See ${question.sources.join(', ')}.`, ''))
  lines.push('Options:')
  for (const option of question.options) {
    const advice = option.id === question.recommended ? ' (recommended)' : ''
    lines.push(...wrap(`- ${option.id}${advice}: ${option.label}`, '  '))
  }
  return lines.map((line) => ` ${line}`).join('\n')
}

/** Breaks a text, which may come from a specification, into comment lines. */
function wrap(text: string, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  // Control and format characters could end the comment or hide text in it.
  for (const word of text.split(/[\s\p{C}]+/u)) {
    if (word === '') continue
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = indent + word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}
