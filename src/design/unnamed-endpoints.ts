import { CONVENTIONAL } from '../claims/conventional-routes.js'
import type { Reading } from '../claims/reader.js'
import type { Assembly } from './assembly.js'
import { claimsAbout } from './claim-index.js'
import { ask, listed } from './questions/ask.js'

/**
 * Sentences ask what people do with rows, and no document names a method and a path:
 *
 *     FR-001  Readers MUST be able to borrow and return books.
 *
 * Nobody but a person can say under which paths clients shall call it; the conventional ones are built when one does.
 *
 * @returns what the documents say, without the conventional operations unless a person wants them
 */
export function decideEndpoints(assembly: Assembly): Reading {
  const { reading, answers } = assembly
  const routes = claimsAbout(reading.claims, 'operation').filter(({ reader }) => reader === CONVENTIONAL)
  if (routes.length === 0) return reading
  const names = routes.map(({ subject }) => `${subject.method} ${subject.path}`)
  const id = 'unnamed-endpoints'
  ask(assembly, {
    id,
    kind: 'missing',
    concern: 'client-visible',
    blocking: true,
    subjects: names,
    about: 'The documents say what people do, and none names a method and a path.',
    spans: [...new Set(routes.map(({ span }) => span))],
    options: [
      { id: 'conventional', label: `clients call ${listed(names, 10)}` },
      { id: 'later', label: 'nothing is built until a document names the endpoints' },
    ],
    recommended: 'conventional',
  })
  if (answers.get(id) === 'conventional') return reading
  return { ...reading, claims: reading.claims.filter(({ subject }) => !OF_OPERATIONS.has(subject.kind)) }
}

const OF_OPERATIONS: ReadonlySet<string> = new Set(['operation', 'parameter', 'body'])
