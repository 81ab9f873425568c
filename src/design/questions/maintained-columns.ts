import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'
import { linesOf } from './lines.js'

const KEPT =
  /\b(?:maintained|updated|calculated|computed|derived|kept)(?: up to date)? automatically|\bautomatically (?:maintained|updated|calculated|computed)|\b(?:by|via) (?:a )?(?:database )?triggers?\b/i
const MOMENT = /_at$|At$|_on$|timestamp/

/**
 * Columns that the service keeps by itself, beside a column from which they
 * might start:
 *
 *     opening_stock, current_stock   "current_stock is maintained automatically"
 *
 * Nothing says what a new row begins with.
 */
export const askMaintainedColumns: QuestionPass = ({ assembly, entities }) => {
  const lines = linesOf(assembly).filter(({ text }) => KEPT.test(text))
  const open = entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap((entity) =>
      entity.fields.flatMap((field) => {
        if (MOMENT.test(field.name) || !['integer', 'number', 'decimal'].includes(field.type)) return []
        const said = lines.filter(({ text }) => text.split(/[^A-Za-z0-9_]+/).includes(field.name))
        const last = field.name.split('_').at(-1) ?? ''
        const start = entity.fields.find(
          ({ name }) =>
            name !== field.name &&
            /^(?:opening|initial|starting|start|base)_/.test(name) &&
            name.endsWith(last),
        )
        return said.length === 0 || start === undefined
          ? []
          : [{ subject: `${entity.name}.${field.name}`, start: start.name, field, said }]
      }),
    )
  if (open.length === 0) return
  ask(assembly, {
    id: 'maintained-columns',
    kind: 'missing',
    concern: 'data-loss',
    subjects: open.map(({ subject }) => subject),
    about: `The service keeps ${listed(open.map(({ subject }) => subject))} by itself, and no line says whether a new row begins with ${listed(open.map(({ start }) => start))} or with the default.`,
    spans: open.flatMap(({ field, said }) => [
      ...said.slice(0, 2).map(({ span }) => span),
      ...claimedAt(field, 'type').slice(0, 1),
    ]),
    options: [
      {
        id: 'default',
        label: 'a new row begins with the default of the column; what it started with is not counted',
      },
      { id: 'specified', label: 'the first value is described now; read it again' },
    ],
    recommended: 'default',
  })
}
