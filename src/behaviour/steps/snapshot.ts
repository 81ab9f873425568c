import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Step } from '../../design/step.js'
import type { Draft } from '../../design/draft.js'
import { wordsOf } from '../naming.js'

type Find = Extract<Step, { readonly kind: 'find' }>

/** Words by which documents say that a column keeps what another row holds at the moment. */
const SAID =
  /\b(?:copied|copy|snapshot\w{0,3}|taken over|taken from|carried over|kept from|captured|frozen|locked in|at (?:the )?(?:time|moment) of|when (?:it|the|an?) [\w ]{1,40}(?:is|was|gets|got|are|were) (?:made|added|placed|created|booked|ordered|bought|sold|rented|borrowed|taken)|at (?:purchase|booking|checkout|order|creation|sale))\b/i

/** Words of a column's name that say that it keeps a value of another row. */
const KEPT: ReadonlySet<string> = new Set(
  'unit snapshot at purchase order sale time of original booking booked when'.split(' '),
)

/** Words of a column's name without those that say that it keeps a value. */
export function withoutKept(column: string, of: Entity): readonly string[] {
  const noise = new Set([...KEPT, ...wordsOf(of.name)])
  return wordsOf(column).filter((word) => !noise.has(word))
}

/**
 * What a column of a new row keeps of a row that the operation has found: `unit_price | the price of the product when the
 * item was added`. The words of the column's description say so, or its name (`price_at_purchase`); the value is that of
 * the one column of one found row that they mean. Null where they say nothing, or leave open which one.
 */
export function snapshotValue(
  { entities, statements }: Pick<Draft, 'entities' | 'statements'>,
  column: Field,
  found: readonly Find[],
): Expression | null {
  if (column.references !== null || column.primaryKey || column.touched || column.generated !== null)
    return null
  const description = saidOf(column, statements)
  const told = SAID.test(description)
  // By its name alone only a column keeps something that nothing else fills, and no moment: `created_at`.
  const open = !column.nullable && column.default === null && !/^(?:date|time)/.test(column.type)
  if (!told && !open) return null
  const words = ` ${wordsOf(description).join(' ')} `
  const sources = found.flatMap((step) => {
    const entity = entities.find(({ name }) => name === step.entity)
    return entity === undefined || (step.whenBody ?? null) !== null ? [] : [{ step, entity }]
  })
  const named = sources.filter(({ entity }) => words.includes(` ${wordsOf(entity.name).join(' ')} `))
  const meant = (told && named.length > 0 ? named : sources).flatMap(({ step, entity }) => {
    const held = heldBy(entity, column, told ? words : null)
    return held === null ? [] : [{ row: step.row, field: held.name }]
  })
  const [only, ...more] = meant
  return only === undefined || more.length > 0 ? null : { kind: 'field', ...only }
}

/** What documents say of where the value of a column comes from: its description, its line, and lines that name it. */
function saidOf({ name, description, origins }: Field, statements: Draft['statements']): string {
  const spans = (origins['exists'] ?? []).flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : []))
  const lines = statements.filter(
    ({ span, text }) =>
      SAID.test(text) &&
      (spans.some(({ source, start }) => source === span.source && span.start <= start && start < span.end) ||
        ` ${text.replaceAll(/[^\w]+/g, ' ')} `.includes(` ${name} `)),
  )
  return [description ?? '', ...lines.map(({ text }) => text)].join('. ')
}

/** The column of a found row that another one keeps; `words` of a description that says so, else the name must. */
function heldBy(entity: Entity, column: Field, words: string | null): Field | null {
  const fitting = entity.fields.filter(
    (field) =>
      !field.primaryKey &&
      field.type === column.type &&
      (!field.nullable || column.nullable) &&
      field.name !== entity.owner,
  )
  const core = withoutKept(column.name, entity)
  const says = core.length < wordsOf(column.name).length
  if (words === null && !says) return null
  const alike = fitting.find(
    ({ name }) => (words !== null && name === column.name) || wordsOf(name).join(' ') === core.join(' '),
  )
  if (alike !== undefined || words === null) return alike ?? null
  const told = fitting.filter(({ name }) => words.includes(` ${wordsOf(name).join(' ')} `))
  return told.length === 1 ? (told[0] ?? null) : null
}
