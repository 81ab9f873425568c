import type { Entity, Field } from '../../design/entity.js'
import { wordsOf } from '../naming.js'

/** Columns of an entity that a text names, in the order of the table: `title and description`.
 * A flag is also named without `is`. */
export function columnsNamedIn(entity: Entity, text: string): readonly Field[] {
  const words = ` ${wordsOf(text).join(' ')} `
  return entity.fields.filter((field) => {
    const name = wordsOf(field.name)
    const flag = field.type === 'boolean' && /^(?:is|has)$/.test(name[0] ?? '') ? name.slice(1) : name
    return words.includes(` ${name.join(' ')} `) || words.includes(` ${flag.join(' ')} `)
  })
}
