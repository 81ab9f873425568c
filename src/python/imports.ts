import { STANDARD_LIBRARY } from '../claims/python-code/standard-library.js'

/** One name that a module imports. */
export interface Import {
  readonly module: string
  /** Null imports the module itself. */
  readonly name: string | null
  readonly as: string | null
}

/**
 * The import block of a module in the order of isort and ruff's rule I001: standard
 * library, third party, own packages; in each group `import` before `from`,
 * constants before classes before the rest.
 */
export function printImports(imports: readonly Import[], ownPackages: readonly string[]): readonly string[] {
  const groups: [Import[], Import[], Import[]] = [[], [], []]
  for (const entry of imports) {
    const top = entry.module.split('.', 1)[0] ?? entry.module
    const group = ownPackages.includes(top) ? 2 : STANDARD_LIBRARY.has(top) ? 0 : 1
    groups[group].push(entry)
  }
  return groups
    .filter((group) => group.length > 0)
    .map((group) => printGroup(group).join('\n'))
    .join('\n\n')
    .split('\n')
}

function printGroup(group: readonly Import[]): readonly string[] {
  const whole = group
    .filter((entry) => entry.name === null)
    .map((entry) => (entry.as === null ? `import ${entry.module}` : `import ${entry.module} as ${entry.as}`))
  const modules = [...new Set(group.filter((entry) => entry.name !== null).map((entry) => entry.module))]
  const from = modules.sort(compareNatural).flatMap((module) => {
    const members = group.filter((entry) => entry.module === module && entry.name !== null)
    return printFrom(module, members.sort(compareMembers))
  })
  return [...whole.sort(compareNatural), ...from]
}

/** The statements of one module, ordered by their first names; every alias has a statement of its own. */
function printFrom(module: string, members: readonly Import[]): readonly string[] {
  const plain = members.filter((entry) => entry.as === null)
  const [first] = plain
  const statements = members
    .filter((entry) => entry.as !== null)
    .map((entry) => ({ entry, text: `from ${module} import ${entry.name} as ${entry.as}` }))
  if (first !== undefined) {
    const names = plain.map((entry) => entry.name).join(', ')
    statements.push({ entry: first, text: `from ${module} import ${names}` })
  }
  return statements.toSorted((left, right) => compareMembers(left.entry, right.entry)).map(({ text }) => text)
}

function compareMembers(left: Import, right: Import): number {
  const [first, second] = [left.name ?? '', right.name ?? '']
  return memberKind(first) - memberKind(second) || compareNatural(first, second)
}

/** isort's order by type: CONSTANTS, Classes, variables. */
function memberKind(name: string): 0 | 1 | 2 {
  if (name.length > 1 && name === name.toUpperCase() && name !== name.toLowerCase()) return 0
  return /^[A-Z]/.test(name) ? 1 : 2
}

function compareNatural(left: string, right: string): number {
  const [first, second] = [left.toLowerCase(), right.toLowerCase()]
  if (first !== second) return first < second ? -1 : 1
  return left < right ? -1 : left > right ? 1 : 0
}
