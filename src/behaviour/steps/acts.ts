import type { DraftOperation } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import { singular, wordsOf } from '../naming.js'
import { participleOf } from '../relations/verb.js'
import { shapeOf } from '../path.js'

/** What of an operation tells what it does. */
export type Act = Pick<DraftOperation, 'method' | 'path' | 'access' | 'summary' | 'description'>

/** The sentences of a text. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.;!?])\s{1,8}/)
}

/** Whether a word is a form of a verb: `ship`, `ships`, `shipped`, `shipping`. */
export function isForm(word: string, verb: string): boolean {
  const stem = verb.replace(/e$/, '')
  return word.startsWith(stem) && word.length <= verb.length + 4
}

/** Verbs of removing and of making, whatever the documents call it there. */
const REMOVING = ['delete', 'remove'] as const
const MAKING = ['create', 'add'] as const

/**
 * Whether a sentence speaks of doing what an operation does: `removing an item` of `DELETE …/items/{id}`, `when a loan is
 * returned` of `POST /loans/{id}/return`, `borrowing a tool` of what is summed up as "Borrow a tool".
 *
 * @param entity the entity whose row the operation makes, changes or removes
 * @param target an entity to which that row refers, whose noun may stand in its place
 */
export function speaksOf(sentence: string, operation: Act, entity: Entity, target: Entity): boolean {
  const words = wordsOf(sentence)
  const nouns = new Set(words.map(singular))
  const own = nouns.has(lastWord(entity.name))
  const does = (verb: string): boolean =>
    words.some((word) => isForm(word, verb) || word === participleOf(verb))
  if (own && plainVerbs(operation).some(does)) return true
  return (own || nouns.has(lastWord(target.name))) && ownVerbs(operation).some(does)
}

function lastWord(name: string): string {
  return singular(wordsOf(name).at(-1) ?? '')
}

function plainVerbs({ method, path, access }: Act): readonly string[] {
  const last = shapeOf({ path, access }).items.at(-1)
  if (method === 'DELETE') return REMOVING
  return method === 'POST' && last?.parameter === null ? MAKING : []
}

/** The word behind the row in its path, and the verb with which what is said of it begins. */
function ownVerbs(operation: Act): readonly string[] {
  const { items } = shapeOf(operation)
  const last = items.at(-1)
  const action =
    last?.parameter === null && (items.at(-2)?.parameter ?? null) !== null ? last.literal.toLowerCase() : ''
  const said = [operation.summary, operation.description].map((text) => wordsOf(text ?? '')[0] ?? '')
  const plain = new Set<string>([...REMOVING, ...MAKING])
  return [action.split('-')[0] ?? '', ...said].filter(
    (verb) => /^[a-z]{3,20}$/.test(verb) && !plain.has(verb),
  )
}
