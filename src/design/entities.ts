import type { Assembly } from './assembly.js'
import { className, entityKey, fold, words } from './canonical-name.js'
import type { ValueFact } from './claim-index.js'
import { candidatesOf } from './claim-index.js'
import { decide } from './decide.js'
import type { Entity, Field, KeptEffect, TableIndex } from './entity.js'
import type { EntityGroup } from './entity-groups.js'
import { columnKey, isQualified } from './entity-groups.js'
import type { SourceWeights } from './fields.js'
import { buildField } from './fields.js'
import type { Origin, Origins } from './origin.js'
import { originsOf, settle } from './settle.js'

/** What request models say of the values of an entity: facts by {@link columnKey}. */
export type ColumnFills = (entity: string) => ReadonlyMap<string, readonly ValueFact[]>

/** The class name of an entity: a name written as a class, or one made from the words. */
function entityName(assembly: Assembly, group: EntityGroup): string {
  const classLike = group.claims
    .map(({ subject, span, reader }) => ({ value: subject.entity, span, reader }))
    .filter(
      ({ value }) =>
        /^[A-Z][A-Z0-9]*[a-z]/.test(value) && !/[^A-Za-z0-9]/.test(value) && entityKey(value) === fold(value),
    )
  const settled = settle(assembly.sources, 'stored', classLike)
  if (settled !== null) return settled[0].value
  const spaced = group.names.find((name) => words(name).length > 1) ?? group.names[0] ?? group.key
  return className(spaced.replace(/\s+(?:table|model|entity|record|resource)s?$/i, ''))
}

function buildIndexes(
  assembly: Assembly,
  table: string,
  group: EntityGroup,
  columns: readonly Field[],
): readonly TableIndex[] {
  const names = new Map(
    columns.flatMap(({ name }) => [[columnKey(name), name] as const, [fold(name), name] as const]),
  )
  const columnName = (field: string): string => names.get(fold(field)) ?? names.get(columnKey(field)) ?? field
  const indexes = new Map<string, TableIndex>()
  const add = (unique: boolean, index: Omit<TableIndex, 'unique' | 'name'>, name: string | null): void => {
    const fields = index.fields.map(columnName)
    const key = `${unique}:${fields.join(',')}:${JSON.stringify(index.where)}`
    if (indexes.has(key)) return
    const made = `${unique ? 'uq' : 'ix'}_${table}_${fields.join('_')}`
    // An ascending index of one column under the usual name needs no mention besides its column.
    if (!unique && fields.length === 1 && !index.descending && (name ?? made) === made) return
    indexes.set(key, { ...index, fields, unique, name: name ?? made })
  }
  const ignoring = ignoringCase(group, columns, columnName)
  for (const index of ignoring) add(true, index, null)
  for (const { value } of candidatesOf(group.claims, 'uniqueTogether')) {
    const where = value.where.map((test) => ({ ...test, column: columnName(test.column) }))
    add(true, { fields: value.fields, descending: false, where }, value.name)
  }
  for (const { value } of candidatesOf(group.claims, 'indexTogether')) {
    add(false, { fields: value.fields, descending: value.descending, where: [] }, value.name)
  }
  return [...indexes.values()]
}

/** Keys whose texts are one in large and small letters; a column that holds no text has none. */
function ignoringCase(
  group: EntityGroup,
  columns: readonly Field[],
  columnName: (field: string) => string,
): readonly Omit<TableIndex, 'unique' | 'name'>[] {
  const isText = (name: string): boolean =>
    columns.some((each) => each.name === name && each.type === 'string')
  const alone = [...group.columns.values()].flatMap((claims) =>
    claims.flatMap(({ property, subject: { field } }) =>
      property === 'uniqueIgnoringCase' ? [{ fields: [field], where: [], ignoreCase: [field] }] : [],
    ),
  )
  const together = candidatesOf(group.claims, 'uniqueTogether').map(({ value }) => value)
  return [...alone, ...together].flatMap(({ fields, where, ignoreCase = [] }) => {
    const texts = ignoreCase.map(columnName)
    if (texts.length === 0 || !texts.every(isText)) return []
    const tests = where.map((test) => ({ ...test, column: columnName(test.column) }))
    return [{ fields, descending: false, where: tests, ignoreCase: texts }]
  })
}

/** Documents that name the table come before those that only describe the fields. */
function definingFirst(group: EntityGroup): SourceWeights {
  const defining = new Set(candidatesOf(group.claims, 'table').map(({ span }) => span.source))
  return (source) => (defining.size === 0 || defining.has(source) ? 0 : 0.5)
}

/** Builds an entity from its group; `managed` tells whether another system owns its table, and why. */
export function buildEntity(
  assembly: Assembly,
  group: EntityGroup,
  managed: readonly Origin[] | null,
  fills: ColumnFills,
): Entity {
  const name = entityName(assembly, group)
  const origins: [string, Origins[string]][] = []
  const tables = settle(assembly.sources, 'stored', candidatesOf(group.claims, 'table'))
  const table =
    tables === null
      ? null
      : decide(assembly, tables, {
          id: `${fold(name)}-table`,
          concern: 'data-loss',
          subjects: [name],
          what: `table of ${name}`,
          consequence: (value) => `rows are kept in ${value}`,
          differs: (left, right) => fold(left) !== fold(right),
        })
  if (table !== null) origins.push(['table', table.origins])
  const description = settle(assembly.sources, 'stored', candidatesOf(group.claims, 'description'))
  const columnFills = fills(group.key)
  const weights = definingFirst(group)
  const fields = [...group.columns].map(([key, claims]): Field =>
    buildField(assembly, name, claims, columnFills.get(key) ?? [], weights),
  )
  const owner = settle(assembly.sources, 'stored', candidatesOf(group.claims, 'owner'))
  const ownerField =
    owner === null ? undefined : fields.find((field) => columnKey(field.name) === columnKey(owner[0].value))
  if (owner !== null) origins.push(['owner', originsOf(owner[0])])
  if (managed !== null) origins.push(['managedElsewhere', managed])
  const parties = settle(assembly.sources, 'stored', candidatesOf(group.claims, 'parties'))
  const shownTo = (parties?.[0].value ?? []).flatMap(
    (party) => fields.find((field) => columnKey(field.name) === columnKey(party))?.name ?? [],
  )
  if (parties !== null && shownTo.length > 0) origins.push(['parties', originsOf(parties[0])])
  const effects = candidatesOf(group.claims, 'effect').map(({ value, span, reader }): KeptEffect => ({
    effect: value,
    origins: [{ kind: 'claim', span, reader }],
  }))
  const ofCallers = settle(assembly.sources, 'stored', candidatesOf(group.claims, 'ofCallers'))
  if (ofCallers !== null) origins.push(['ofCallers', originsOf(ofCallers[0])])
  return {
    name,
    table: table?.value ?? group.names.find(isQualified) ?? null,
    description: description?.[0].value ?? null,
    managedElsewhere: managed !== null,
    owner: ownerField?.name ?? owner?.[0].value ?? null,
    ...(ofCallers === null ? {} : { ofCallers: ofCallers[0].value }),
    ...(effects.length === 0 ? {} : { effects }),
    ...(shownTo.length === 0 ? {} : { parties: shownTo }),
    fields,
    indexes: buildIndexes(assembly, table?.value ?? fold(name), group, fields),
    origins: Object.fromEntries([
      [
        'exists',
        candidatesOf(group.claims, 'exists').map(({ span, reader }): Origin => ({
          kind: 'claim',
          span,
          reader,
        })),
      ],
      ...origins,
    ]),
  }
}
