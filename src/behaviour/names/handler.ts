import type { Behaviour } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { type Pair, pairOf } from '../relations/pairs.js'
import { bulkOf } from '../steps/bulk.js'
import { rowsListOf } from '../steps/listed-rows.js'
import { pluralSnakeCase, snakeCase, wordsOf } from '../naming.js'

/** Verbs for each behaviour; the first is used when no document names the handler. */
const VERBS: Partial<{ readonly [B in Behaviour]: readonly string[] }> = {
  create: ['create', 'add', 'new', 'post'],
  list: ['list', 'get', 'read', 'get_all', 'fetch'],
  read: ['get', 'read', 'fetch', 'retrieve', 'show'],
  replace: ['update', 'replace', 'edit', 'put'],
  update: ['update', 'patch', 'edit', 'modify'],
  delete: ['delete', 'remove', 'destroy'],
  search: ['search', 'find'],
  export: ['export', 'download'],
}

/**
 * Names a handler may have, best first: the operationId, a name the documents
 * use for it, else verb and entity (`list_loans`, `get_loan`, `complete_loan`).
 */
export function handlerNames(
  candidate: Candidate,
  behaviour: Behaviour,
  documented: ReadonlySet<string>,
): readonly string[] {
  const { operation, entity, word } = candidate
  const names: string[] = []
  const id = identifier(operation.facts.operationId ?? '')
  if (id !== null) names.push(id)
  const bulk = bulkOf(candidate)
  if (bulk !== null) {
    const rows = pluralSnakeCase(entity?.name ?? word)
    if (/bulk|batch|many/.test(word) && snakeCase(word).includes('_'))
      names.push(`${snakeCase(word)}_${rows}`)
    names.push(`bulk_${bulk}_${rows}`)
  }
  if (rowsListOf(candidate) !== null) names.push(`bulk_create_${pluralSnakeCase(entity?.name ?? word)}`)
  const noun = snakeCase(entity?.name ?? word) || 'root'
  const many = pluralSnakeCase(entity?.name ?? word) || 'roots'
  const verbs = verbsOf(candidate, behaviour)
  const action = snakeCase(word) || operation.method.toLowerCase()
  const pair = pairOf(candidate.draft, operation)
  const made =
    verbs === undefined
      ? [...(pair === null ? [] : pairNames(behaviour, pair)), ...actionNames(behaviour, action, noun)]
      : verbs.flatMap((verb) =>
          behaviour === 'list' || behaviour === 'search'
            ? [`${verb}_${many}`]
            : [`${verb}_${noun}`, `${verb}_${noun}_by_id`],
        )
  names.push(...made.filter((name) => documented.has(name)), ...made.slice(0, 1))
  // Another operation has that name: say more.
  if (behaviour === 'update') names.push(`patch_${noun}`)
  names.push(
    `${made[0] ?? action}_${action}`,
    identifier(`${operation.method}_${operation.path}`) ?? 'handle',
  )
  // Python has no names that begin with a digit.
  return names.filter((name) => /^[a-z]/.test(name))
}

/** Verbs of a behaviour; a `PUT` beside a `PATCH` is called a replacement. */
function verbsOf({ draft, operation }: Candidate, behaviour: Behaviour): readonly string[] | undefined {
  const beside = draft.operations.some((other) => other.path === operation.path && other.method === 'PATCH')
  return behaviour === 'replace' && beside ? ['replace', 'update', 'put'] : VERBS[behaviour]
}

/** `add_tag_to_list`, `remove_tag_from_list`. */
function pairNames(behaviour: Behaviour, { parent, child }: Pair): readonly string[] {
  const [one, other] = [snakeCase(child.name), snakeCase(parent.name)]
  return [behaviour === 'unlink' ? `remove_${one}_from_${other}` : `add_${one}_to_${other}`]
}

function actionNames(behaviour: Behaviour, action: string, noun: string): readonly string[] {
  if (behaviour === 'toggle')
    return [
      ...(action.includes('toggle') ? [] : [`toggle_${noun}_${action}`]),
      `toggle_${noun}`,
      `toggle_${noun}_completion`,
      `toggle_${action}`,
      `toggle_complete`,
      `${action}_${noun}`,
    ]
  if (behaviour === 'health')
    return [action === 'health' ? 'health_check' : noun === 'root' ? 'root' : action, 'health', 'get_health']
  if (behaviour === 'unlink') return [`un${action}_${noun}`, `remove_${noun}_${action}`]
  if (behaviour === 'me') return ['get_me', 'me', 'read_me']
  if (['login', 'register', 'logout', 'refresh'].includes(behaviour)) return [behaviour]
  return [
    // What no resource is named for is named for itself.
    ...(action === noun ? [action] : []),
    ...(behaviour === 'set' && action.endsWith('ed') ? [`mark_${noun}_${action}`] : []),
    `${action}_${noun}`,
    `${noun}_${action}`,
    `toggle_${noun}_${action}`,
    `toggle_${noun}`,
    `mark_${noun}_${action}`,
  ]
}

/** A snake_case identifier, or null when the text has no letter to begin with. */
function identifier(text: string): string | null {
  const name = wordsOf(text).join('_').slice(0, 80)
  return /^[a-z]/.test(name) ? name : null
}
