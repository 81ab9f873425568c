import type { Project } from '../../source/document.js'
import { lastName, type PythonNames } from './annotation.js'
import { pythonBlocks, type PythonBlock } from './blocks.js'
import type { PythonAssignment, PythonClass } from './module.js'

/** A class with the block it stands in. */
export interface PlacedClass {
  readonly block: PythonBlock
  readonly definition: PythonClass
}

/** A field of a class or of one of its bases, with the block it stands in. */
export interface PlacedAssignment {
  readonly block: PythonBlock
  readonly assignment: PythonAssignment
}

/** What a class is for. */
export type ClassKind = 'entity' | 'schema' | 'enum' | 'settings' | 'other'

/** All classes in the Python blocks of a project, by name. */
export interface ClassIndex {
  readonly names: PythonNames
  readonly byName: ReadonlyMap<string, readonly PlacedClass[]>
}

const cache = new WeakMap<Project, ClassIndex>()

/** Indexes the classes of all documents, once for each project. */
export function indexClasses(project: Project): ClassIndex {
  const known = cache.get(project)
  if (known !== undefined) return known
  const byName = new Map<string, PlacedClass[]>()
  for (const document of project.documents)
    for (const block of pythonBlocks(document))
      for (const definition of block.module.classes) {
        const same = byName.get(definition.name)
        if (same === undefined) byName.set(definition.name, [{ block, definition }])
        else same.push({ block, definition })
      }
  const enums = new Map<string, readonly string[]>()
  for (const [name, classes] of byName)
    for (const { definition } of classes) {
      if (!isEnum(definition)) continue
      const members = enumMembers(definition)
      if (!enums.has(name)) enums.set(name, [...members.values()])
      for (const [member, value] of members) enums.set(`${name}.${member}`, [value])
    }
  const models = new Set([...byName.keys()].filter((name) => !enums.has(name)))
  const index = { names: { enums, models }, byName }
  cache.set(project, index)
  return index
}

function isEnum(definition: PythonClass): boolean {
  return definition.bases.some((base) => /^(?:Str|Int)?Enum$/.test(lastName(base)))
}

function enumMembers(definition: PythonClass): ReadonlyMap<string, string> {
  const members = new Map<string, string>()
  for (const { name, value } of definition.assignments) {
    if (value?.kind === 'literal' && value.value !== null) members.set(name, String(value.value))
    else if (value?.kind === 'call' && lastName(value.callee) === 'auto')
      members.set(name, name.toLowerCase())
  }
  return members
}

/** The classes that a class inherits from, itself last; a base in the same document comes before a namesake. */
export function lineage(index: ClassIndex, placed: PlacedClass): readonly PlacedClass[] {
  const order: PlacedClass[] = []
  const visit = (current: PlacedClass, depth: number): void => {
    if (depth > 20 || order.includes(current)) return
    for (const base of current.definition.bases) {
      const candidates = (index.byName.get(lastName(base)) ?? []).filter((other) => other !== current)
      const near = candidates.find(
        (other) => other.block.fragment.source.id === current.block.fragment.source.id,
      )
      const parent = near ?? candidates[0]
      if (parent !== undefined) visit(parent, depth + 1)
    }
    if (!order.includes(current)) order.push(current)
  }
  visit(placed, 0)
  return order
}

/** Fields with those inherited; an own field takes the place of an inherited one. */
export function fieldsOf(ancestors: readonly PlacedClass[]): readonly PlacedAssignment[] {
  const fields = new Map<string, PlacedAssignment>()
  for (const { block, definition } of ancestors)
    for (const assignment of definition.assignments) fields.set(assignment.name, { block, assignment })
  return [...fields.values()]
}

/** What a class is: a table when it says so, a schema when its line ends in Pydantic or SQLModel. */
export function kindOf(placed: PlacedClass, ancestors: readonly PlacedClass[]): ClassKind {
  const { definition } = placed
  if (isEnum(definition)) return 'enum'
  const roots = ancestors.flatMap((ancestor) => ancestor.definition.bases.map(lastName))
  if (roots.includes('BaseSettings')) return 'settings'
  const table = definition.keywords.get('table')
  if (table?.kind === 'literal' && table.value === true) return 'entity'
  const named = definition.assignments.some(({ name }) => name === '__tablename__')
  if (named && roots.some((base) => /^(?:SQLModel|Base|DeclarativeBase|Model)$/.test(base))) return 'entity'
  if (roots.includes('BaseModel') || roots.includes('SQLModel')) return 'schema'
  // The base is named but not shown: `class LoanCreate(LoanBase)`.
  return roots.some((base) => /(?:Base|Create|Update|Read|Public|Response|Request|Schema)$/.test(base)) &&
    !roots.includes('Base')
    ? 'schema'
    : 'other'
}
