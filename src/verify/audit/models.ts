import type { Design } from '../../design/design.js'
import type { Entity } from '../../design/entity.js'
import type { Module, Program, PythonClass } from './program.js'
import { resolve } from './resolve.js'
import { argumentsOf, dottedName, literalText, methodOf, nodesOf, type SyntaxNode } from './syntax.js'

/** A column of a table model. */
export interface ModelColumn {
  readonly name: string
  readonly node: SyntaxNode
  /** What it refers to, such as `users.id`. */
  readonly foreignKey: string | null
  readonly indexed: boolean
  /** Alone, without other columns beside it. */
  readonly unique: boolean
}

/** A class that is a table: SQLModel's with `table=True`, or SQLAlchemy's declarative one. */
export interface TableModel {
  readonly definition: PythonClass
  readonly table: string | null
  readonly columns: readonly ModelColumn[]
}

/** All tables of a program. */
export function tableModels(program: Program): readonly TableModel[] {
  return program.modules.flatMap((module) =>
    [...module.classes.values()].flatMap((each) => (isTable(each) ? [modelOf(program, each)] : [])),
  )
}

function tableName(definition: PythonClass): string | null {
  return literalText(definition.attributes.find(({ name }) => name === '__tablename__')?.value ?? null)
}

function isTable(definition: PythonClass): boolean {
  const header = definition.node.children.find(({ field }) => field === 'superclasses')
  const marked = header?.children.some(
    ({ type, text }) => type === 'keyword_argument' && /^table\s?=\s?True$/.test(text),
  )
  return marked === true || (tableName(definition) !== null && !isAbstract(definition))
}

function isAbstract({ attributes }: PythonClass): boolean {
  return attributes.some(({ name, value }) => name === '__abstract__' && value?.text === 'True')
}

function modelOf(program: Program, definition: PythonClass): TableModel {
  const attributes = withBases(program, definition.module, definition, 0)
  const composite = nodesOf(definition.node, 'call').filter((call) =>
    /^(?:Index|UniqueConstraint|PrimaryKeyConstraint)$/.test(methodOf(call)),
  )
  const below = nodesOf(definition.module.root, 'call').filter((call) => methodOf(call) === 'Index')
  // A query that names all columns of an index, or its first ones, is served by it: any member counts.
  const members = new Set(
    [...composite, ...below].flatMap((call) =>
      argumentsOf(call)
        .positional.slice(methodOf(call) === 'Index' ? 1 : 0)
        .flatMap((column) => {
          const text = literalText(column)
          return text === null ? nodesOf(column, 'attribute').map((node) => dottedName(node)) : [text]
        }),
    ),
  )
  return {
    definition,
    table: tableName(definition),
    columns: attributes.flatMap(({ name, node, value, annotation }): readonly ModelColumn[] => {
      if (name.startsWith('__') || name === 'model_config') return []
      const calls = [value, annotation].flatMap((each) => (each === null ? [] : nodesOf(each, 'call')))
      if (calls.some((call) => /^(?:Relationship|relationship)$/.test(methodOf(call)))) return []
      const keywords = calls.flatMap((call) => [...argumentsOf(call).keywords])
      const has = (key: string): boolean =>
        keywords.some(([each, given]) => each === key && given.text === 'True')
      const reference = keywords.find(([each]) => each === 'foreign_key')?.[1]
      const constraint = calls.find((call) => methodOf(call) === 'ForeignKey')
      return [
        {
          name,
          node,
          foreignKey:
            literalText(reference ?? null) ??
            (constraint === undefined
              ? null
              : (literalText(argumentsOf(constraint).positional[0] ?? null) ?? '')),
          unique: has('unique'),
          indexed:
            has('index') ||
            has('unique') ||
            has('primary_key') ||
            members.has(name) ||
            members.has(`${definition.name}.${name}`),
        },
      ]
    }),
  }
}

/** Attributes of a class and of those of its bases that are known. */
function withBases(
  program: Program,
  module: Module,
  definition: PythonClass,
  hops: number,
): PythonClass['attributes'] {
  const inherited = definition.bases.flatMap((base) => {
    const found = hops > 5 ? null : resolve(program, module, base)
    return found?.kind === 'class' ? withBases(program, found.module, found, hops + 1) : []
  })
  const own = new Set(definition.attributes.map(({ name }) => name))
  return [...inherited.filter(({ name }) => !own.has(name)), ...definition.attributes]
}

/** The entity of the design that a table keeps: of the same name, or the same table; null when there is none. */
export function entityOf(design: Design | null, { definition, table }: TableModel): Entity | null {
  return (
    design?.entities.find(
      (entity) =>
        entity.name.toLowerCase() === definition.name.toLowerCase() ||
        (entity.table !== null && entity.table === table),
    ) ?? null
  )
}

/** Tables that are read to find out who calls, so before anybody is known to own their rows. */
const SIGN_IN =
  /^(?:users?|(?:auth|oauth2?|social|linked|external|login|provider)?_?accounts?|(?:user|login)?_?sessions?|verifications?|jwks|(?:refresh|reset|access|verification)_?tokens?)$/i

/** What the rows of such a table hold, whatever it is called. */
const SIGNS_IN =
  /^(?:hashed_password|password_hash|password_digest|provider_(?:user|account)_id|oauth_id|session_token)$/

// An author shows what is written to everybody; an owner keeps it.
const OWNERS = /^(?:user_id|userId|owner_id|ownerId|owner|account_id|customer_id)$/

/** The column that says to whom a row belongs, as its name and reference show it. */
export function ownerColumn({ columns, definition }: TableModel): ModelColumn | null {
  if (SIGN_IN.test(definition.name) || columns.some(({ name }) => SIGNS_IN.test(name))) return null
  return columns.find(({ name }) => OWNERS.test(name)) ?? null
}
