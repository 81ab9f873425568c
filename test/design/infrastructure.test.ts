import { describe, expect, it } from 'vitest'
import type { Claim } from '../../src/claims/claim.js'
import { storedClaims } from '../../src/design/infrastructure.js'
import { indexSources } from '../../src/design/source-index.js'
import { parseMarkdown } from '../../src/source/markdown.js'
import { sourceOf } from '../../src/source/source-of.js'

/** Whether a column of a document in a feature folder is stored. */
function stores(folder: string, reader = 'entity-sections'): boolean {
  const source = { ...sourceOf(`${folder}/data-model.md`, '# Rack\n'), feature: { folder, order: 0 } }
  const { document } = parseMarkdown(source)
  const sources = indexSources({ documents: [document] })
  const claim: Claim = {
    subject: { kind: 'column', entity: 'Rack', field: 'code' },
    property: 'exists',
    value: true,
    span: { source: source.id, start: 0, end: 1 },
    reader,
  }
  return storedClaims({ sources })(claim)
}

describe('models of how the service is run', () => {
  it.each(['specs/004-k8s-deployment', 'specs/containerization', 'specs/phase-4-helm'])(
    'are no tables: %s',
    (folder) => {
      expect(stores(folder)).toBe(false)
    },
  )

  it('are tables where code defines them', () => {
    expect(stores('specs/004-k8s-deployment', 'sql')).toBe(true)
  })

  it.each(['specs/004-racks', 'specs/dockworkers', 'specs/container-shipping'])(
    'are none in other features: %s',
    (folder) => {
      expect(stores(folder)).toBe(true)
    },
  )
})
