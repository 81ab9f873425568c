import type { Statement } from '../claims/statement.js'
import type { SourceKind } from '../source/source.js'
import type { Assembly } from './assembly.js'
import { fold, slug } from './canonical-name.js'
import type { DraftOperation } from './draft.js'
import type { Entity } from './entity.js'
import { backendSources } from './scope.js'

/** Subjects that a sentence names: operations by method and path, columns and entities by name. */
export function subjectsOf(
  text: string,
  operations: readonly DraftOperation[],
  entities: readonly Entity[],
): readonly string[] {
  const named = operations.filter(({ method, path }) => text.includes(`${method} ${path}`))
  if (named.length > 0) return named.map(({ id }) => id)
  const spoken = new Set(text.split(/[^A-Za-z0-9_]+/).map(fold))
  const columns = entities.flatMap((entity) =>
    entity.fields
      .filter((field) => field.name.length > 3 && spoken.has(fold(field.name)))
      .map((field) => `${entity.name}.${field.name}`),
  )
  if (columns.length > 0) return columns.slice(0, 4)
  return entities
    .filter(({ name }) => spoken.has(fold(name)) || spoken.has(`${fold(name)}s`))
    .map(({ name }) => name)
    .slice(0, 2)
}

/** Documents whose open points are open points of the product, not of the work on it. */
const BINDING = new Set(['feature', 'openapi', 'endpoints', 'schema', 'data-model'])

/** What the author left open; null when the marker is only spoken of, as in a checklist. */
function openPoint(statement: Statement, kind: SourceKind): string | null {
  if (
    kind === 'checklist' ||
    /\b(?:no|without|zero|any|all|resolve[ds]?)\b[^[]{0,40}\[?`?NEEDS/i.test(statement.text)
  ) {
    return null
  }
  const match = /NEEDS CLARIFICATION:?\s*([^\]]{0,500})/i.exec(statement.text)
  const rest = (match?.[1] ?? '').trim()
  // A mark alone says nothing of what is open; the section may.
  if (rest === '' && /^\W*NEEDS CLARIFICATION\W*$/i.test(statement.text)) {
    const heading = statement.headings.at(-1)
    return heading === undefined ? statement.text : `${statement.text} under “${heading}”`
  }
  return rest === '' ? statement.text : rest
}

/** A line that says that no mark is left. */
const NONE_LEFT = /\b(?:no|without|zero|any|all|resolve[ds]?)\b[^[]{0,40}\[NEEDS/i

/** Turns every `[NEEDS CLARIFICATION]` into a question. */
export function askClarifications(
  assembly: Assembly,
  operations: readonly DraftOperation[],
  entities: readonly Entity[],
): void {
  const { reading, sources, questions, answers } = assembly
  const speaks = backendSources(assembly)
  for (const statement of reading.statements) {
    if (statement.form !== 'clarification') continue
    const kind = sources.kind(statement.span.source) ?? 'other'
    const about = openPoint(statement, kind)
    if (about === null || !speaks(statement.span.source)) continue
    if (NONE_LEFT.test(sources.text(statement.span))) continue
    const id = `clarify-${slug(about).slice(0, 50)}`
    const subjects = subjectsOf(statement.text, operations, entities)
    questions.add({
      id,
      kind: 'ambiguous',
      concern: 'client-visible',
      blocking: BINDING.has(kind),
      subjects: subjects.length > 0 ? subjects : [statement.headings.at(-1) ?? statement.span.source],
      about: `The author marked this as open: ${about}`,
      sources: [sources.line(statement.span)],
      spans: [statement.span],
      options: [
        { id: 'leave-out', label: 'it is left out until the specification says more' },
        { id: 'specified', label: 'the specification has been completed; read it again' },
      ],
      recommended: 'leave-out',
      answer: answers.get(id) ?? null,
    })
  }
}
