import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Assignment } from '../../design/step.js'
import type { BodyField } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { keyOf } from '../naming.js'
import { shapeOf } from '../path.js'
import { entityOfItem } from '../relations/path-entity.js'

/** Columns that hold a title as a part of an address. */
const SLUG = /^(?:[a-z]{1,20}_)?slug$|^[a-z]{1,20}Slug$/

/** Body fields that a slug is made of, the most telling first. */
const SOURCES = ['title', 'name', 'headline', 'label', 'subject'] as const

/** The value of a slug that no client gives: its title as part of an address. Null for other columns. */
export function slugValue(candidate: Candidate, entity: Entity, column: Field): Expression | null {
  const { body } = candidate.operation
  if (!isSlug(column) || body.some(({ name }) => columnNamed(entity, name) === column)) return null
  const source = sourceOf(body)
  return source === null ? null : slugOf(candidate.draft, entity, column, source)
}

/** Whether a column holds a title as a part of an address. */
function isSlug({ type, name, references }: Field): boolean {
  return type === 'string' && references === null && SLUG.test(name)
}

function sourceOf(body: readonly BodyField[]): BodyField | null {
  const named = SOURCES.map((source) =>
    body.find(({ name, type }) => type === 'string' && keyOf(name) === source),
  )
  return (
    named.find((field) => field !== undefined) ??
    body.find(({ type, required }) => required && type === 'string') ??
    null
  )
}

function slugOf(draft: Draft, entity: Entity, column: Field, source: BodyField): Expression {
  return {
    kind: 'slug',
    of: { kind: 'body', field: source.name },
    entity: entity.name,
    field: column.name,
    reserved: reservedWords(draft, entity),
  }
}

/** Slugs that follow their titles when those change, where the documents say so. */
export function recomputedSlugs(candidate: Candidate, entity: Entity): readonly Assignment[] {
  const { operation, draft } = candidate
  const values = new Map<string, Assignment>()
  for (const said of operation.recomputed ?? []) {
    const column = columnNamed(entity, said.field)
    const source = operation.body.find(({ name }) => keyOf(name) === keyOf(said.from))
    if (column === null || source === undefined || !isSlug(column) || values.has(column.name)) continue
    const value = slugOf(draft, entity, column, source)
    values.set(column.name, { field: column.name, value, whenBody: source.name })
  }
  return [...values.values()]
}

/** Words that other paths have where this one has the slug: `feed` of `/articles/feed`. */
function reservedWords(draft: Draft, entity: Entity): readonly string[] {
  const prefixes = new Set<string>()
  for (const operation of draft.operations) {
    const path = shapeOf(operation)
    for (const [index, { parameter }] of path.items.entries())
      if (parameter !== null && entityOfItem(draft, path, index) === entity)
        prefixes.add(operation.path.slice(0, operation.path.indexOf(`{${parameter}}`)))
  }
  const words = draft.operations.flatMap(({ path }) =>
    [...prefixes].flatMap((prefix) => {
      const next = path.startsWith(prefix) ? (path.slice(prefix.length).split('/', 1)[0] ?? '') : ''
      return next === '' || next.startsWith('{') || prefix === '' ? [] : [next]
    }),
  )
  return [...new Set(words)].toSorted()
}
