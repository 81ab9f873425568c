import type { MarkdownDocument } from '../../source/document.js'
import { positionAt } from '../../source/positions.js'
import { outlineOf } from '../outline/outline.js'
import type { Unit } from '../outline/unit.js'
import { NOTHING_READ, type Reader } from '../reader.js'
import type { Statement, StatementForm } from '../statement.js'
import { clarificationsIn } from './clarifications.js'
import { formOf } from './classify.js'
import { isProseDemand } from './demand.js'
import { gherkinScenarios } from './gherkin.js'
import type { Passage } from './passage.js'
import { joinTexts, passagesOf } from './passage.js'
import { requirementLabel } from './requirement-label.js'
import { joinScenarios } from './scenarios.js'
import { sentencesOf } from './sentences.js'
import { ruleRows } from './table-rows.js'
import { isStrict } from './topic.js'

/** A statement before it has its id. */
type Draft = Omit<Statement, 'id'>

/**
 * Every sentence, list item and table row of a Markdown document that demands something:
 *
 * ```markdown
 * - **FR-003**: A member MUST NOT borrow a book that is on loan
 * 1. **Given** a book on loan, **When** a member borrows it, **Then** the answer is 409
 * - What happens when the book is lost? The loan is closed.
 * ```
 *
 * Headings, code and descriptions are none. The statements carry no claims; readers of other forms make those, with
 * spans inside the statement's.
 */
export const statementReader: Reader = {
  name: 'statement',
  form: '- **FR-003**: A member MUST NOT …',
  read: (document) =>
    document.kind === 'markdown' ? { ...NOTHING_READ, statements: statementsOf(document) } : NOTHING_READ,
}

/** The statements of a document in the order in which they stand. */
export function statementsOf(document: MarkdownDocument): readonly Statement[] {
  const units = outlineOf(document)
  const drafts = [
    ...joinScenarios(joinAnswers(passagesOf(units))).flatMap((passage) =>
      passageStatements(document, passage),
    ),
    ...units.flatMap((unit) => blockStatements(document, unit)),
  ].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  const lines = new Map<string, number>()
  return drafts.map((draft) => {
    const line = `${document.source.id}:${positionAt(document.source, draft.span.start).line}`
    const count = (lines.get(line) ?? 0) + 1
    lines.set(line, count)
    return { id: count === 1 ? line : `${line}#${count}`, ...draft }
  })
}

/** A question whose answer stands in the items below it is one passage with its answer. */
function joinAnswers(passages: readonly Passage[]): readonly Passage[] {
  const answered = new Set<unknown>()
  return passages.flatMap((passage) => {
    const { unit } = passage
    if (unit.kind !== 'item') return [passage]
    if (answered.has(unit.parent)) {
      answered.add(unit.item)
      return []
    }
    if (!passage.text.endsWith('?') || unit.item.children.length === 0) return [passage]
    answered.add(unit.item)
    return [{ ...joinTexts([passage, ...unit.item.children]), unit }]
  })
}

function passageStatements(document: MarkdownDocument, passage: Passage): readonly Draft[] {
  const { unit, text } = passage
  const titles = [
    ...unit.headings,
    ...(unit.opened === '' || unit.headings.at(-1) === unit.opened ? [] : [unit.opened]),
  ]
  const { kind } = document.source
  const draft = (form: StatementForm, start: number, end: number, label: string | null = null): Draft => ({
    form,
    label,
    text: text.slice(start, end),
    span: passage.span(start, end),
    headings: titles,
  })
  const open = clarificationsIn(text).map(({ start, end }) => draft('clarification', start, end))
  const form = formOf(passage, kind, titles)
  if (form === null) return open
  const label = requirementLabel(text)
  if (unit.kind === 'line' && form === 'rule' && unit.operation === null && !/^as an? /i.test(text)) {
    const sentences = sentencesOf(text).filter(({ start, end }) =>
      isProseDemand(text.slice(start, end), isStrict(kind)),
    )
    return [...sentences.map(({ start, end }) => draft('rule', start, end)), ...open]
  }
  return [draft(form, 0, text.length, label?.label ?? null), ...open]
}

function blockStatements(document: MarkdownDocument, unit: Unit): readonly Draft[] {
  const base = { label: null, headings: unit.headings }
  if (unit.kind === 'code') {
    return gherkinScenarios(unit.fragment).map(({ text, span }) => ({
      ...base,
      form: 'scenario',
      text,
      span,
    }))
  }
  if (unit.kind !== 'table') return []
  const ruling = ruleRows(unit, document.source.kind)
  const rows = ruling.flatMap(({ index, label }): readonly Draft[] => {
    const row = unit.table.rows[index]
    if (row === undefined) return []
    const text = row.cells
      .map((cell) => cell.text)
      .filter((cell) => cell !== '')
      .join(' | ')
    return [{ ...base, form: label === null ? 'row' : 'requirement', label, text, span: row.span }]
  })
  const open = unit.table.rows.flatMap(({ cells }) =>
    cells.flatMap((cell) =>
      clarificationsIn(cell.text).map(({ text, start, end }): Draft => ({
        ...base,
        form: 'clarification',
        text,
        span: cell.span(start, end),
      })),
    ),
  )
  return [...rows, ...open]
}
