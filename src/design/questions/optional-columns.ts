import { entityKey, fold } from '../canonical-name.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'
import { linesOf } from './lines.js'

/** `` `note` (optional) `` in a list of attributes. */
const OPTIONAL = /[`*"']?([A-Za-z_]\w{1,40})[`*"']?\s?\((?:\w{1,20}, ?)?optional\b/gi

/**
 * Attributes that a feature calls optional and whose column must have a value:
 *
 *     "Loan: `reader`, `status` (optional)"      | status | string | Required: Yes |
 */
export const askOptionalColumns: QuestionPass = ({ assembly, entities }) => {
  const lines = linesOf(assembly).filter(
    ({ kind, text }) => kind === 'feature' && /\(.{0,24}optional/i.test(text),
  )
  const open = entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap((entity) =>
      lines.flatMap((line) => {
        if (
          entityKey(/^\s*[-*]\s{1,4}[*_`]{0,3}([\w ]{2,40})/.exec(line.text)?.[1] ?? '') !==
          entityKey(entity.name)
        )
          return []
        const names = new Set([...line.text.matchAll(OPTIONAL)].map((match) => fold(match[1] ?? '')))
        return entity.fields
          .filter((field) => names.has(fold(field.name)) && !field.nullable && !field.primaryKey)
          .map((field) => ({ subject: `${entity.name}.${field.name}`, field, line }))
      }),
    )
  if (open.length === 0) return
  ask(assembly, {
    id: 'optional-columns',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: open.map(({ subject }) => subject),
    about: `A feature calls ${listed(open.map(({ subject }) => subject))} optional, and the data model requires a value.`,
    spans: open.flatMap(({ field, line }) => [
      line.span,
      ...claimedAt(field, 'nullable').slice(0, 1),
      ...claimedAt(field, 'required').slice(0, 1),
      ...claimedAt(field, 'type').slice(0, 1),
    ]),
    options: [
      {
        id: 'required',
        label: 'a row always has a value: what the client leaves out is filled in by the default or refused',
      },
      { id: 'specified', label: 'the documents agree now; read them again' },
    ],
    recommended: 'required',
  })
}
