import type { Behaviour, Operation } from '../../design/operation.js'
import type { Design } from '../../design/design.js'
import type { Entity } from '../../design/entity.js'
import { wordsOf } from '../naming.js'
import { inOrder, kindsOf, nounIndexOf } from './noun-index.js'

/** Words by which people ask for a behaviour. */
const VERBS: readonly (readonly [RegExp, readonly Behaviour[]])[] = [
  [/\b(?:creat(?:e|es|ed|ing|ion)|adds?|added|adding|post(?:s|ed|ing)?|submit(?:s|ted)?)\b/, ['create']],
  [
    /\b(?:list(?:s|ed|ing)?|displays? (?:all|every)|filter(?:s|ed|ing)?|sort(?:s|ed|ing)?|browses?)\b/,
    ['list'],
  ],
  [
    /\b(?:views?|sees?|retrieves?|retrieving|gets?|fetch(?:es|ing)?|reads?) (?:all|only|their|my|your|own|a list)\b/,
    ['list'],
  ],
  [/\bsearch(?:es|ed|ing)?\b/, ['search', 'list']],
  [/\b(?:view(?:s|ed|ing)?|retriev(?:e|es|ed|al|ing)|reads?|gets?|fetch(?:es|ed)?|details?)\b/, ['read']],
  [
    /\b(?:updat(?:e|es|ed|ing)|edit(?:s|ed|ing)?|modif(?:y|ies|ied|ying)|put|changes?)\b/,
    ['update', 'replace'],
  ],
  [/\b(?:replac(?:e|es|ed|ing)|overwrit(?:e|es|ten))\b/, ['replace']],
  [/\b(?:delet(?:e|es|ed|ing|ion)|remov(?:e|es|ed|ing|al))\b/, ['delete']],
  [/\b(?:toggl(?:e|es|ed|ing)|marks?|marking|marked|flip(?:s|ped)?)\b/, ['toggle', 'set']],
  [/\b(?:health|liveness|readiness)\b/, ['health']],
]

/** The behaviours that a text speaks of. Names of columns (`updated_at`) do not count. */
function behavioursIn(text: string): ReadonlySet<Behaviour> {
  const plain = text.toLowerCase().replace(/\b[a-z]{1,40}_\w{1,60}\b/g, ' ')
  const found = new Set<Behaviour>()
  for (const [pattern, behaviours] of VERBS)
    if (pattern.test(plain)) for (const behaviour of behaviours) found.add(behaviour)
  if (
    found.has('list') &&
    /\b(?:views?|gets?|reads?|retrieves?|fetch(?:es)?) (?:all|only|their|my)\b/.test(plain)
  )
    found.delete('read')
  return found
}

/** Entities of the design that a text names, in the singular or the plural. */
export function entitiesNamedIn(design: Design, text: string): readonly Entity[] {
  const { phrases, longest } = nounIndexOf(design)
  const words = wordsOf(text.replace(/\b\w{1,40}_\w{1,60}\b/g, ' '))
  const found = new Set<number>()
  for (let start = 0; start < words.length; start += 1) {
    let phrase = ''
    for (let end = start; end < Math.min(words.length, start + longest); end += 1) {
      phrase = end === start ? (words[end] ?? '') : `${phrase} ${words[end] ?? ''}`
      for (const position of phrases.get(phrase) ?? []) found.add(position)
    }
  }
  return inOrder(design.entities, found).filter(({ name }) => {
    const kinds = kindsOf(name)
    // "subtasks within a task": a thing named after the entity is another thing.
    return !words.some((word) => kinds.some((kind) => word.length > kind.length + 1 && word.endsWith(kind)))
  })
}

/** The operations on these entities. */
export function operationsServing(design: Design, entities: readonly Entity[]): readonly Operation[] {
  const { served } = nounIndexOf(design)
  return inOrder(design.operations, new Set(entities.flatMap(({ name }) => served.get(name) ?? [])))
}

/** Things of other systems that people make and change like rows: `create an account`, `delete the conversation`. */
const OTHER_THINGS =
  /\b(?:creat|add|regist|delet|remov|updat|edit|view|list)\w{0,4} (?:\w{1,20} ){0,3}(?:accounts?|users?|profiles?|sessions?|conversations?|chats?|messages?|passwords?|notifications?)\b/i

/** The operations that a text asks for in words: verb and entity, the entity left out when only one is served. */
export function operationsSpokenOf(design: Design, text: string): readonly Operation[] {
  const behaviours = behavioursIn(text)
  if (behaviours.size === 0) return []
  const { served, health } = nounIndexOf(design)
  const named = entitiesNamedIn(design, text)
    .map((entity) => entity.name)
    .filter((name) => served.has(name))
  const only = served.size === 1 && !OTHER_THINGS.test(text) ? [...served.keys()] : []
  const subjects = named.length > 0 ? named : only
  const candidates = new Set(subjects.flatMap((name) => served.get(name) ?? []).concat(health))
  return inOrder(design.operations, candidates).filter((operation) => behaviours.has(operation.behaviour))
}
