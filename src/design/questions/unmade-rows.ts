import { parameterName, segmentsOf } from '../canonical-path.js'
import { fold } from '../canonical-name.js'
import type { Entity } from '../entity.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines, listed } from './ask.js'
import { entityMeant } from './entity-meant.js'

/** Rows that accounts, sessions and files of the service bring about. */
const MADE_IN_PASSING =
  /(?:user|account|member|profile|session|token|otp|attachment|upload|image|migration)s?$/i

/** Columns that tie two rows and say nothing of their own. */
function onlyTies({ fields }: Entity): boolean {
  return fields.every(
    ({ name, references, primaryKey, generated }) =>
      references !== null || primaryKey || generated !== null || /_id$|Id$|^created/.test(name),
  )
}

/**
 * Tables that operations read and whose rows no operation makes:
 *
 *     GET /parcels/{id}/history     ParcelEvent (action, at)     no request makes an event
 *
 * Whoever writes them, a log of what happened stays empty. One question for all.
 */
export const askUnmadeRows: QuestionPass = ({ assembly, entities, operations }) => {
  const makers = operations.filter(({ method }) => method === 'POST' || method === 'PUT')
  const brought = new Set(
    makers.flatMap(({ body }) =>
      body.flatMap(({ name, type }) => (type === 'array' || type === 'object' ? [fold(name)] : [])),
    ),
  )
  const open = entities.filter((entity) => {
    if (entity.managedElsewhere || MADE_IN_PASSING.test(entity.name) || onlyTies(entity)) return false
    // Other requests make them on the way.
    if ((entity.effects ?? []).some(({ effect }) => effect.consequence.kind === 'record')) return false
    const ends = ({ path }: { readonly path: string }): boolean => {
      const last = segmentsOf(path).findLast((segment) => parameterName(segment) === null)
      return last !== undefined && entityMeant(`/${last}`, entities) === entity
    }
    const read = operations.some(
      (operation) => operation.method === 'GET' && entityMeant(operation.path, entities) === entity,
    )
    const table = fold(entity.table ?? entity.name)
    return (
      (read || /(?:log|history|audit|event)s?$/i.test(entity.name)) &&
      !makers.some((operation) => ends(operation) && !operation.path.endsWith('}')) &&
      ![table, `${fold(entity.name)}s`, fold(entity.name)].some((name) => brought.has(name))
    )
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'unmade-rows',
    kind: 'missing',
    concern: 'client-visible',
    subjects: open.map(({ name }) => name),
    about: `No operation makes rows of ${listed(open.map(({ name }) => name))}.`,
    spans: firstLines(open),
    options: [
      {
        id: 'elsewhere',
        label: 'another program fills these tables; this one only reads them, and they start empty',
      },
      { id: 'specified', label: 'the specification says now which operation makes them; read it again' },
    ],
    recommended: 'elsewhere',
  })
}
