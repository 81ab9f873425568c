import type { Behaviour, Operation } from '../../design/operation.js'
import { plural, wordsOf } from '../naming.js'
import type { Design } from '../../design/design.js'
import type { Entity } from '../../design/entity.js'

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
export function behavioursIn(text: string): ReadonlySet<Behaviour> {
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
  const plain = text.replace(/\b\w{1,40}_\w{1,60}\b/g, ' ')
  const words = ` ${wordsOf(plain).join(' ')} `
  return design.entities.filter((entity) => {
    const name = wordsOf(entity.name)
    const many = [...name.slice(0, -1), plural(name.at(-1) ?? '')]
    const kinds = [name.join(' '), many.join(' ')]
    // "subtasks within a task": a thing named after the entity is another thing.
    const another = words
      .split(' ')
      .some((word) => kinds.some((kind) => word.length > kind.length + 1 && word.endsWith(kind)))
    return !another && kinds.some((kind) => words.includes(` ${kind} `))
  })
}

/** The operations that a text asks for in words: verb and entity, the entity left out when only one is served. */
export function operationsSpokenOf(design: Design, text: string): readonly Operation[] {
  const behaviours = behavioursIn(text)
  if (behaviours.size === 0) return []
  const served = new Set(
    design.operations.map((operation) => operation.entity).filter((name) => name !== null),
  )
  const named = entitiesNamedIn(design, text).filter((entity) => served.has(entity.name))
  const subjects = new Set(
    named.length > 0 ? named.map((entity) => entity.name) : served.size === 1 ? served : [],
  )
  return design.operations.filter(
    (operation) =>
      behaviours.has(operation.behaviour) &&
      (operation.behaviour === 'health' || (operation.entity !== null && subjects.has(operation.entity))),
  )
}
