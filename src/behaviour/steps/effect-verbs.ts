import type { DraftOperation } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import { keyOf, wordsOf } from '../naming.js'
import { PARTICIPLES } from '../participle.js'

/** Verbs by which people bring rows about, as stems. */
const MAKING: ReadonlySet<string> = new Set(
  'creat add mak made plac log record report submit register book post fil enter writ written tak order upload request reserv rent borrow issu schedul check'.split(
    ' ',
  ),
)
const REMOVING: ReadonlySet<string> = new Set(['delet', 'remov'])
const CHANGING: ReadonlySet<string> = new Set(['updat', 'chang', 'edit', 'modifi', 'modify'])

/** A verb without its ending: `close`, `closed` and `closing` have one stem. */
export function stemOf(verb: string): string {
  const bare = verb.toLowerCase().replace(/(?:ing|ed|es|e|s)$/, '')
  return /([^aeiou])\1$/.test(bare) ? bare.slice(0, -1) : bare
}

/** Whether a verb removes a row. */
export function removes(verb: string): boolean {
  return REMOVING.has(stemOf(verb))
}

/** Whether a verb changes a row as a whole. */
export function changes(verb: string): boolean {
  return CHANGING.has(stemOf(verb))
}

/** The states of a column that a verb leads to: `closed` for closing, `in_progress` for starting. */
export function statesOf({ enum: values }: Field, verb: string): readonly string[] {
  const stem = stemOf(verb)
  const meant = new Set(
    [...PARTICIPLES].flatMap(([base, participles]) =>
      stemOf(base) === stem || participles.some((one) => one === verb.toLowerCase()) ? participles : [],
    ),
  )
  return (values ?? []).filter((value) => stemOf(value) === stem || meant.has(keyOf(value)))
}

/** Whether a verb says of an operation that it makes a row: a word for it, or the one with which its own description begins. */
export function makes(verb: string, entity: Entity, operation: DraftOperation): boolean {
  const stem = stemOf(verb)
  const [, ...later] = entity.fields.flatMap((column) =>
    column.enum === null ? [] : [column.default, ...statesOf(column, verb)],
  )
  if (later.some((state) => entity.fields.every((column) => column.default !== state))) return false
  const said = [operation.summary, operation.description].map((text) => wordsOf(text ?? '')[0] ?? '')
  return MAKING.has(stem) || said.some((word) => word.length > 2 && stemOf(word) === stem)
}
