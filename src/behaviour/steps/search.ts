import type { Entity } from '../../design/entity.js'
import type { Parameter } from '../../design/operation.js'
import type { Search } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { columnsNamedIn } from './mention.js'

const NAME = /^(?:search|q|query|keywords?|term|text|search_?(?:term|text|query))$/i

/** True when a query parameter is a text search: `search`, `q`, `keyword`. */
export function isSearch(parameter: Parameter): boolean {
  return NAME.test(parameter.name) && parameter.enum === null
}

/**
 * The columns a search looks into: those the documents name, else those its
 * description names, else every free text column a client can see.
 */
export function searchOfParameter(candidate: Candidate, entity: Entity, parameter: Parameter): Search {
  const named = (candidate.operation.facts.searches ?? [])
    .map((name) => columnNamed(entity, name))
    .filter((field) => field !== null)
  const described = columnsNamedIn(entity, parameter.description ?? '').filter(
    (field) => field.type === 'string',
  )
  const texts = entity.fields.filter(
    (field) =>
      field.type === 'string' &&
      field.enum === null &&
      !field.primaryKey &&
      field.name !== entity.owner &&
      field.references === null &&
      !/password|secret|token|hash/i.test(field.name),
  )
  const fields = [named, described, texts].find((list) => list.length > 0) ?? []
  return { parameter: parameter.name, fields: fields.map((field) => field.name) }
}
