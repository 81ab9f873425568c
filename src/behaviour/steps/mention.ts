import type { Entity, Field } from '../../design/entity.js'
import { wordsOf } from '../naming.js'

/** Columns of an entity that a text names, in the order of the table: `title and description`. */
export function columnsNamedIn(entity: Entity, text: string): readonly Field[] {
  const words = ` ${wordsOf(text).join(' ')} `
  return entity.fields.filter((field) => words.includes(` ${wordsOf(field.name).join(' ')} `))
}
