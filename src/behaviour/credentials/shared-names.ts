import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import { keyOf, snakeCase } from '../naming.js'
import { isIdentifier } from './password.js'

/** Why a name of accounts must be unique where no document says so. */
export const ALONE = 'people sign in or are found by it, so that no two accounts may share it'

/** The id of the question whether accounts may share names. */
export function sharedNamesId(entity: Entity): string {
  return `${snakeCase(entity.name)}-names-unique`.replaceAll('_', '-')
}

/** Columns of accounts that must be unique for a reason, and not by a document. */
export function sharedNames(entity: Entity): readonly Field[] {
  return entity.fields.filter(({ origins }) =>
    (origins['unique'] ?? []).some((origin) => origin.kind === 'derived' && origin.why === ALONE),
  )
}

/** Whether paths find an account by a column: `/profiles/{username}`. */
export function isPathName({ operations }: Draft, field: Field): boolean {
  return (
    isIdentifier(field) &&
    operations.some(({ parameters }) => parameters.some(({ name }) => keyOf(name) === keyOf(field.name)))
  )
}
