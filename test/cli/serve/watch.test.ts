import { expect, it } from 'vitest'
import { watchedFolders } from '../../../src/cli/serve/watch.js'

it('watches where documents are, and nothing beside them', () => {
  expect(
    watchedFolders(['specs/001-loans/spec.md', 'CLAUDE.md', 'apps/api/specs/a.md', 'backend/CLAUDE.md']),
  ).toEqual([
    { folder: '.', recursive: false },
    { folder: '.specwright', recursive: true },
    { folder: 'specs', recursive: true },
    { folder: 'apps/api/specs', recursive: true },
    { folder: 'backend', recursive: false },
  ])
})
