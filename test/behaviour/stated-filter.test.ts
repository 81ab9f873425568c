import { describe, expect, it } from 'vitest'
import { candidateOf } from '../../src/behaviour/candidate.js'
import { statedFilters } from '../../src/behaviour/steps/stated-filter.js'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import { parseMarkdown } from '../../src/source/markdown.js'
import { sourceOf } from '../../src/source/source-of.js'

/** The filters of the only list of a service, or the reason for none. */
async function filtersOf(summary: string, query = ''): Promise<unknown> {
  const text = [
    '# Parcels',
    'No authentication.',
    '## Entity: Parcel',
    '| Field | Type | Constraints |',
    '|---|---|---|',
    '| id | UUID | PK |',
    '| state | enum | one of: BOOKED, LOST; default BOOKED |',
    '| is_fragile | boolean | default false |',
    '## Endpoints',
    `### GET /parcels`,
    `**Description**: ${summary}`,
    query,
    '',
  ].join('\n')
  const { document } = parseMarkdown(
    sourceOf(
      'specs/parcels.md',
      text.replaceAll('\n#', '\n\n#').replaceAll('\n|', '\n|').replace('| Field', '\n| Field'),
    ),
  )
  if (document === null) throw new Error('no document')
  const project = { folder: '/project', documents: [document], diagnostics: [] }
  const draft = assembleDraft(await readClaims(project), project, new Map())
  const operation = draft.operations.find(({ id }) => id === 'GET /parcels')
  const entity = draft.entities.find(({ name }) => name === 'Parcel')
  if (operation === undefined || entity === undefined) throw new Error('no list')
  const filters = statedFilters(candidateOf(draft, operation, new Map()), entity)
  return filters.ok
    ? filters.value.map(({ field, comparison, value }) => [
        field,
        comparison,
        value.kind === 'constant' ? value.value : value.kind,
      ])
    : filters.why
}

describe('the rows that the words of a list keep to', () => {
  it('are told by a state or a flag', async () => {
    expect(await filtersOf('Returns only BOOKED parcels ordered by id. Lost parcels are excluded.')).toEqual([
      ['state', 'equal', 'BOOKED'],
    ])
    expect(await filtersOf('Lists parcels; lost parcels are excluded')).toEqual([
      ['state', 'notEqual', 'LOST'],
    ])
    expect(await filtersOf('Shows only fragile parcels')).toEqual([['is_fragile', 'equal', true]])
  })

  it('are told by a word before them, where a state has its name', async () => {
    expect(await filtersOf('List booked parcels')).toEqual([['state', 'equal', 'BOOKED']])
    expect(await filtersOf('Get a single lost parcel')).toEqual([['state', 'equal', 'LOST']])
    expect(await filtersOf('List heavy parcels')).toEqual([])
    expect(await filtersOf('List booked upcoming parcels')).toBe(
      'which rows "upcoming parcels" means is not understood',
    )
  })

  it('are told at the head of a sentence', async () => {
    expect(await filtersOf('For staff. Booked parcels of a sender, oldest first.')).toEqual([
      ['state', 'equal', 'BOOKED'],
    ])
    expect(await filtersOf('Heavy parcels of a sender.')).toEqual([])
  })

  it('are all where words tell whose they are', async () => {
    expect(await filtersOf("Lists only the caller's parcels")).toEqual([])
    expect(await filtersOf('Lists only their parcels')).toEqual([])
  })

  it('are not guessed', async () => {
    expect(await filtersOf('Returns only promising parcels')).toBe(
      'which rows "only promising parcels" means is not understood',
    )
  })
})
