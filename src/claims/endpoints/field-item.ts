import type { Item } from '../../source/list.js'
import type { Source } from '../../source/source.js'
import type { ValueFacts, ValueType } from '../shape.js'
import { defaultWords, valueWords } from '../value-words.js'
import { codeChoices } from './code-choices.js'
import { placed } from './wire-claims.js'
import type { WireFact } from './wire-claims.js'

/** The fields that one list item speaks of, and what it says of them. */
export interface FieldItem {
  readonly names: readonly string[]
  readonly facts: readonly WireFact<ValueFacts>[]
}

const NAME = String.raw`["'\`]?[?&]?([A-Za-z_][\w.-]{0,60}(?:\[\])?)(\?)?["'\`]?(?:=[^\s,:]{0,60})?`
const HEAD = new RegExp(
  String.raw`^(?:(?:and )?${NAME}(?:, ?(?:and )?| and | ?\/ ?)){0,6}${NAME}(?= ?[(:：–—=-]|\s*$)`,
)
const ONE = new RegExp(NAME, 'g')

/**
 * Reads `` `title` (string, required): the book's title, max 255 characters `` and its many variations:
 * `title: string (optional) - …`, `` `page`, `size`: positive integers ``.
 *
 * @returns null when the item does not start with a name followed by a bracket, colon or dash
 */
export function fieldItem(source: Source, item: Item): FieldItem | null {
  const head = HEAD.exec(item.text)
  if (head === null) return null
  const written = item.text.slice(0, head[0].length)
  const rest = item.text.slice(written.length)
  const code = /[`]/.test(source.text.slice(item.whole.start, item.whole.start + 4))
  const opens = item.children.length > 0 && /^ ?:?$/.test(rest)
  if (!code && !opens && !isPlainField(written, rest)) return null
  const names = [...written.matchAll(ONE)].flatMap(([, name]) =>
    name && name !== 'and' ? [fieldName(name.replace('[]', ''), code)] : [],
  )
  if (
    names.length === 0 ||
    names.some((name) => /^(?:GET|POST|PUT|PATCH|DELETE|MUST|SHOULD|FR|SC|US)\b/.test(name))
  )
    return null
  return { names, facts: itemFacts(source, item, written, rest) }
}

/** `**Title**:` over rules speaks of the field `title`; what is written as code stays as it is. */
function fieldName(name: string, code: boolean): string {
  return !code && /^[A-Z][a-z]+$/.test(name) ? name.toLowerCase() : name
}

/** A bare word is a field when lower case and followed by what can only be a type. */
function isPlainField(written: string, rest: string): boolean {
  if (!/^[a-z_]/.test(written) || /\s/.test(written.trim())) return false
  return /^ ?[(:–—-]/.test(rest) && rest.length > 2
}

function itemFacts(
  source: Source,
  item: Item,
  written: string,
  rest: string,
): readonly WireFact<ValueFacts>[] {
  const from = written.length
  const words = valueWords(rest)
  const type = words.find((fact) => fact.property === 'type')
  const known: ValueType | null = type?.property === 'type' ? type.value : null
  const name = item.span(0, written.length)
  const facts: WireFact<ValueFacts>[] = [{ property: 'exists', value: true, span: name }]
  const choices =
    known === 'boolean' || words.some((fact) => fact.property === 'enum')
      ? null
      : codeChoices(source, item.node, name.end)
  if (choices) {
    facts.push({ property: 'type', value: known === 'array' ? 'array' : 'enum', span: choices.span })
    if (known !== 'array') facts.push({ property: 'enum', value: choices.values, span: choices.span })
    facts.push(
      ...placed(
        words.filter((fact) => fact.property !== 'type'),
        item,
        from,
      ),
    )
  } else {
    facts.push(...placed(words, item, from))
  }
  if (choices && !words.some((fact) => fact.property === 'default')) {
    const standing = /(["'`]?)([\w-]{1,60})\1 ?\(default\)/.exec(rest)
    const fact = standing ? null : defaultWords(rest)
    if (fact) facts.push(...placed([fact], item, from))
    if (standing?.[2] !== undefined) {
      facts.push({
        property: 'default',
        value: standing[2],
        span: item.span(from + standing.index, from + standing.index + standing[0].length),
      })
    }
  }
  if (written.includes('?')) facts.push({ property: 'required', value: false, span: name })
  const lead = /^ ?(?:\([^)]{0,200}\))?[\s:：–—-]*/.exec(rest)?.[0].length ?? 0
  const description = rest.slice(lead)
  if (/[a-z]{3} [a-z]/i.test(description)) {
    facts.push({
      property: 'description',
      value: description,
      span: item.span(from + lead, item.text.length),
    })
  }
  return facts
}
