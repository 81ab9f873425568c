import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines, listed } from './ask.js'
import type { Line } from './lines.js'
import { linesOf, meant } from './lines.js'

const FULL =
  /\bfull(?:y)? (?:update|replac)|\breplac(?:e|es|ement of) (?:the )?(?:whole|entire|all|full)|\bfull replacement|\(full update\)/i
const PARTIAL =
  /\bpartial(?:ly)? updat|\bpartial(?: body| bodies|\b.{0,20}allowed)|\bonly (?:the )?(?:provided|sent|given|included|specified|supplied) (?:fields )?|\ball fields (?:are )?optional|\bonly (?:the )?fields (?:that are )?(?:provided|sent|given|present)/i

/**
 * A PUT whose body may leave out every field, or of which lines speak both as a
 * whole replacement and as a change of what is sent:
 *
 *     PUT /loans/{id}   all properties optional      "full update"
 *
 * What is left out is either kept or lost.
 */
export const askPartialOrFull: QuestionPass = ({ assembly, operations }) => {
  const puts = operations.filter(({ method, body }) => method === 'PUT' && body.length > 1)
  const lines = linesOf(assembly)
  const of = (id: string, pattern: RegExp): readonly Line[] =>
    lines.filter((line) => pattern.test(line.text) && meant(operations, line.operation)?.id === id)
  const open = puts.flatMap((operation) => {
    const free = operation.body.every(({ required }) => !required)
    const full = of(operation.id, FULL)
    const partial = of(operation.id, PARTIAL)
    const twin = operations.some(({ method, path }) => method === 'PATCH' && path === operation.path)
    return (free && full.length > 0) || (!free && partial.length > 0) || (free && twin)
      ? [{ operation, said: [...full.slice(0, 2), ...partial.slice(0, 2)] }]
      : []
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'partial-or-full',
    kind: 'conflict',
    concern: 'data-loss',
    subjects: open.map(({ operation }) => operation.id),
    about: `Documents do not agree whether ${listed(open.map(({ operation }) => operation.id))} replaces the row or changes what is sent.`,
    spans: [
      ...open.flatMap(({ said }) => said.map(({ span }) => span)),
      ...firstLines(open.map(({ operation }) => operation)),
    ],
    options: [
      {
        id: 'described',
        label: 'fields that the body may leave out are kept; nothing is lost by a short request',
      },
      { id: 'specified', label: 'the documents agree now; read them again' },
    ],
    recommended: 'described',
  })
}
