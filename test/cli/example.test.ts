import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exampleProject, specwright } from './command-line.js'

/** Long enough for packages to be installed on a slow machine. */
const TIMEOUT = 600_000

describe('the example', () => {
  it('is planned as the golden shows', async () => {
    const folder = await exampleProject()
    const { status, out, err } = await specwright(['plan', '--project', folder])
    expect({ status, err }).toEqual({ status: 0, err: '' })
    await expect(out).toMatchFileSnapshot('../goldens/plant-diary/plan.txt')
  })

  it(
    'is implemented, verified, left alone by a second run, and explained',
    async () => {
      const folder = await exampleProject()
      const first = await specwright(['implement', '--project', folder])
      expect(first.out).toContain('7 of 7 routes of Plant Diary API are implemented and verified')
      expect(first.status).toBe(0)

      const second = await specwright(['implement', '--project', folder])
      expect(second.status).toBe(0)
      expect(second.out).toMatch(/^Changes {2}none: \d+ files up to date/u)
      expect(second.err).not.toContain('installing')

      const router = join(folder, 'backend', 'app', 'routers', 'plants.py')
      const lines = (await readFile(router, 'utf8')).split('\n')
      const line = lines.findIndex((text) => text.includes('Plant not found')) + 1
      const explained = await specwright([
        'explain',
        `backend/app/routers/plants.py:${line}`,
        '--project',
        folder,
      ])
      expect(explained.out).toContain('specs/001-plant-diary/contracts/openapi.yaml:')

      await writeFile(join(folder, 'backend', 'app', 'routers', 'health.py'), '# mine\n')
      const edited = await specwright(['verify', '--project', folder])
      expect(edited.status).toBe(4)
      expect(edited.out).toContain('The backend differs from the specifications')
    },
    TIMEOUT,
  )

  it('never writes over a file that is not its own', async () => {
    const folder = await exampleProject()
    const own = join(folder, 'backend', 'app', 'main.py')
    await mkdir(dirname(own), { recursive: true })
    await writeFile(own, 'print("mine")\n')
    const { status, out } = await specwright(['implement', '--no-verify', '--project', folder])
    expect(status).toBe(5)
    expect(out).toMatch(/! {2}backend\/app\/main\.py +Specwright did not write this file/u)
    expect(await readFile(own, 'utf8')).toBe('print("mine")\n')
  })

  it('shows both sides where a person and the specification changed the same lines', async () => {
    const folder = await exampleProject()
    const model = join(folder, 'backend', 'app', 'models.py')
    const document = join(folder, 'specs', '001-plant-diary', 'data-model.md')
    await specwright(['implement', '--no-verify', '--project', folder])
    const edited = (await readFile(model, 'utf8')).replace('max_length=50', 'max_length=55')
    await writeFile(model, edited)
    await writeFile(document, (await readFile(document, 'utf8')).replace('VARCHAR(50)', 'VARCHAR(60)'))
    const { status, out } = await specwright(['plan', '--diff', '--project', folder])
    expect(status).toBe(5)
    expect(out).toMatch(/^-.*max_length=55/mu)
    expect(out).toMatch(/^\+.*max_length=60/mu)
    await specwright(['implement', '--no-verify', '--project', folder])
    expect(await readFile(model, 'utf8')).toBe(edited)
  })

  it.each([
    ['POST /api/plants', 'contracts/openapi.yaml:'],
    ['POST /api/plants 422', 'validation'],
    ['Plant.name', 'data-model.md:'],
    ['404', 'Plant not found'],
  ])('explains %s', async (subject, expected) => {
    const folder = await exampleProject()
    const { status, out } = await specwright(['explain', subject, '--project', folder])
    expect(status).toBe(0)
    expect(out).toContain(expected)
  })
})
