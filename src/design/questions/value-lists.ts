import { fold, words } from '../canonical-name.js'
import type { Entity, Field } from '../entity.js'
import { entityKey } from '../canonical-name.js'
import type { QuestionPass } from '../question-pass.js'
import type { Span } from '../../source/span.js'
import { ask, claimedAt } from './ask.js'
import type { Line } from './lines.js'
import { linesOf } from './lines.js'

/** Words of a list that name no value. */
const NOT_VALUE =
  /^(?:string|text|enum|integer|int|boolean|uuid|datetime|date|optional|required|nullable|null|none|any|all|default|unique|index(?:ed)?|not null|asc|desc|etc|e\.?g\.?|i\.?e\.?|yes|no|true|false|min|max|filter|sort|varchar.*|default .*|check.*|in .*|\d.*)$/i

/** Names of columns that many tables have: they mean one only beside its name. */
const SHARED = /^(?:status|state|type|kind|category|role|level|priority|mode|source|reason|channel)$/

/** The values of a list, or null when it is no list of values. */
function valuesIn(list: string): readonly string[] | null {
  const values = list
    .replace(/\s\((?:default|[^)]{0,20})\)/g, '')
    .split(/\s*[,/|]\s*(?:or |and )?|\s+or\s+|\s+and\s+/)
    .map((value) =>
      value
        .replace(/["'`*“”]/g, '')
        .replace(/^(?:either|one of) /i, '')
        .trim(),
    )
    .filter((value) => value !== '')
  const plain = values.every((value) => /^[A-Za-z][\w -]{0,30}$/.test(value) && value.split(' ').length <= 3)
  return values.length < 2 || !plain || values.some((value) => NOT_VALUE.test(value)) ? null : values
}

/** A list behind the name of a field, and whether it can only be the list of its values. */
interface ListBehind {
  readonly list: string
  readonly whole: boolean
}

/** Lists that stand right behind the name of a field: `(a/b)`, `: a, b`, a cell of its row. */
function listsBehind(text: string, at: number): readonly ListBehind[] {
  const rest = text.slice(at, at + 240)
  if (/^\s*\|/.test(text))
    return rest
      .split('|')
      .slice(1, 5)
      .map((list) => ({ list, whole: false }))
  const inside = /^["'`*]{0,3}\s?\(([^()]{3,160})\)/.exec(rest)?.[1]
  if (inside !== undefined) return [{ list: inside, whole: true }]
  const behind =
    /^[^():;.,|]{0,50}:\s([^():;.|]{3,160})/.exec(rest)?.[1] ??
    /^["'`*]{0,3} (?:is|are|must be|can be|may be) (?:one of|either):?\s([^():;.|]{3,160})/.exec(rest)?.[1]
  return behind === undefined ? [] : [{ list: behind, whole: false }]
}

/** Where a line names the field: its name, or its words; a shared name needs its table beside it. */
function mention({ text, heading }: Line, entity: Entity, field: Field): number | null {
  const parts = words(field.name)
  const spoken = new RegExp(
    `(?<![\\w-])${parts.map((part) => part.slice(0, 40)).join('[ _-]?')}(?![\\w-])`,
    'i',
  )
  const match = spoken.exec(text)
  if (match === null) return null
  const named = fold(`${heading} ${text.slice(0, match.index)}`).includes(entityKey(entity.name))
  return SHARED.test(field.name.toLowerCase()) && !named ? null : match.index + match[0].length
}

/** Values that stand for no choice made. */
const NO_CHOICE: ReadonlySet<string> = new Set(['none', 'all', 'any', 'unset', 'unknown', 'other'])

/** `US2`, `SC-005`, `FR-012`: where a line comes from. */
const REFERENCE = /^(?:US|SC|FR|NFR|AC|VR|BR|T|P)-?\d{1,4}[a-z]?$/i

/** Words by which a line shows only some of the values. */
const PARTIAL = /\betc\b|\bsuch as\b|\be\.g\.|\blike\b|\bonly\b|\bfilter|\bfrom\b.{1,40}\bto\b|→|->/i

/** Whether the values of a line and those of the definition cannot both be the whole of it. */
function differs(
  { list, whole }: ListBehind,
  entity: Entity,
  known: readonly string[],
  text: string,
): boolean {
  const stated = valuesIn(list)
  if (stated === null || stated.every((value) => REFERENCE.test(value))) return false
  const oneWord = known.every((value) => !value.includes(' '))
  const columns = new Set(entity.fields.map(({ name }) => fold(name)))
  const left = new Set(stated.map(fold))
  const right = new Set(known.map(fold))
  const more = [...left].filter((value) => !right.has(value))
  if (oneWord && stated.some((value) => value.includes(' ') || /[a-z][A-Z]/.test(value))) return false
  if (more.some((value) => columns.has(value)) || PARTIAL.test(text)) return false
  if (more.length > 0) return more.length < left.size || whole
  return whole && [...right].some((value) => !left.has(value) && !NO_CHOICE.has(value))
}

/**
 * Values of a closed set that another line lists otherwise:
 *
 *     enum: [shelved, lent, lost]      "update the loan status: Open, Shipped, Closed"
 *
 * A client written by one list is refused by the other.
 */
export const askValueLists: QuestionPass = ({ assembly, entities }) => {
  const lines = linesOf(assembly).filter(
    ({ text }) => /[(:|]|one of|either/.test(text) && !/[{}=;]/.test(text),
  )
  const open = entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap((entity) =>
      entity.fields.flatMap((field) => {
        const { enum: known } = field
        if (known === null || known.length < 2) return []
        const own = claimedAt(field, 'enum')
        const others = lines.flatMap((line) => {
          const at = mention(line, entity, field)
          if (at === null || own.some((span) => isWithin(span, line.span))) return []
          const list = listsBehind(line.text, at).find((one) => differs(one, entity, known, line.text))
          return list === undefined ? [] : [{ span: line.span, values: valuesIn(list.list) ?? [] }]
        })
        return others.length === 0 ? [] : [{ subject: `${entity.name}.${field.name}`, known, own, others }]
      }),
    )
  if (open.length === 0) return
  ask(assembly, {
    id: 'value-lists',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: open.map(({ subject }) => subject),
    about: `Documents list other values: ${open
      .slice(0, 3)
      .map(
        ({ subject, known, others }) =>
          `${subject} is one of ${known.join(', ')}, elsewhere ${others[0]?.values.join(', ') ?? ''}`,
      )
      .join('; ')}.`,
    spans: open.flatMap(({ own, others }) => [
      ...others.slice(0, 2).map(({ span }) => span),
      ...own.slice(0, 1),
    ]),
    options: [
      {
        id: 'defined',
        label: 'only the values of the definition are accepted; a client that sends another is refused',
      },
      { id: 'specified', label: 'the documents now list the same values; read them again' },
    ],
    recommended: 'defined',
  })
}

function isWithin(inner: Span, { source, start, end }: Span): boolean {
  return inner.source === source && inner.start >= start && inner.start <= end
}
