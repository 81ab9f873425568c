import type { SaidConsequence } from '../../effect.js'
import { must, serviceName } from './demand.js'
import { ALSO, ARTICLE, columnOf, columnsOfAny, ofEntity } from './effect-columns.js'
import { bareEntity, type NamedEntity } from './nouns.js'
import { choice, type Input, means, optional, type Phrase, sequence, word } from './phrase.js'
import type { KnownField } from '../vocabulary.js'

/** What comes about, and in which entity. */
export interface Clause {
  readonly entity: string
  readonly consequence: SaidConsequence
}

/** `entry`, `record`: words for one row of a table. */
export const ROW = optional(word('row', 'rows', 'entry', 'entries', 'record', 'records', 'table', 'log'))
/** `is`, `must be`: before what is done. */
export const BE = word(
  'is',
  'are',
  'must be',
  'shall be',
  'should be',
  'will be',
  'has to be',
  'gets',
  'must also be',
  'is also',
  'are also',
  'is automatically',
  'must automatically be',
)
/** What is done to a row that comes about. */
export const MADE = word(
  'recorded',
  'logged',
  'stored',
  'saved',
  'written',
  'tracked',
  'appended',
  'kept',
  'added',
  'inserted',
  'created',
  'opened',
  'raised',
  'made',
  'generated',
)
const MAKES = word(
  ...'create creates write writes add adds record records log logs open opens raise raises insert inserts append appends generate generates make makes store stores save saves'.split(
    ' ',
  ),
)

/** All that is left of the sentence, as written. */
export const rest: Phrase<string> = (input, at) => {
  const last = input.tokens.at(-1)
  const end = last !== undefined && /^[.;!]$/.test(last.text) ? input.tokens.length - 1 : input.tokens.length
  const said = textOf(input, at, end)
  return { value: said, next: end }
}

function textOf({ tokens, sentence }: Input, from: number, to: number): string {
  const [first, last] = [tokens[from], tokens[to - 1]]
  return first === undefined || last === undefined || to <= from
    ? ''
    : sentence.text.slice(first.start, last.end)
}

/** `an alert with status open is created`: what stands between the row and its making is said of the row. */
const passiveRecord: Phrase<Clause> = (input, at) => {
  const head = sequence<[unknown, NamedEntity, unknown]>(ARTICLE, bareEntity, ROW)(input, at)
  if (head === null) return null
  for (let next = head.next; next < input.tokens.length; next += 1) {
    const made = sequence<[unknown, unknown, unknown]>(BE, ALSO, MADE)(input, next)
    if (made === null) continue
    const before = textOf(input, head.next, next)
    const after = rest(input, made.next)
    if (after === null) return null
    const values = [before, after.value].filter((said) => said !== '').join(', ')
    return {
      value: { entity: head.value[1].entity, consequence: { kind: 'record', values } },
      next: after.next,
    }
  }
  return null
}

/** `opens a fault on the lift with the note as its title`, `the system writes an entry`. */
const activeRecord: Phrase<Clause> = means(
  sequence<[unknown, unknown, unknown, unknown, unknown, NamedEntity, unknown, string]>(
    optional(serviceName),
    optional(must),
    ALSO,
    MAKES,
    optional(word('a', 'an', 'one', 'a new', 'another', 'the')),
    bareEntity,
    ROW,
    rest,
  ),
  ([, , , , , named, , values]) => ({ entity: named.entity, consequence: { kind: 'record', values } }),
)

const TAKES = word(
  'is set to',
  'becomes',
  'must be set to',
  'is updated to',
  'must become',
  'is changed to',
  'shall be set to',
  'is reset to',
  'is set back to',
  'will be set to',
)

/** The column of another row: `the lift's last_visited_at`, `last_seen_at of the sensor`, `the sensor last_seen_at`. */
const columnAbove: Phrase<{ readonly column: string; readonly entity: string }> = choice(
  means(columnOf, (said) => (said.entity === null ? null : { column: said.column, entity: said.entity })),
  means(
    sequence<[unknown, NamedEntity, readonly KnownField[]]>(ARTICLE, bareEntity, columnsOfAny),
    ([, named, known]) => ofEntity(known, named.entity),
  ),
)

/** `the lift's last_visited_at is set to now`, `sets the book's available to false`, `marks the book as lent`. */
const follow: Phrase<Clause> = choice(
  means(
    sequence<[{ readonly column: string; readonly entity: string }, unknown, string]>(
      columnAbove,
      TAKES,
      rest,
    ),
    ([said, , value]) => followed(said.entity, said.column, value),
  ),
  means(
    sequence<
      [
        unknown,
        unknown,
        unknown,
        unknown,
        { readonly column: string; readonly entity: string },
        unknown,
        string,
      ]
    >(
      optional(serviceName),
      optional(must),
      ALSO,
      word('sets', 'set', 'updates', 'update', 'changes', 'change', 'resets', 'reset'),
      columnAbove,
      word('to', 'back to', '='),
      rest,
    ),
    ([, , , , said, , value]) => followed(said.entity, said.column, value),
  ),
  means(
    sequence<[unknown, NamedEntity, unknown, string]>(
      word('the', 'its'),
      bareEntity,
      word(
        'is marked as',
        'is marked',
        'becomes',
        'must be marked as',
        'is set to',
        'is automatically marked as',
      ),
      rest,
    ),
    ([, named, , value]) => followed(named.entity, null, value),
  ),
  means(
    sequence<[unknown, unknown, unknown, unknown, unknown, NamedEntity, unknown, string]>(
      optional(serviceName),
      optional(must),
      ALSO,
      word('marks', 'mark', 'makes', 'make', 'sets', 'set'),
      word('the', 'its'),
      bareEntity,
      optional(word('as', 'to')),
      rest,
    ),
    ([, , , , , named, , value]) => followed(named.entity, null, value),
  ),
)

function followed(named: string, said: string | null, value: string): Clause {
  return { entity: named, consequence: { kind: 'follow', column: said, value } }
}

/** Most things that one sentence brings about. */
const MOST_CLAUSES = 3

/** Several clauses with `and` between them, all of the sentence that is left; one alone where no `and` divides it. */
function several(one: Phrase<Clause>): Phrase<readonly Clause[]> {
  const read = (input: Input, at: number, most: number): readonly Clause[] | null => {
    const { tokens } = input
    const last = most > 1 ? tokens.length : at
    for (let end = at + 1; end < last; end += 1) {
      if (tokens[end]?.text !== 'and') continue
      const first = whole(one, { ...input, tokens: tokens.slice(0, end) }, at)
      const others = first === null ? null : read(input, end + 1, most - 1)
      if (first !== null && others !== null) return [first, ...others]
    }
    const only = whole(one, input, at)
    return only === null ? null : [only]
  }
  return (input, at) => {
    const said = read(input, at, MOST_CLAUSES)
    return said === null ? null : { value: said, next: input.tokens.length }
  }
}

/** What a clause means that ends with the tokens; null where it goes on. */
function whole(one: Phrase<Clause>, input: Input, at: number): Clause | null {
  const match = one(input, at)
  const left = match === null ? [] : input.tokens.slice(match.next)
  return match === null || left.some(({ text }) => !/^[.;!,]$/.test(text)) ? null : match.value
}

/** What comes about, whoever brings it about. */
export const clause = several(choice(follow, activeRecord, passiveRecord))
/** What something does: `opens a fault`, `marks the lift as running`. */
export const activeClause = several(choice(follow, activeRecord))
