import type { Behaviour, Operation } from '../../design/operation.js'
import type { Design } from '../../design/design.js'
import type { Entity } from '../../design/entity.js'
import { nounOf, wordsOf } from '../naming.js'
import { columnsNamedIn } from '../steps/mention.js'
import { actionsIn } from './action-words.js'
import { inOrder, kindsOf, nounIndexOf } from './noun-index.js'
import { whenClause } from './when-clause.js'

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
    /\b(?:updat(?:e|es|ed|ing)|edit(?:s|ed|ing)?|modif(?:y|ies|ied|ying)|put|patch(?:es)?|changes?)\b/,
    ['update', 'replace'],
  ],
  [/\b(?:replac(?:e|es|ed|ing)|overwrit(?:e|es|ten))\b/, ['replace']],
  [/\b(?:delet(?:e|es|ed|ing|ion)|remov(?:e|es|ed|ing|al))\b/, ['delete']],
  [/\b(?:toggl(?:e|es|ed|ing)|marks?|marking|marked|flip(?:s|ped)?)\b/, ['toggle', 'set']],
  [/\b(?:health|liveness|readiness)\b/, ['health']],
]

/** The behaviours that a text speaks of. Names of columns (`updated_at`) do not count. */
function behavioursIn(text: string): ReadonlySet<Behaviour> {
  const plain = text
    .toLowerCase()
    .replace(/\b[a-z]{1,40}_\w{1,60}\b/g, ' ')
    .replace(/\b(?:last[- ])?(?:updated?|modified|created?) (?:timestamps?|times?|dates?|at)\b/g, ' ')
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
  const { phrases, nouns, longest } = nounIndexOf(design)
  const words = wordsOf(text.replace(/\b\w{1,40}_\w{1,60}\b/g, ' ').replace(COMPOUND, otherName(nouns)))
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

/** A name in one word with capitals inside: `LoanTemplate`. */
const COMPOUND = /\b[A-Z][a-z0-9]{1,40}(?:[A-Z][A-Za-z0-9]{1,60})\b/g

/** Leaves out names that are of no entity: a `LoanTemplate` is no loan. */
function otherName(nouns: ReadonlySet<string>): (name: string) => string {
  return (name) => (nouns.has(nounOf(name)) ? name : ' ')
}

/** The operations on these entities. */
export function operationsServing(design: Design, entities: readonly Entity[]): readonly Operation[] {
  const { served } = nounIndexOf(design)
  return inOrder(design.operations, new Set(entities.flatMap(({ name }) => served.get(name) ?? [])))
}

/** Things of other systems that people make and change like rows, and how they come to have them: `create an account`. */
const OTHER_THINGS =
  /\b(?:creat|add|regist|delet|remov|updat|edit|view|list)\w{0,4} (?:\w{1,20} ){0,3}(?:accounts?|users?|profiles?|sessions?|conversations?|chats?|messages?|passwords?|notifications?)\b|\bsign(?:s|ing)?[- ]?(?:up|in|out)\b|\bregist(?:er|ers|ration)\b/i

/** Words that stand for rows named before: `they mark it`. */
const PRONOUN = /\b(?:it|its|them|they|this|that|those|these|one|ones)\b/i

/**
 * The operations that a text asks for in words: verb and entity, the entity left out when only one is served; the word
 * that a path ends in counts as a verb. In a scenario, what happens counts, not what is given and seen.
 */
export function operationsSpokenOf(design: Design, text: string): readonly Operation[] {
  const clause = whenClause(text)
  const behaviours = behavioursIn(clause)
  const { served, health, actions } = nounIndexOf(design)
  const subjects = subjectsOf(design, clause, text)
  const own = subjects.flatMap((name) => served.get(name) ?? [])
  // Beside rows of their own, action words count only for what happens in a scenario: "token" is no call of `/token`.
  const anything = clause !== text && subjects.length === 0 && entitiesNamedIn(design, text).length === 0
  const acting = actionsIn(actions, clause).filter(
    (at) => own.includes(at) || anything || (clause !== text && design.operations[at]?.entity === null),
  )
  if (acting.length > 0) return inOrder(design.operations, new Set(acting))
  if (behaviours.size === 0) return []
  return inOrder(design.operations, new Set(own.concat(health))).filter((operation) =>
    behaviours.has(operation.behaviour),
  )
}

/** Those of some operations whose behaviour a text begins by asking for: `Can update the note or both`. */
export function doing(text: string, operations: readonly Operation[]): readonly Operation[] {
  const asked = /^\W*(?:users? |readers? )?(?:can |may |must |should |to )?(\w{3,20})\b/i.exec(text)?.[1]
  const behaviours = behavioursIn(asked ?? '')
  return operations.filter(({ behaviour }) => behaviours.has(behaviour))
}

/** Names of the entities that a clause is about; those of the whole text where the clause refers back to them. */
function subjectsOf(design: Design, clause: string, text: string): readonly string[] {
  const { served } = nounIndexOf(design)
  const namedIn = (words: string): readonly string[] =>
    entitiesNamedIn(design, words)
      .map((entity) => entity.name)
      .filter((name) => served.has(name))
  const named = namedIn(clause)
  if (named.length > 0) return named
  if (clause !== text) {
    const before = namedIn(text)
    const spoken = PRONOUN.test(clause)
      ? before
      : before.filter((name) =>
          design.entities.some((one) => one.name === name && columnsNamedIn(one, clause).length > 0),
        )
    if (spoken.length > 0) return spoken
  }
  return served.size === 1 && !OTHER_THINGS.test(text) ? [...served.keys()] : []
}
