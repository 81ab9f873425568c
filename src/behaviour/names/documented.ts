import type { Draft, DraftSchema } from '../../design/draft.js'
import type { Behaviour } from '../../design/operation.js'
import { keyOf, singular, wordsOf } from '../naming.js'

/** A class that the documents name: a schema with fields, or only a name that code imports. */
interface DocumentedModel {
  readonly name: string
  /** Its fields without their notation; null when only the name is known. */
  readonly keys: readonly string[] | null
}

/** What the name of a class is asked to stand for. */
export interface Wanted {
  /** Name of the entity, or null. */
  readonly entity: string | null
  /** Names of the fields, as on the wire. */
  readonly fields: readonly string[]
  /** Name of the handler, `complete_loan`. */
  readonly handler: string
}

/** Words that tell nothing of what a class is for. */
const NEUTRAL = new Set(['schema', 'model', 'dto', 'data', 'payload', 'item'])

const REQUEST = ['request', 'input', 'in', 'body', 'params', 'form']

const RESPONSE = ['response', 'read', 'public', 'out', 'output', 'view', 'detail', 'details', 'result']

const AROUND = ['envelope', 'wrapper', 'list', 'page', 'paginated', 'collection', 'single']

/** Words for bodies by what is done with them. */
const BODY_VERBS: Partial<{ readonly [B in Behaviour]: readonly string[] }> = {
  create: ['create', 'new', 'add', 'post'],
  replace: ['update', 'replace', 'put', 'edit', 'modify'],
  update: ['update', 'patch', 'edit', 'modify', 'partial', 'change'],
}

/** What a flag or a state is changed by. */
const CHANGE_VERBS = ['update', 'patch', 'set', 'toggle', 'change', 'status']

/** The classes that the documents name: schemas, then names that code only imports. */
export class DocumentedModels {
  readonly #models: readonly DocumentedModel[]

  /** @param symbols names that the documents use from modules of the backend. */
  constructor(draft: Draft, symbols: ReadonlySet<string>) {
    const entities = new Set(draft.entities.map(({ name }) => name))
    const schemas = draft.schemas.filter(({ name }) => !entities.has(name))
    const known = new Set(schemas.map(({ name }) => name))
    const imported = [...symbols].filter(
      (name) => /^[A-Z]/.test(name) && !known.has(name) && !entities.has(name),
    )
    this.#models = [
      ...schemas.flatMap((schema): readonly DocumentedModel[] => {
        const keys = keysOf(schema)
        return keys === null ? [] : [{ name: schema.name, keys }]
      }),
      ...imported.map((name) => ({ name, keys: null })),
    ]
  }

  /** Names for a body, best first: `LoanComplete`, `CompleteLoanRequest`, `LoanUpdate`. */
  forBody(wanted: Wanted, behaviour: Behaviour): readonly string[] {
    const verbs = BODY_VERBS[behaviour] ?? [
      ...CHANGE_VERBS,
      ...wanted.fields.flatMap((field) => wordsOf(field)),
    ]
    return this.#named(wanted, [...verbs, ...wordsOf(wanted.handler)], REQUEST)
  }

  /** Names for what a client sees of a row, best first: `LoanResponse`, `LoanOut`. */
  forView(wanted: Wanted): readonly string[] {
    return this.#named(wanted, RESPONSE, [])
  }

  /** Names for an object around rows, counts or messages, best first: `LoanList`, `ReturnLoanResponse`. */
  forEnvelope(wanted: Wanted): readonly string[] {
    const words = [...AROUND, ...wordsOf(wanted.handler), ...wanted.fields.flatMap((field) => wordsOf(field))]
    return this.#named(wanted, words, RESPONSE)
  }

  /** Classes with the wanted fields whose names consist of the entity and of the given words. */
  #named(wanted: Wanted, telling: readonly string[], silent: readonly string[]): readonly string[] {
    const keys = wanted.fields.map(keyOf)
    const rated = this.#models.flatMap(({ name, keys: own }): readonly Rated[] => {
      if (own !== null && !(own.length === keys.length && own.every((key) => keys.includes(key)))) return []
      const rating = rate(name, wanted, telling, silent)
      // Of a name alone, only its words tell what it is.
      if (rating === null || (own === null && rating === 0)) return []
      return [{ name, rating: rating - (own === null ? 1 : 0) }]
    })
    return rated.toSorted((left, right) => right.rating - left.rating).map(({ name }) => name)
  }
}

interface Rated {
  readonly name: string
  readonly rating: number
}

function keysOf({ shape }: DraftSchema): readonly string[] | null {
  return shape.kind === 'object' && shape.fields.length > 0
    ? shape.fields.map((field) => keyOf(field.name))
    : null
}

/** How many words of a name tell of its purpose; null when one tells of something else. */
function rate(
  name: string,
  { entity, handler }: Wanted,
  telling: readonly string[],
  silent: readonly string[],
): number | null {
  const words = wordsOf(name).filter((word) => !NEUTRAL.has(word))
  const noun = wordsOf(entity ?? '').map(singular)
  const about = (wanted: readonly string[]): boolean =>
    wanted.length > 0 && wanted.every((word) => words.some((own) => alike(singular(own), word)))
  if (!about(noun) && !about(wordsOf(handler))) return null
  const rest = words.filter((word) => !noun.includes(singular(word)) && !silent.includes(word))
  return rest.every((word) => telling.some((one) => alike(word, one))) ? rest.length : null
}

/** `completion` and `complete`, `archived` and `archive`. */
function alike(left: string, right: string): boolean {
  if (left === right) return true
  const shorter = Math.min(left.length, right.length)
  const shared = Math.max(4, shorter - 1)
  return shorter >= 4 && left.slice(0, shared) === right.slice(0, shared)
}
