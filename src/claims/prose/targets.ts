import { operationNames } from '../outline/operation-name.js'
import type { Method } from '../claim.js'
import { shapeOf } from '../path-shape.js'
import { singular } from '../words/nouns.js'
import { nounOf } from './nouns.js'
import type { Sentence } from './sentence.js'
import { type KnownField, type KnownOperation, type Vocabulary } from './vocabulary.js'

/** What people do with rows, as stems of verbs, and the operations that do it. */
const VERBS: readonly (readonly [RegExp, (operation: KnownOperation) => boolean])[] = [
  [
    /\b(?:toggl(?:e|es|ed|ing)|complet(?:e|es|ed|ing|ion)|mark(?:s|ed|ing)?)\b/i,
    ({ action, method }) =>
      action !== null && method !== 'GET' && /toggle|complet|done|mark|status/.test(action),
  ],
  [
    /\b(?:creat(?:e|es|ed|ing|ion)|add(?:s|ed|ing)?|submit(?:s|ted|ting)?|regist(?:er|ers|ered|ering|ration)|new)\b/i,
    ({ method, one, action }) => method === 'POST' && !one && action === null,
  ],
  [
    /\b(?:updat(?:e|es|ed|ing)|edit(?:s|ed|ing)?|modif(?:y|ies|ied|ying))\b/i,
    ({ method, one, action }) => (method === 'PUT' || method === 'PATCH') && one && action === null,
  ],
  [
    /\b(?:delet(?:e|es|ed|ing|ion)|remov(?:e|es|ed|ing|al))\b/i,
    ({ method, one, action }) => method === 'DELETE' && one && action === null,
  ],
  [
    /\b(?:list(?:s|ed|ing)?|browse(?:s|d)?|search(?:es|ed|ing)?|(?:view|see|retrieve|fetch|get)(?:s|ed|ing)? all)\b/i,
    ({ method, one }) => method === 'GET' && !one,
  ],
  [
    /\b(?:view(?:s|ed|ing)?|reads?|reading|retriev(?:e|es|ed|ing|al)|fetch(?:es|ed|ing)?|get(?:s|ting)?)\b/i,
    ({ method, one, action }) => method === 'GET' && one && action === null,
  ],
]

/** More operations than this are not meant by methods alone. */
const MOST = 8

const METHODS = /\b(GET|POST|PUT|PATCH|DELETE)\b/g

/**
 * The operations that a sentence speaks of: those it names by method and path, else the one of its section, else those
 * its methods or verbs and nouns select, else those of the headings above it.
 */
export function operationsOf(sentence: Sentence, vocabulary: Vocabulary): readonly KnownOperation[] {
  const known = found.get(sentence)
  if (known?.vocabulary === vocabulary) return known.operations
  const operations = findOperations(sentence, vocabulary)
  found.set(sentence, { vocabulary, operations })
  return operations
}

/** What several rules ask of one sentence. */
const found = new WeakMap<
  Sentence,
  { readonly vocabulary: Vocabulary; readonly operations: readonly KnownOperation[] }
>()

function findOperations(sentence: Sentence, { operations, ...names }: Vocabulary): readonly KnownOperation[] {
  const named = operationNames(sentence.text).flatMap(({ method, path }) =>
    matching(operations, method, path),
  )
  if (named.length > 0) return named
  if (sentence.operation !== null) {
    const { method, path } = sentence.operation
    const own = matching(operations, method, path)
    if (own.length > 0) return own
  }
  const methods = new Set([...sentence.text.matchAll(METHODS)].map(([method]) => method))
  const noun = nounIn(sentence.text, names.entities)
  if (methods.size > 0) {
    const chosen = operations.filter(
      (operation) => methods.has(operation.method) && (noun === null || noun === operation.noun),
    )
    return noun === null && chosen.length > MOST ? [] : chosen
  }
  const selected = byVerb(sentence.text, operations, noun)
  if (selected.length > 0) return selected
  for (const heading of sentence.headings.toReversed().slice(0, 3)) {
    const above = byVerb(heading, operations, nounIn(heading, names.entities) ?? noun)
    if (above.length > 0) return above
  }
  return []
}

/** Operations that a verb of the text and a noun select; without a noun none. */
function byVerb(
  text: string,
  operations: readonly KnownOperation[],
  noun: string | null,
): readonly KnownOperation[] {
  if (noun === null) return []
  const own = operations.filter((operation) => operation.noun === noun)
  for (const [verb, selects] of VERBS) {
    if (!verb.test(text)) continue
    const selected = own.filter(selects)
    if (selected.length > 0) return selected
  }
  return []
}

/** The same method, and the same path up to a prefix and the names of parameters. */
function matching(
  operations: readonly KnownOperation[],
  method: Method,
  path: string,
): readonly KnownOperation[] {
  const shape = shapeOf(path)
  const same = operations.filter((operation) => operation.method === method)
  const exact = same.filter((operation) => operation.shape === shape)
  if (exact.length > 0) return exact
  const endings = same.filter((operation) => operation.shape.endsWith(shape) && shape.length > 1)
  return endings.length === 1 ? endings : []
}

/** The first entity that a text mentions, as a noun. */
function nounIn(text: string, entities: ReadonlyMap<string, string>): string | null {
  const words = text.toLowerCase().split(/[^a-z0-9]{1,40}/)
  const person: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const one = singular(words[at] ?? '')
    const two = `${words[at] ?? ''} ${singular(words[at + 1] ?? '')}`
    const noun = entities.has(two) ? two : entities.has(one) ? one : null
    if (noun === null) continue
    // Users do things; what is done to is another entity.
    if (noun === 'user' || noun === 'account') person.push(noun)
    else return noun
  }
  return person[0] ?? null
}

/** The entity that a sentence is about: what it mentions, else what its operation or headings do, else the only one. */
export function entityOf(sentence: Sentence, vocabulary: Vocabulary): string | null {
  const { entities } = vocabulary
  const mentioned = nounIn(sentence.text, entities)
  if (mentioned !== null && mentioned !== 'user') return entities.get(mentioned) ?? null
  const [operation] = sentence.operation === null ? [] : operationsOf(sentence, vocabulary)
  const about = operation === undefined ? undefined : entities.get(operation.noun)
  if (about !== undefined) return about
  for (const heading of sentence.headings.toReversed()) {
    const noun = nounIn(heading, entities)
    if (noun !== null && noun !== 'user') return entities.get(noun) ?? null
  }
  const others = [...entities].filter(([noun]) => !/^(?:user|account|session|verification)$/.test(noun))
  const [only] = others
  return others.length === 1 && only !== undefined
    ? only[1]
    : mentioned === null
      ? null
      : (entities.get(mentioned) ?? null)
}

/** A column that a sentence names. */
export interface FieldMention extends KnownField {
  readonly start: number
  readonly end: number
}

/**
 * The columns that a sentence names, each once, in its order: `due_on`, `due date`, `titles`. A name that is an everyday
 * word counts only as written in code or where it stands alone.
 *
 * @param entity the entity in question; a column of another counts only when no other has the name
 */
export function fieldsOf(
  text: string,
  entity: string | null,
  { fields }: Vocabulary,
): readonly FieldMention[] {
  const mentions = new Map<string, FieldMention>()
  const words = [...text.matchAll(/[A-Za-z][A-Za-z0-9]{0,40}/g)]
  for (let at = 0; at < words.length; at += 1) {
    for (let count = Math.min(4, words.length - at); count > 0; count -= 1) {
      const run = words.slice(at, at + count)
      const first = run[0]
      const last = run.at(-1)
      if (first === undefined || last === undefined) continue
      const end = last.index + last[0].length
      const written = text.slice(first.index, end)
      if (!/^[A-Za-z0-9]{1,40}(?:[ _-][A-Za-z0-9]{1,40}){0,3}$/.test(written)) continue
      const said = run.map(([word]) => split(word)).join(' ')
      const known =
        fields.get(said) ??
        fields.get(singularEnd(said)) ??
        fields.get(`is ${said}`) ??
        fields.get(said.replace(/ time(?:stamp)?$| date$/, ' at')) ??
        // `start time` is `starts_at`, `end date` is `ends_on`.
        fields.get(said.replace(/^(\w{2,20}[^s\W]) (?:time|date)$/, '$1s at')) ??
        fields.get(said.replace(/^(\w{2,20}[^s\W]) (?:time|date)$/, '$1s on'))
      const field =
        known?.find((each) => each.entity === entity) ?? (known?.length === 1 ? known[0] : undefined)
      if (field === undefined) continue
      if (!mentions.has(field.field)) mentions.set(field.field, { ...field, start: first.index, end })
      at += count - 1
      break
    }
  }
  return [...mentions.values()]
}

function split(word: string): string {
  return word.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
}

function singularEnd(said: string): string {
  const at = said.lastIndexOf(' ') + 1
  return said.slice(0, at) + singular(said.slice(at))
}

/** The lists that a sentence speaks of: those that it or its section names, else those of the entity. */
export function listsOf(
  sentence: Sentence,
  vocabulary: Vocabulary,
  entity: string | null,
): readonly KnownOperation[] {
  const isList = ({ method, one }: KnownOperation): boolean => method === 'GET' && !one
  const own = operationsOf(sentence, vocabulary).filter(isList)
  if (own.length > 0 || entity === null) return own
  const noun = nounOf(entity)
  return vocabulary.operations.filter((operation) => isList(operation) && operation.noun === noun)
}
