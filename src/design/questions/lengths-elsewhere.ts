import { entityKey, fold, singular, words } from '../canonical-name.js'
import type { Entity, Field } from '../entity.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt } from './ask.js'
import type { Line } from './lines.js'
import { linesOf } from './lines.js'

/** A number of characters, or the length of a column. */
const LENGTH = /\b(\d{1,5})[- ]?(?:char(?:acter)?s?)\b|\bVARCHAR\s?\((\d{1,5})\)/gi
const LONGEST =
  /\b(?:max\w{0,5}|at most|up to|exactly|limit\w{0,3}|longer|exceed\w{0,3}|enforce|accepted|allowed|or less|or fewer)\b|≤|<=|varchar/i

/** Whether a line stands under the heading of another table. */
function isAboutAnother({ heading }: Line, entity: Entity, entities: readonly Entity[]): boolean {
  const named = new Set(words(heading).map(singular))
  const names = (one: Entity): boolean => words(one.name).every((word) => named.has(singular(word)))
  return !names(entity) && entities.some((other) => other !== entity && names(other))
}

/**
 * Longest lengths that a plan or a test gives otherwise than the definition:
 *
 *     title: 1 to 200 characters        "a title of exactly 255 characters is accepted"
 */
export const askLengthsElsewhere: QuestionPass = ({ assembly, entities, operations }) => {
  const lines = linesOf(assembly).filter(({ text, kind }) => LONGEST.test(text) && kind !== 'frontend')
  const counted = lines.map((line) => ({
    line,
    numbers: [...line.text.matchAll(LENGTH)].map((match) => Number(match[1] ?? match[2])),
    spoken: new Set(`${line.heading} ${line.text}`.split(/[^A-Za-z0-9_]+/).map(fold)),
  }))
  /** Whether a name means the column of one table only. */
  const isOwn = (entity: Entity, field: Field): boolean =>
    field.name.length > 4 &&
    entities.every((other) => other === entity || other.fields.every(({ name }) => name !== field.name))
  const open = entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap((entity) =>
      entity.fields.flatMap((field) => {
        const limits = new Set(
          [
            field,
            ...operations.flatMap(({ body }) =>
              body.filter(({ column, name }) => (column ?? name) === field.name),
            ),
          ]
            .flatMap(({ minLength, maxLength }) => [minLength, maxLength])
            .flatMap((limit) => (limit === null ? [] : [limit - 1, limit, limit + 1])),
        )
        if (field.maxLength === null || field.enum !== null || field.primaryKey) return []
        const others = counted.filter(
          ({ line, numbers, spoken }) =>
            spoken.has(fold(field.name)) &&
            (isOwn(entity, field) ||
              spoken.has(entityKey(entity.name)) ||
              spoken.has(fold(entity.table ?? ''))) &&
            numbers.length > 0 &&
            !isAboutAnother(line, entity, entities) &&
            numbers.every((number) => number > 20 && !limits.has(number)) &&
            !entity.fields.some(
              ({ name, maxLength }) =>
                name !== field.name && spoken.has(fold(name)) && numbers.includes(maxLength ?? -1),
            ),
        )
        return others.length === 0 ? [] : [{ subject: `${entity.name}.${field.name}`, field, others }]
      }),
    )
  if (open.length === 0) return
  ask(assembly, {
    id: 'lengths-elsewhere',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: open.map(({ subject }) => subject),
    about: `Documents give other lengths: ${open
      .slice(0, 4)
      .map(
        ({ subject, field, others }) =>
          `${subject} holds ${String(field.maxLength)} characters, elsewhere ${String(others[0]?.numbers[0])}`,
      )
      .join('; ')}.`,
    spans: open.flatMap(({ field, others }) => [
      ...others.slice(0, 3).map(({ line }) => line.span),
      ...claimedAt(field, 'maxLength').slice(0, 1),
    ]),
    options: [
      { id: 'defined', label: 'the definition holds; longer texts are refused' },
      { id: 'specified', label: 'the documents give one length now; read them again' },
    ],
    recommended: 'defined',
  })
}
