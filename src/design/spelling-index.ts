import type { Method } from '../claims/claim.js'
import { parameterName, pathKey, segmentsOf } from './canonical-path.js'

/** A method and a path as some document writes them. */
interface Spelling {
  readonly method: Method
  readonly path: string
}

/** Finds spellings that may mean the same operation as another one, without looking at all of them. */
export interface SpellingIndex {
  /**
   * Positions, in order, of the spellings of the same method that `spelling`
   * may fill with values, may be the end of, or share the skeleton of.
   */
  readonly similar: (spelling: Spelling) => readonly number[]
}

/** Templates by their segments, one step each. */
interface Step {
  readonly literals: Map<string, Step>
  parameter: Step | null
  readonly ends: number[]
}

const newStep = (): Step => ({ literals: new Map(), parameter: null, ends: [] })

/**
 * Indexes spellings by their segments, their ends and their skeletons.
 * @param skeleton what a path names apart from prefix, version and user
 */
export function indexSpellings(
  spellings: readonly Spelling[],
  skeleton: (path: string) => string,
): SpellingIndex {
  const templates = new Map<Method, Step>()
  const ends = new Map<string, number[]>()
  const skeletons = new Map<string, number[]>()
  for (const [position, { method, path }] of spellings.entries()) {
    const root = templates.get(method) ?? newStep()
    templates.set(method, root)
    addTemplate(root, path, position)
    const segments = segmentsOf(pathKey(path))
    for (let from = 1; from < segments.length; from += 1)
      put(ends, `${method} ${segments.slice(from).join('/')}`, position)
    put(skeletons, `${method} ${skeleton(path)}`, position)
  }
  return {
    similar: ({ method, path }) => {
      const root = templates.get(method)
      const found = new Set([
        ...(root === undefined ? [] : matching(root, segmentsOf(path))),
        ...(ends.get(`${method} ${segmentsOf(pathKey(path)).join('/')}`) ?? []),
        ...(skeletons.get(`${method} ${skeleton(path)}`) ?? []),
      ])
      return [...found].toSorted((left, right) => left - right)
    },
  }
}

function addTemplate(root: Step, path: string, position: number): void {
  let step = root
  for (const segment of segmentsOf(path)) {
    if (parameterName(segment) === null) {
      const next = step.literals.get(segment) ?? newStep()
      step.literals.set(segment, next)
      step = next
    } else {
      step.parameter ??= newStep()
      step = step.parameter
    }
  }
  step.ends.push(position)
}

/** The templates that have each segment, or a parameter in its place. */
function matching(root: Step, segments: readonly string[]): readonly number[] {
  let steps: readonly Step[] = [root]
  for (const segment of segments)
    steps = steps.flatMap(({ literals, parameter }) =>
      [literals.get(segment), parameter].filter((next) => next !== undefined && next !== null),
    )
  return steps.flatMap(({ ends }) => ends)
}

function put(index: Map<string, number[]>, key: string, position: number): void {
  const positions = index.get(key)
  if (positions === undefined) index.set(key, [position])
  else positions.push(position)
}
