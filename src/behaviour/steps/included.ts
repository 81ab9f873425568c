import type { Draft } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { Parameter } from '../../design/operation.js'
import type { Filter } from '../../design/step.js'
import { fieldOf } from '../column.js'
import { wordsOf } from '../naming.js'
import { meaningFor } from './flag-words.js'
import { momentOf } from './moment.js'
import { removalMark } from './removal.js'

/**
 * The rows that a list leaves out unless a flag asks for them: `include_archived`, `with_deleted`, `show_hidden`. Null for
 * any other parameter.
 */
export function includingFilter(draft: Draft, entity: Entity, parameter: Parameter): Filter | null {
  const [verb, word, ...more] = wordsOf(parameter.name)
  if (parameter.type !== 'boolean' || !/^(?:include|with|show|including)$/.test(verb ?? '')) return null
  if (word === undefined || more.length > 0) return null
  const removal = removalMark(draft, entity)
  const common = { through: [], comparison: 'equal', whenQuery: null, cases: null } as const
  if (removal !== null && wordsOf(removal.set.field).includes(word))
    return { ...common, field: removal.set.field, value: removal.present, unlessQuery: parameter.name }
  const moment = momentOf(entity, word)
  if (moment !== null)
    return {
      ...common,
      field: moment.name,
      value: { kind: 'constant', value: null },
      unlessQuery: parameter.name,
    }
  const flag = entity.fields.find(
    ({ name, type }) =>
      type === 'boolean' && meaningFor(name, word) === true && fieldOf(entity, name) !== null,
  )
  if (flag === undefined) return null
  return {
    ...common,
    field: flag.name,
    value: { kind: 'constant', value: false },
    unlessQuery: parameter.name,
  }
}
