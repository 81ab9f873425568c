import type { Answers } from '../../design/answers.js'
import type { Design } from '../../design/design.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Question } from '../../design/question.js'
import type { AccountedStatement } from '../../design/trace.js'
import { keyOf } from '../naming.js'
import { changedColumns } from './changed-columns.js'
import { isOpenDemand, linesShown, MOST_LINES } from './demanding-statement.js'

/** The id of the question about changes of rows that no operation makes. */
const ID = 'unbuilt-effects'

/** `available = false`, `` `available` to `false` ``, `seats to 0`; group 1 is the column, group 2 the value. */
const ASSIGNED =
  /\b([A-Za-z_]\w{1,60})\b["'`]{0,3} ?(?:=|:=|to|as|becomes?|is (?:set|changed|reset|switched) to) ?["'`]{0,3}(true|false|null|now|none|zero|\d{1,9}|[A-Za-z]\w{1,40})\b/g

/** Words by which a sentence brings a change about. */
const BRINGS =
  /\b(?:set(?:s|ting)?|mark(?:s|ed|ing)?|chang(?:es?|ed|ing)|switch(?:es|ed)?|turn(?:s|ed)?|flip(?:s|ped)?|reset(?:s|ting)?|becomes?|mak(?:es?|ing)|updat(?:es?|ed|ing))\b/i

/** When it comes about: with a request, not with the row itself. */
const THEN = /\b(?:on|upon|when|once|after|whenever|if)\b/i

/**
 * Sentences that demand that a request changes a column, of which nothing was understood, where no built operation
 * changes it: `On rent, set the book available = false`. A row that never leaves its first state looks right until the
 * second request, so they are put to a person, all at once.
 *
 * @returns null where every such sentence is accounted for
 */
export function unbuiltEffects(
  design: Design,
  statements: readonly AccountedStatement[],
  answers: Answers,
): Question | null {
  const built = design.operations.filter(({ method, steps }) => steps !== null && method !== 'GET')
  if (built.length === 0) return null
  const changed = changedColumns(built)
  const found = statements.flatMap((statement) => {
    if (!isOpenDemand(statement) || !BRINGS.test(statement.text) || !THEN.test(statement.text)) return []
    const columns = assignedIn(design.entities, statement.text).filter((column) => !changed.has(column))
    return columns.length > 0 ? [{ statement, columns }] : []
  })
  if (found.length === 0) return null
  const columns = [...new Set(found.slice(0, MOST_LINES).flatMap((one) => one.columns))]
  return {
    id: ID,
    kind: 'unsupported',
    concern: 'client-visible',
    blocking: false,
    subjects: columns,
    about: `${found.length === 1 ? 'A line demands' : `${found.length} lines demand`} that requests change ${columns.join(', ')}, and no operation that is built does so.`,
    ...linesShown(found.map(({ statement }) => statement)),
    options: [
      {
        id: 'leave-out',
        label: 'rows keep the value that they were made with; somebody else has to change it',
      },
      {
        id: 'specified',
        label: 'the lines are worded with the operation, the column and its value; read them again',
      },
    ],
    recommended: 'leave-out',
    answer: answers.get(ID) ?? null,
  }
}

/** Columns to which a text gives a value that they can hold, as `Loan.returned_at`. */
function assignedIn(entities: readonly Entity[], text: string): readonly string[] {
  const stored = entities.filter(({ managedElsewhere }) => !managedElsewhere)
  return [...text.matchAll(ASSIGNED)].flatMap(([, written, value]) =>
    stored.flatMap((entity) =>
      entity.fields
        .filter((field) => keyOf(field.name) === keyOf(written ?? '') && holds(field, value ?? ''))
        .map((field) => `${entity.name}.${field.name}`),
    ),
  )
}

function holds({ type, enum: values }: Field, value: string): boolean {
  if (/^(?:true|false)$/i.test(value)) return type === 'boolean'
  if (/^(?:now)$/i.test(value)) return type === 'datetime' || type === 'date'
  if (/^(?:\d+|zero)$/i.test(value)) return type === 'integer' || type === 'decimal' || type === 'number'
  return values !== null && values.some((one) => keyOf(String(one)) === keyOf(value))
}
