import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exampleProject, projectOf, specwright, temporaryFolder } from './command-line.js'

/** A contract of one route, with a hole for its parameter. */
const contract = (parameter: string): string => `openapi: 3.1.0
info: { title: Parcels, version: 1.0.0 }
paths:
  /parcels:
    get:
      parameters:
        - ${parameter}
      responses:
        '200': { description: The parcels }
`

describe('bad input', () => {
  it('says what is missing where there are no specifications', async () => {
    const folder = await temporaryFolder()
    const { status, out, err } = await specwright(['plan', '--project', folder])
    expect({ status, out, err }).toEqual({
      status: 2,
      out: '',
      err: `specwright: No specification was found in ${folder}.\n  Put documents (.md, .yaml, .json) under specs/, or name the project: specwright plan --project DIR.\n`,
    })
  })

  it('takes an empty specs/ for none', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'specs'))
    const { status, err } = await specwright(['implement', '--project', folder])
    expect(status).toBe(2)
    expect(err).toContain('No specification was found')
    expect(await readdir(folder)).toEqual(['specs'])
  })

  it('goes on past a binary document, and says so', async () => {
    const folder = await projectOf({
      'specs/picture.md': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
      'specs/api.yaml': contract('{ name: sender, in: query, schema: { type: string } }'),
    })
    const { out } = await specwright(['plan', '--json', '--project', folder])
    const { diagnostics, design } = JSON.parse(out)
    expect(diagnostics.map(({ code }: { code: string }) => code)).toContain('file-not-text')
    expect(design.operations.map(({ id }: { id: string }) => id)).toEqual(['GET /parcels'])
  })

  it('refuses a document of 50 MB without reading it', async () => {
    const folder = await projectOf({
      'specs/huge.md': Buffer.alloc(50 * 1024 * 1024, 'a'),
      'specs/api.yaml': contract('{ name: sender, in: query, schema: { type: string } }'),
    })
    const { out } = await specwright(['plan', '--json', '--project', folder])
    const { diagnostics } = JSON.parse(out)
    expect(diagnostics.map(({ code }: { code: string }) => code)).toContain('file-too-large')
  })

  it('points at a reference without a target', async () => {
    const folder = await projectOf({
      'specs/api.yaml': contract("{ $ref: '#/components/parameters/Sender' }"),
    })
    const { out } = await specwright(['plan', '--project', folder])
    expect(out).toContain('specs/api.yaml:7:')
    expect(out).toContain('#/components/parameters/Sender')
  })

  it('names the selector that selects nothing', async () => {
    const folder = await exampleProject()
    const { status, err } = await specwright(['plan', 'POST /nowhere', '--project', folder])
    expect(status).toBe(2)
    expect(err).toContain('Nothing in the specifications is called "POST /nowhere".')
  })

  it('writes nothing where it may not write', async (context) => {
    if (process.getuid?.() === 0) context.skip('root may write anywhere')
    const folder = await exampleProject()
    await chmod(folder, 0o555)
    const { status, err } = await specwright(['implement', '--yes', '--no-verify', '--project', folder])
    await chmod(folder, 0o755)
    expect(status).toBe(2)
    expect(err).toContain('cannot be written')
  })

  it('says so where there is no Python', async () => {
    const folder = await exampleProject()
    const { status, out } = await specwright(['implement', '--yes', '--project', folder], {
      PATH: join(folder, 'specs'),
      SPECWRIGHT_PYTHON: '',
    })
    expect(status).toBe(4)
    expect(out).toContain('verification could not run')
    expect(out).toContain('Python')
  })

  it('refuses an unknown command and option', async () => {
    expect((await specwright(['conjure'])).status).toBe(2)
    expect((await specwright(['plan', '--nonsense'])).status).toBe(2)
  })
})
