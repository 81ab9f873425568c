import type { Feature } from './source.js'

/** What a folder's name says of its place among the features. */
interface FeatureName {
  readonly folder: string
  /** Digits that order the folder: `2` of `002-auth`, `20260131` of `2026-01-31-loans`. */
  readonly number: bigint
}

const DATED = /^(\d{4})[-_.](\d{2})[-_.](\d{2})(?=$|[-_. ])/
const NUMBERED = /^(?:(?:feature|phase|sprint|iteration|milestone)[-_]?|f)?(\d{1,14})(?=$|[-_. ])/i

/**
 * Finds the feature folders among the documents and ranks them: `specs/002-auth`, `specs/2026-01-31-loans`,
 * `specs/features/003-fines`, `specs/phase2`. The spec folders rank first in their given order, then the number or date, then the name.
 *
 * @param paths paths of documents, relative to the project
 * @param roots the spec folders, in the order in which later ones amend earlier ones
 * @returns the feature of each path that stands in one
 */
export function featuresOf(paths: readonly string[], roots: readonly string[]): ReadonlyMap<string, Feature> {
  const named = new Map<string, FeatureName>()
  for (const path of paths) {
    const found = featureName(path, roots)
    if (found) named.set(path, found)
  }
  const folders = [...new Map([...named.values()].map((each) => [each.folder, each])).values()].sort((a, b) =>
    compareFeatures(a, b, roots),
  )
  const orders = new Map(folders.map((each, order) => [each.folder, order]))
  return new Map(
    [...named].map(([path, { folder }]) => [path, { folder, order: orders.get(folder) ?? 0 }] as const),
  )
}

function featureName(path: string, roots: readonly string[]): FeatureName | null {
  const root = roots.find((each) => path.startsWith(`${each}/`))
  if (root === undefined) return null
  const segments = path.slice(root.length + 1).split('/')
  for (let index = 0; index < segments.length - 1; index += 1) {
    const number = featureNumber(segments[index] ?? '')
    if (number !== null) return { folder: [root, ...segments.slice(0, index + 1)].join('/'), number }
  }
  return null
}

function featureNumber(name: string): bigint | null {
  const dated = DATED.exec(name)
  if (dated) return BigInt(`${dated[1]}${dated[2]}${dated[3]}`)
  const numbered = NUMBERED.exec(name)
  return numbered?.[1] === undefined ? null : BigInt(numbered[1])
}

function compareFeatures(a: FeatureName, b: FeatureName, roots: readonly string[]): number {
  const rootOf = (each: FeatureName) => roots.findIndex((root) => each.folder.startsWith(`${root}/`))
  if (rootOf(a) !== rootOf(b)) return rootOf(a) - rootOf(b)
  if (a.number !== b.number) return a.number < b.number ? -1 : 1
  return a.folder < b.folder ? -1 : 1
}
