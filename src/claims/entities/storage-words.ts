import type { ColumnFacts } from '../claim.js'
import { IGNORING_CASE } from '../words/case-words.js'
import { typeWord } from '../words/type-words.js'

/** A fact about storage that a few words state, and where in the text they stand. */
export type StorageFact = {
  readonly [P in StorageProperty]: {
    readonly property: P
    readonly value: ColumnFacts[P]
    readonly start: number
    readonly end: number
  }
}[StorageProperty]

type StorageProperty =
  | 'primaryKey'
  | 'unique'
  | 'uniqueIgnoringCase'
  | 'index'
  | 'references'
  | 'onDelete'
  | 'touched'
  | 'holdsUser'
  | 'generated'

const NAME = String.raw`[\`"']?((?:[A-Za-z_]\w{0,60}\.){0,2}[A-Za-z_]\w{0,60})[\`"']?(?:\(([A-Za-z_]\w{0,60})\))?`

const REFERENCE = new RegExp(
  String.raw`\b(?:FK|foreign key|ForeignKey|OneToOneField)\s?(?:\(|:|→|->|=>|to|references|on)?\s?(?:(?:linking|pointing|referring|relating|connecting|that (?:links|points|refers)) (?:back )?)?(?:to |references |→ )?(?:the )?(?:(?:owning|parent|associated|related|corresponding) )?(?:Better[- ]Auth(?:'s)? )?${NAME}|(?:→|->|=>|\breferences)\s?${NAME}`,
  'i',
)

/** A row that has to be there: `must reference an existing member`, `required; existing book`. */
const EXISTING = /(?:\b(?:reference|refer to|point to) an? |^|[;,] )existing ([A-Za-z_]\w{0,60})(?=$|[;,.])/i

/** Words for the id of somebody who signs in: `Better Auth user id`, `from the JWT`, `the caller's id`. */
const USER =
  /\bBetter[- ]?Auth (?:user|account)(?:['’]s)?(?: id)?\b|\b(?:user|account)(?:['’]s)? id (?:from|of|in) (?:the )?(?:Better[- ]?Auth|JWT|token|session)\b|\b(?:taken |set |comes? )?from (?:the )?(?:verified |bearer |access |auth(?:entication)? )?(?:JWT|token)(?:['’]s)?(?: [`"]?sub[`"]?(?: claim)?)?(?=$|[\s,.;)|])|\b(?:JWT|token(?:['’]s)?) [`"]?sub\b[`"]?(?: claim)?|\b(?:caller|current user|authenticated user|signed-in user|logged-in user)['’]s (?:user )?id\b|^(?:the (?:\w{2,20} )?)?(?:user |person )?who (?:created|made|opened|registered|started|added|submitted) (?:it|the \w{2,20})\b/i

/** Words after `FK` that name no table; what ends in `_id` is the column itself: `Foreign key on loan_id`. */
const NO_TABLE =
  /^(?:\w{1,60}_id|not|null|nullable|indexed|index|unique|required|optional|on|and|or|to|the|with|primary|pk|constraint|placeholder|relationship|reference|references|referencing|cascade|default|in|via|by|of|from|for|is|as|enforced|column|one|each|linking|links|linked|pointing|points|referring|refers|that|which|this|its|a|an|user_ids?|true|false|none|empty|now|uuid|self|(?:var)?char|string|text|integer|int|boolean|bool|datetime|timestamp|date|enum)$/i

/**
 * What words say of storage: `PK`, `UNIQUE`, `INDEXED`, `FK → users.id`, `ON DELETE CASCADE`, `ON UPDATE NOW()`.
 * Uniqueness that holds only together with other columns (`unique per user`) is not said of the column alone.
 */
export function storageWords(text: string): readonly StorageFact[] {
  const facts: StorageFact[] = []
  const primary = /\b(?:PK(?!-)|primary[- ]key)\b/i.exec(text)
  if (primary !== null) facts.push({ property: 'primaryKey', value: true, ...rangeOf(primary) })
  const unique =
    /\b(?:UNIQUE(?! (?:per|within|together|with|identifier|id\b|key|combination|to|for|across))|UQ)\b(?! ?\((?!(?:case|ignor|regardless|irrespective|globally)))/i.exec(
      text,
    )
  if (unique !== null && !/\b(?:not|non)[- ]$/i.test(text.slice(0, unique.index)) && !isPrefix(text, unique))
    facts.push(
      { property: 'unique', value: true, ...rangeOf(unique) },
      ...(IGNORING_CASE.test(text)
        ? [{ property: 'uniqueIgnoringCase' as const, value: true, ...rangeOf(unique) }]
        : []),
    )
  const index = /\b(?:INDEX(?:ED)?|IDX)\b/i.exec(text)
  if (index !== null && !/\b(?:not|no|non)[- ]$/i.test(text.slice(0, index.index)))
    facts.push({ property: 'index', value: true, ...rangeOf(index) })
  const reference = REFERENCE.exec(text)
  const existing = reference === null ? EXISTING.exec(text) : null
  if (existing?.[1] !== undefined && !NO_TABLE.test(existing[1]))
    facts.push({ property: 'references', value: `${existing[1]}.id`, ...rangeOf(existing) })
  const table = reference?.[1] ?? reference?.[3]
  if (reference !== null && table !== undefined && !NO_TABLE.test(table) && !isMove(text, reference)) {
    const column = reference[2] ?? reference[4]
    const value = column === undefined ? table : `${table}.${column}`
    facts.push({ property: 'references', value, ...rangeOf(reference) })
  }
  facts.push(
    ...deletionWords(
      text,
      facts.some(({ property }) => property === 'references'),
    ),
  )
  const touched =
    /\bON UPDATE (?:NOW|CURRENT_TIMESTAMP)|\b(?:auto(?:matically)?[- ]?)(?:updated?|refreshed)\b(?! on (?:insert|creation))|\bupdated on (?:every|each|any) (?:change|update|modification)/i.exec(
      text,
    )
  if (touched !== null) facts.push({ property: 'touched', value: true, ...rangeOf(touched) })
  const user = USER.exec(text)
  if (user !== null) facts.push({ property: 'holdsUser', value: true, ...rangeOf(user) })
  // In prose a serial is a number on a thing: as a type it is in capitals, or the first word.
  const counting =
    /\b(?:auto|AUTO|Auto)[- _]?(?:increment(?:ing|ed)?|INCREMENT|Increment)\b|\b(?:BIG|SMALL)?SERIAL\b|^\W{0,3}(?:big|small)?serial\b(?! [a-z])/.exec(
      text,
    )
  if (counting !== null) facts.push({ property: 'generated', value: 'autoincrement', ...rangeOf(counting) })
  return facts
}

/** `status → expired` moves a state; `UUID → books.id` and `→ Book` refer to a row. */
function isMove(text: string, { 0: written, index }: RegExpExecArray): boolean {
  if (!/^(?:→|->|=>)/.test(written) || /[.(]/.test(written)) return false
  const before = /([A-Za-z_]\w{0,60})[`"']?\s{0,4}$/.exec(text.slice(Math.max(0, index - 70), index))?.[1]
  return before !== undefined && typeWord(before) === null
}

/** What happens to a row whose reference is removed, as a word of its own behind the reference: `fk Job, cascade`. */
const BESIDE_REFERENCE = /(?:^|[,;(] ?)(cascade|set[ _-]null|restrict)s?(?=\s*(?:$|[,;.)]))/i

/** `ON DELETE CASCADE` and its kin. */
function deletionWords(text: string, refers: boolean): readonly StorageFact[] {
  const match =
    /\bON[ _]DELETE[ =](?:models\.)?(CASCADE|SET[ _]NULL|RESTRICT|PROTECT|NO ACTION)\b|\bcascade(?:s)? (?:on )?delet(?:e|ion)s?\b/i.exec(
      text,
    ) ?? (refers ? BESIDE_REFERENCE.exec(text) : null)
  if (match === null) return []
  const word = (match[1] ?? 'cascade').toLowerCase()
  const value = word === 'cascade' ? 'cascade' : /^set[ _-]null$/.test(word) ? 'set-null' : 'restrict'
  return [{ property: 'onDelete', value, ...rangeOf(match) }]
}

/** `Unique identifier` describes, it does not demand. */
function isPrefix(text: string, match: RegExpExecArray): boolean {
  const next = text.slice(match.index + match[0].length)
  return match[0] !== 'UNIQUE' && /^ [a-z]/.test(next) && !/^ (?:constraint|index|not|and|or)\b/.test(next)
}

function rangeOf(match: RegExpExecArray): { readonly start: number; readonly end: number } {
  return { start: match.index, end: match.index + match[0].length }
}
