import type { ShapeField } from '../../claims/shape.js'
import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { RelatedField } from '../../design/operation.js'
import { primaryKey } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { keyOf, nounOf, wordsOf } from '../naming.js'
import { impliedBy, referredBy } from '../referred.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'
import { isSecret } from './secret.js'
import { rulesOf } from './rules-of.js'

/** Words for the user whose row it is. */
const OWNERS = ['user', 'owner', 'author', 'creator', 'created_by']

/** Columns by which people name a row. */
const LABELS: ReadonlySet<string> = new Set(['name', 'title', 'label', 'username'])

/** A column that refers to a row, and the words by which a field of an answer may speak of that row. */
interface Reference {
  readonly column: Field
  readonly entity: Entity
  readonly key: Field
  readonly stems: readonly string[]
}

/**
 * A column of a row that one of the columns refers to, shown as if it were the row's own:
 *
 *     chef_name        chef_id → Chef.name
 *     authorUsername   author_id → User.username
 *     category         category_id → Category.name, where `category` is a text
 *
 * Null when no reference explains the field, or several do.
 */
export function referredField(draft: Draft, entity: Entity, field: ShapeField): Built<RelatedField> | null {
  const { shape, name } = field
  if (shape.kind !== 'value' && shape.kind !== 'unknown') return null
  const type = shape.kind === 'value' ? (shape.facts.type ?? null) : null
  const fitting = referencesOf(draft, entity).flatMap((reference) => {
    const column = columnMeant(reference, name)
    return column === null || (type !== null && !agrees(type, column.type)) ? [] : [{ reference, column }]
  })
  const [found, ...more] = fitting
  if (found === undefined || more.length > 0) return null
  const { reference, column } = found
  if (reference.entity.managedElsewhere)
    return unbuilt(`${reference.entity.name} is kept by another system, so "${name}" cannot be shown`)
  return built({
    kind: 'referred',
    name,
    description: shape.kind === 'value' ? (shape.facts.description ?? null) : null,
    reference: reference.column.name,
    target: reference.key.name,
    entity: reference.entity.name,
    column: column.name,
    rules: { ...rulesOf(column), nullable: column.nullable || reference.column.nullable },
  })
}

function referencesOf(draft: Draft, entity: Entity): readonly Reference[] {
  const found = entity.fields.flatMap((column) => {
    const referred =
      referredBy(draft.entities, column) ??
      impliedBy(draft.entities, column) ??
      ownerOf(draft, entity, column)
    return referred === null ? [] : [{ column, ...referred }]
  })
  return found.map(({ column, entity: other, key }) => {
    const alone = found.filter((one) => one.entity === other).length === 1
    const stem = wordsOf(column.name)
      .filter((word) => word !== 'id')
      .join('')
    const words = [
      stem,
      ...(alone ? [nounOf(other.name)] : []),
      ...(column.name === entity.owner ? OWNERS.map(keyOf) : []),
    ]
    return { column, entity: other, key, stems: [...new Set(words)] }
  })
}

/** The account behind the column that ties a row to its user. */
function ownerOf({ entities }: Draft, { owner }: Entity, column: Field) {
  const account = column.name === owner ? entityNamed(entities, 'user') : null
  const key = account === null ? null : primaryKey(account)
  return account === null || key === null ? null : { entity: account, key }
}

/** The column of the other row that a name on the wire speaks of. */
function columnMeant({ entity, column, key, stems }: Reference, name: string): Field | null {
  const wire = keyOf(name)
  const shown = entity.fields.filter((one) => one !== key && !isSecret(one.name))
  const joined = shown.find((one) =>
    stems.some((stem) => {
      const own = keyOf(one.name)
      return wire === stem + own || (wire === own && own.startsWith(stem) && own !== stem)
    }),
  )
  if (joined !== undefined) return joined
  if (!stems.includes(wire) || wire === keyOf(column.name)) return null
  const labels = shown.filter((one) => LABELS.has(one.name.toLowerCase()))
  return labels.length === 1 ? (labels[0] ?? null) : null
}

/** Types whose values look alike in examples. */
const ALIKE: readonly ReadonlySet<string>[] = [
  new Set(['string', 'enum', 'uuid', 'datetime', 'date', 'time', 'decimal']),
  new Set(['integer', 'number', 'decimal']),
]

/** Whether a documented type may stand for that of the column. */
function agrees(documented: string, stored: Field['type']): boolean {
  return documented === stored || ALIKE.some((types) => types.has(documented) && types.has(stored))
}
