import { combinedOf, searchOf } from '../../../design/aspect.js'
import { keyword, spread } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import { string } from '../../../python/nodes/literal.js'
import { name } from '../../../python/nodes/name.js'
import type { Statement } from '../../../python/nodes/statement.js'
import { attributeOf } from '../../table.js'
import { assertRows, listFixtures, listingOf, storedRow } from '../listing.js'
import { clientOf, respond, send } from '../request.js'
import { fieldNamed, originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** The search finds text in each of its columns, ignores case, and takes wildcards for what they are. */
export function search(scope: Scope): readonly TestCase[] {
  const listing = listingOf(scope)
  const searched = listing?.select.search ?? null
  if (listing === null || searched === null) return []
  const { operation } = scope
  const columns = searched.fields.filter((column) => {
    const field = fieldNamed(listing.table.entity, column)
    return field?.type === 'string' && field.enum === null && field.pattern === null && field.format === null
  })
  const [first] = columns
  if (first === undefined) return []
  const parameter = operation.query.find(({ name: each }) => each === searched.parameter)
  const origins = parameter?.origins['exists'] ?? originsOf(operation)
  const ask = (text: string): Statement =>
    respond(
      send(scope, clientOf(scope), {
        path: listing.arrangement.path,
        query: dictionary([[string(searched.parameter), string(text)]]),
      }),
    )
  const column = attributeOf(listing.table, first)
  const common = { fixtures: listFixtures(listing), operation: operation.id, origins }
  return [
    testCase({
      ...common,
      name: `${operation.name}_searches_text`,
      shows: 'The search ignores case and finds parts of words',
      parametrized: [
        {
          arguments: [{ name: 'column', type: name('str') }],
          runs: columns.map((each) => ({ id: each, values: [string(attributeOf(listing.table, each))] })),
        },
      ],
      body: [
        ...listing.arrangement.statements,
        storedRow(listing, 'found', [spread(dictionary([[name('column'), string('Velvet')]]))]),
        unnamed(storedRow(listing, 'other', [spread(dictionary([[name('column'), string('Cotton')]]))])),
        ask('VELV'),
        assertRows(listing, ['found'], false),
      ],
      proves: [searchOf(operation)],
    }),
    testCase({
      ...common,
      name: `${operation.name}_searches_wildcards_literally`,
      shows: 'Wildcards of SQL stand for themselves',
      parametrized: [
        {
          arguments: [{ name: 'wildcard', type: name('str') }],
          runs: ['%', '_'].map((sign) => ({ id: sign, values: [string(sign)] })),
        },
      ],
      body: [
        ...listing.arrangement.statements,
        storedRow(listing, 'found', [
          keyword(column, { kind: 'formatted', parts: ['a', name('wildcard'), 'b'] }),
        ]),
        unnamed(storedRow(listing, 'other', [keyword(column, string('acb'))])),
        respond(
          send(scope, clientOf(scope), {
            path: listing.arrangement.path,
            query: dictionary([
              [string(searched.parameter), { kind: 'formatted', parts: ['a', name('wildcard'), 'b'] }],
            ]),
          }),
        ),
        assertRows(listing, ['found'], false),
      ],
      proves: [searchOf(operation)],
    }),
    ...combination(scope, common.origins),
  ]
}

/** The search works together with a filter by a flag. */
function combination(scope: Scope, origins: TestCase['origins']): readonly TestCase[] {
  const listing = listingOf(scope)
  const searched = listing?.select.search
  const flag = listing?.select.filters.find(
    (each) =>
      each.through.length === 0 &&
      each.comparison === 'equal' &&
      each.cases === null &&
      each.whenQuery !== null &&
      fieldNamed(listing.table.entity, each.field)?.type === 'boolean',
  )
  const [first] = searched?.fields ?? []
  if (listing === null || !searched || first === undefined) return []
  if (flag === undefined || flag.whenQuery === null) return []
  const field = fieldNamed(listing.table.entity, first)
  if (field?.type !== 'string' || field.pattern !== null || field.enum !== null || field.format !== null)
    return []
  const text = attributeOf(listing.table, first)
  const set = attributeOf(listing.table, flag.field)
  // No two rows may share what is unique.
  const another = field.unique ? 'Velvet ribbon' : 'Velvet'
  const row = (local: string, word: string, value: boolean): Statement =>
    storedRow(listing, local, [keyword(text, string(word)), keyword(set, { kind: 'boolean', value })])
  return [
    testCase({
      name: `${scope.operation.name}_combines_search_and_filter`,
      shows: 'A row must match the search and the filter',
      fixtures: listFixtures(listing),
      body: [
        ...listing.arrangement.statements,
        row('both', 'Velvet', true),
        unnamed(row('other', another, false)),
        unnamed(row('another', 'Cotton', true)),
        respond(
          send(scope, clientOf(scope), {
            path: listing.arrangement.path,
            query: dictionary([
              [string(searched.parameter), string('velvet')],
              [string(flag.whenQuery), string('true')],
            ]),
          }),
        ),
        assertRows(listing, ['both'], false),
      ],
      operation: scope.operation.id,
      proves: [combinedOf(scope.operation)],
      origins,
    }),
  ]
}

/** A row that is only stored. */
function unnamed(statement: Statement): Statement {
  return statement.kind === 'assign' ? { kind: 'expression', value: statement.value } : statement
}
