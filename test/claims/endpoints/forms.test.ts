import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { endpointReaders } from '../../../src/claims/endpoints/readers.js'
import { serviceReaders } from '../../../src/claims/service/readers.js'
import { claimLines, projectOf } from '../claim-lines.js'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'claims', 'endpoints')

describe('the forms of endpoint documents', () => {
  const documents = readdirSync(fixtures).filter((name) => name.endsWith('.md'))
  it.each(documents)('%s', async (name) => {
    const path = name === 'sentences.md' ? 'specs/features/classes.md' : 'specs/api/rest-endpoints.md'
    const project = projectOf(path, readFileSync(join(fixtures, name), 'utf8'))
    const lines = claimLines(project, [...endpointReaders, ...serviceReaders])
    await expect(lines).toMatchFileSnapshot(join(fixtures, name.replace(/\.md$/, '.claims')))
  })

  it('claims nothing from a checklist', () => {
    const text = readFileSync(join(fixtures, 'labelled.md'), 'utf8')
    const project = projectOf('specs/001-loans/checklists/requirements.md', text)
    expect(
      claimLines(
        project,
        endpointReaders.filter((reader) => reader.name !== 'example-block'),
      ),
    ).toBe('')
  })
})
