import type { Entity, Field } from '../design/entity.js'

/**
 * The entity with its time of change marked as such: a moment named
 * `updated_at` says by its name that every change sets it.
 */
export function withTouched(entity: Entity): Entity {
  const isMoment = ({ type, name, touched }: Field): boolean =>
    !touched && type === 'datetime' && /^(?:last_?)?(?:updated|modified|changed)(?:_?(?:at|on))?$/i.test(name)
  if (entity.managedElsewhere || !entity.fields.some(isMoment)) return entity
  const why = 'its name says that it holds the time of the last change'
  return {
    ...entity,
    fields: entity.fields.map((field) =>
      isMoment(field)
        ? {
            ...field,
            touched: true,
            origins: { ...field.origins, touched: [{ kind: 'derived' as const, why, from: [] }] },
          }
        : field,
    ),
  }
}
