import { reachOf } from './dependencies.js'
import type { Program, PythonFunction } from './program.js'
import { comparisonsIn, queriesIn, shapeOf } from './queries.js'
import { calledFunction } from './resolve.js'
import { pathParameters, type Route } from './routes.js'
import type { TableModel } from './models.js'
import { ancestorsOf, argumentsOf, nodesOf, type SyntaxNode } from './syntax.js'

/** A call of a handler that asks whether a row of the path is the caller's. */
interface OwnershipCall {
  readonly call: SyntaxNode
  /** The path parameters that are handed over. */
  readonly keys: readonly string[]
  /** What is handed over of other parameters: `body.packet_id`. */
  readonly members: readonly string[]
  /** The name that holds the row; null where nothing keeps it. */
  readonly row: string | null
  /** All functions that run because of it. */
  readonly functions: ReadonlySet<SyntaxNode>
}

/**
 * The calls of a handler that look for the row above with its caller: `service.find_task(task_id, user_id)`, where what runs
 * then asks for an owner and the answer is used. What is read below such a row afterwards, by its key, is the caller's too.
 */
export function ownershipCalls(
  program: Program,
  { handler, path }: Route,
  tables: readonly TableModel[],
  namesOwner: (text: string) => boolean,
): readonly OwnershipCall[] {
  const keys = new Set(pathParameters(path))
  const callers = new Set(
    handler.parameters.flatMap(({ name }) => (CALLER.test(name) && !keys.has(name) ? [name] : [])),
  )
  return nodesOf(handler.body, 'call').flatMap((call): readonly OwnershipCall[] => {
    const { positional, keywords } = argumentsOf(call)
    const given = [...positional, ...keywords.values()].map(({ text }) => text)
    const handed = given.filter((text) => keys.has(text))
    const row = keptAs(call)
    const isCaller = (text: string): boolean => callers.has(/^\w+/.exec(text)?.[0] ?? '')
    // What the body names counts where the row itself is held on to: `packet = find_packet(session, user_id, body.packet_id)`.
    const members = row === null ? [] : given.filter((text) => isMember(text) && !isCaller(text))
    const isAsked = handed.length + members.length > 0 && given.some(isCaller)
    const called = isAsked && isUsed(call) ? calledFunction(program, handler, call) : null
    if (called === null) return []
    const { functions } = reachOf(program, [{ kind: 'own', functions: [called] }])
    return [...functions].some((each) => asksForOwner(program, each, tables, namesOwner))
      ? [{ call, keys: handed, members, row, functions: new Set([...functions].map(({ node }) => node)) }]
      : []
  })
}

/** Whether a query in a function runs for a row that one of these calls has found before. */
export function isBelowOwned(
  calls: readonly OwnershipCall[],
  { handler }: Route,
  within: PythonFunction,
  query: SyntaxNode,
): boolean {
  return calls.some(({ call, keys, members, row, functions }) => {
    if (functions.has(within.node)) return false
    if (within.node === handler.node)
      return (
        query.line > call.line &&
        (keys.some((key) => wordsOf(query.text).has(key)) ||
          comparedTo(query.text).some((text) => members.includes(text) || text.split('.')[0] === row))
      )
    return nodesOf(handler.body, 'call').some((later) => {
      const { positional, keywords } = argumentsOf(later)
      return (
        later.line > call.line &&
        [...positional, ...keywords.values()].some(({ text }) => keys.includes(text))
      )
    })
  })
}

/** `body.packet_id`. */
function isMember(text: string): boolean {
  return /^[a-z_]\w*\.\w+$/i.test(text)
}

/** The attributes that something must be the same as: `Packet.id == packet.id`. */
function comparedTo(text: string): readonly string[] {
  return [...text.matchAll(/== ?(\w+\.\w+)/g)].map(([, attribute = '']) => attribute)
}

/** The name that the answer of a call is given: `packet = await find_packet(…)`. */
function keptAs(call: SyntaxNode): string | null {
  for (const { type, text } of ancestorsOf(call)) {
    if (type === 'assignment') return /^(\w+)\s*=/.exec(text)?.[1] ?? null
    if (type !== 'await') return null
  }
  return null
}

const CALLER = /user|caller|account|owner|member|customer|principal/i

function asksForOwner(
  program: Program,
  each: PythonFunction,
  tables: readonly TableModel[],
  namesOwner: (text: string) => boolean,
): boolean {
  return (
    comparisonsIn(each).some(({ text }) => namesOwner(text)) ||
    queriesIn(program, each, tables).some((query) => namesOwner(shapeOf(query)))
  )
}

/** The answer of a call is kept, or decides something. */
function isUsed(call: SyntaxNode): boolean {
  for (const { type } of ancestorsOf(call)) {
    if (
      /^(?:assignment|if_statement|comparison_operator|not_operator|return_statement|argument_list)$/.test(
        type,
      )
    )
      return true
    if (type === 'block') return false
  }
  return false
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/[^\w]+/))
}
