import { entityKey, fold, words } from '../canonical-name.js'
import type { QuestionPass } from '../question-pass.js'
import { entityOfPath } from '../resource.js'
import type { Span } from '../../source/span.js'
import { ask, firstLines, listed } from './ask.js'

/** Parameters by which a client asks for rows that are in use, or not. */
const FLAG = /^(?:is_?)?(active|published|archived|deleted|enabled|visible|available)$/i

/**
 * Lists that show only some rows by a sentence, and all of them by their
 * parameters:
 *
 *     "When I GET /branches, Then I receive all active branches"     GET /branches ?is_active (optional)
 */
export const askHiddenRows: QuestionPass = ({ assembly, operations, entities }) => {
  const open = operations.flatMap((operation) => {
    const flag = operation.query.find(
      ({ name, required, default: given }) => FLAG.test(name) && !required && given === null,
    )
    const entity = entityOfPath(operation.path, entities)
    const word = FLAG.exec(flag?.name ?? '')?.[1]?.toLowerCase()
    if (operation.method !== 'GET' || entity === null || word === undefined) return []
    const noun = entityKey(words(entity.name).at(-1) ?? entity.name)
    const shown = new RegExp(`\\b(?:only|all)(?: the)? (?:non-?|un)?${word} (\\w{3,40})`, 'i')
    const spans: readonly Span[] = assembly.reading.statements
      .filter(({ text }) => entityKey(fold(shown.exec(text)?.[1] ?? '')) === noun)
      .map(({ span }) => span)
    return spans.length === 0 ? [] : [{ operation, name: flag?.name ?? '', spans }]
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'hidden-rows',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: open.map(({ operation }) => operation.id),
    about: `A sentence shows only some rows, and the filter is optional without a default: ${listed(open.map(({ operation, name }) => `${operation.id} ?${name}`))}.`,
    spans: [
      ...open.flatMap(({ spans }) => spans.slice(0, 2)),
      ...firstLines(open.map(({ operation }) => operation)),
    ],
    options: [
      { id: 'all', label: 'without the parameter all rows are listed, those out of use too' },
      { id: 'specified', label: 'the parameter has its default now; read it again' },
    ],
    recommended: 'all',
  })
}
