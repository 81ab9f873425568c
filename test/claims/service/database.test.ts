import { describe, expect, it } from 'vitest'
import { databaseReader } from '../../../src/claims/service/database.js'
import { readText } from '../support/read-fixture.js'

async function databaseOf(line: string): Promise<unknown> {
  const { claims } = await readText(databaseReader, `# Parcels\n\n${line}\n`, 'specs/parcels.md')
  return claims.map(({ value }) => value)
}

describe('the database of a service', () => {
  it('is the one that a label or a sentence names', async () => {
    expect(await databaseOf('**Storage**: PostgreSQL 16')).toEqual(['postgres'])
    expect(await databaseOf('- **Database**: SQLite (`parcels.db`)')).toEqual(['sqlite'])
    expect(await databaseOf('The database is PostgreSQL.')).toEqual(['postgres'])
  })

  it('is not decided by a line that names two, one for tests, or one in passing', async () => {
    expect(await databaseOf('**Database**: SQLite (dev) / PostgreSQL (prod)')).toEqual([])
    expect(await databaseOf('**Database**: SQLite for tests')).toEqual([])
    expect(await databaseOf('Parcels were once kept in SQLite.')).toEqual([])
  })
})
