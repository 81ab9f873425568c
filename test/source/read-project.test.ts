import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readProject } from '../../src/source/read-project.js'
import { projectFolder } from './project-folder.js'

const ids = (project: Awaited<ReturnType<typeof readProject>>) =>
  project.documents.map((each) => each.source.id)
const codes = (project: Awaited<ReturnType<typeof readProject>>) =>
  project.diagnostics.map((each) => each.code)

describe('finding documents', () => {
  it('reads specs, contracts, the constitution and the guides, features by number', async () => {
    const folder = await projectFolder({
      'specs/010-fines/spec.md': '# Fines\n',
      'specs/2-loans/spec.md': '# Loans\n',
      'specs/2-loans/contracts/api.yaml': 'openapi: 3.1.0\npaths: {}\n',
      'specs/overview.md': '# Library\n',
      '.specify/memory/constitution.md': '# Constitution\n',
      'backend/CLAUDE.md': '# Guide\n',
      'frontend/notes.md': '# Not a specification\n',
      'README.md': '# Not a specification\n',
      'specs/logo.png': 'x',
    })
    const project = await readProject(folder)
    expect(project.documents.map(({ source }) => [source.id, source.kind, source.feature?.order])).toEqual([
      ['.specify/memory/constitution.md', 'constitution', undefined],
      ['backend/CLAUDE.md', 'guide', undefined],
      ['specs/overview.md', 'other', undefined],
      ['specs/2-loans/contracts/api.yaml', 'openapi', 0],
      ['specs/2-loans/spec.md', 'feature', 0],
      ['specs/010-fines/spec.md', 'feature', 1],
    ])
    expect(project.diagnostics).toEqual([])
  })

  it('reads what Kiro keeps: requirements, designs and steering', async () => {
    const folder = await projectFolder({
      '.kiro/specs/bird-ringing/requirements.md': '# Requirements\n',
      '.kiro/specs/bird-ringing/design.md': '# Design\n\n## Data Models\n',
      '.kiro/specs/bird-ringing/tasks.md': '# Tasks\n',
      '.kiro/specs/nest-boxes/design.md': '# Design\n\n## Architecture\n',
      '.kiro/steering/tech.md': '# Technology\n',
      '.kiro/settings/mcp.json': '{}',
    })
    const project = await readProject(folder)
    expect(project.documents.map(({ source }) => [source.id, source.kind])).toEqual([
      ['.kiro/steering/tech.md', 'guide'],
      ['.kiro/specs/bird-ringing/design.md', 'data-model'],
      ['.kiro/specs/bird-ringing/requirements.md', 'feature'],
      ['.kiro/specs/bird-ringing/tasks.md', 'tasks'],
      ['.kiro/specs/nest-boxes/design.md', 'plan'],
    ])
    expect(project.diagnostics).toEqual([])
  })

  it('reads Markdown under the name of a contract as Markdown', async () => {
    const folder = await projectFolder({
      'specs/001-loans/contracts/loans-api.yaml':
        '# Loans API\n\n## Endpoints\n\n### 1. Borrow\n**POST** `/api/loans`\n\n```json\n{}\n```\n',
      'specs/001-loans/contracts/fines.yaml': '# Fines\n## Paths\n### All\nopenapi: 3.1.0\npaths: {}\n',
    })
    const project = await readProject(folder)
    expect(project.documents.map(({ source }) => [source.id, source.format, source.kind])).toEqual([
      ['specs/001-loans/contracts/fines.yaml', 'yaml', 'openapi'],
      ['specs/001-loans/contracts/loans-api.yaml', 'markdown', 'endpoints'],
    ])
  })

  it('knows documents by their names behind numbers, in folders of phases', async () => {
    const folder = await projectFolder({
      'specs/phase2/02_database_schema.md': '# Schema\n\n- id: int, primary key\n',
      'specs/phase2/03-api-endpoints.md': '# API\n\n## GET /loans\n',
      'specs/phase1/01_requirements.md': '# Requirements\n',
    })
    const project = await readProject(folder)
    expect(project.documents.map(({ source }) => [source.id, source.kind, source.feature?.order])).toEqual([
      ['specs/phase1/01_requirements.md', 'feature', 0],
      ['specs/phase2/02_database_schema.md', 'schema', 1],
      ['specs/phase2/03-api-endpoints.md', 'endpoints', 1],
    ])
  })

  it('orders dated features by date', async () => {
    const folder = await projectFolder({
      'specs/2026-02-01-fines/spec.md': '# Fines',
      'specs/2025-12-24-loans/spec.md': '# Loans',
    })
    expect(ids(await readProject(folder))).toEqual([
      'specs/2025-12-24-loans/spec.md',
      'specs/2026-02-01-fines/spec.md',
    ])
  })

  it('reads nested projects in their order when there is no specs folder at the top', async () => {
    const folder = await projectFolder({
      'phase-10-search/specs/spec.md': '# Search',
      'phase-2-web/specs/spec.md': '# Web',
      'phase-2-web/CLAUDE.md': '# Guide',
    })
    expect(ids(await readProject(folder))).toEqual([
      'phase-2-web/CLAUDE.md',
      'phase-2-web/specs/spec.md',
      'phase-10-search/specs/spec.md',
    ])
  })

  it('reads the specs folder at the top rather than copies', async () => {
    const folder = await projectFolder({
      'specs/spec.md': '# Now',
      'phases/one/specs/spec.md': '# Then',
    })
    const project = await readProject(folder)
    expect(ids(project)).toEqual(['specs/spec.md'])
    expect(project.diagnostics).toEqual([
      {
        code: 'nested-specification-ignored',
        severity: 'information',
        message: 'phases/one/specs was not read, because the project has its own specs/ folder.',
        span: null,
        suggestion: 'Name it with --project to read it instead.',
      },
    ])
  })
})

describe('documents outside of specs', () => {
  const endpoints =
    '# API\n\n### GET /bees\n\nAll bees.\n\n### POST /bees\n\nOne more.\n\n### DELETE /bees/{id}\n\nOne less.\n'

  it('reads folders of other tools for specifications', async () => {
    const folder = await projectFolder({
      'openspec/features/bee-keeping.md': endpoints,
      'openspec/changes/archive/old.md': endpoints,
      'README.md': endpoints,
    })
    expect(ids(await readProject(folder))).toEqual(['openspec/features/bee-keeping.md'])
  })

  it('reads what tells of endpoints, tables or requirements, and says which and why', async () => {
    const folder = await projectFolder({
      'docs/api.md': endpoints,
      'docs/deployment.md': `# Deploy\n\n${endpoints}`,
      'docs/hives.md': '# Our hives\n\nThey stand in the garden.\n',
      'docs/adr/0001-bees.md': endpoints,
      'docs/node_modules/x/api.md': endpoints,
      'backend/design/schema.md':
        '# Tables\n\n## bees table\n\n| Column | Type |\n|---|---|\n| id | uuid |\n',
      'openapi.yaml': 'openapi: 3.1.0\npaths: {}\n',
      'requirements.md': '# Requirements\n\nBees must be counted.\n',
      'requirements.txt': 'fastapi',
      'README.md': endpoints,
      'CLAUDE.md': '# Guide\n',
    })
    const project = await readProject(folder)
    expect(ids(project)).toEqual([
      'CLAUDE.md',
      'backend/design/schema.md',
      'docs/api.md',
      'openapi.yaml',
      'requirements.md',
    ])
    expect(project.diagnostics).toEqual([
      {
        code: 'documents-outside-specs',
        severity: 'information',
        message:
          'There is no specification under specs/, so these were read: backend/design/schema.md (tables), docs/api.md (endpoints), openapi.yaml (contract), requirements.md (requirements). Passed over, because they tell of no endpoints, tables or requirements: 1.',
        span: null,
        suggestion: 'Move what is to be built into specs/; then nothing else is read.',
      },
    ])
  })

  it('reads the README only when nothing else tells what to build', async () => {
    const folder = await projectFolder({ 'docs/hives.md': '# Our hives\n', 'README.md': endpoints })
    expect(ids(await readProject(folder))).toEqual(['README.md'])
  })

  it('reads nothing else beside specs', async () => {
    const folder = await projectFolder({ 'specs/spec.md': '# Bees\n', 'docs/api.md': endpoints })
    expect(ids(await readProject(folder))).toEqual(['specs/spec.md'])
  })

  it('looks elsewhere when specs holds no document', async () => {
    const folder = await projectFolder({ 'specs/bee_spec.rb': 'describe Bee', 'docs/api.md': endpoints })
    expect(ids(await readProject(folder))).toEqual(['docs/api.md'])
  })
})

describe('limits and hostile files', () => {
  it('says that nothing was found', async () => {
    const folder = await projectFolder({ 'README.md': '# Hello' })
    expect(codes(await readProject(folder))).toEqual(['no-specification'])
  })

  it('says that the folder is missing, or is a file', async () => {
    const folder = await projectFolder({ 'README.md': '# Hello' })
    const missing = await readProject(join(folder, 'nowhere'))
    expect(missing.diagnostics.map((each) => [each.code, each.message])).toEqual([
      [
        'folder-unreadable',
        `The folder ${join(folder, 'nowhere')} cannot be read: no such file or directory.`,
      ],
    ])
    expect(codes(await readProject(join(folder, 'README.md')))).toEqual(['folder-unreadable'])
  })

  it('leaves out files that are too large, binary or too many', async () => {
    const folder = await projectFolder({
      'specs/a.md': '# A title that is too long',
      'specs/b.md': Uint8Array.of(35, 0, 35),
      'specs/c.md': '# C',
      'specs/d.md': '# D',
    })
    const project = await readProject(folder, { limits: { fileBytes: 10, documents: 3 } })
    expect(ids(project)).toEqual(['specs/c.md'])
    expect(codes(project)).toEqual(['too-many-files', 'file-too-large', 'file-not-text'])
    const small = await readProject(folder, { limits: { totalBytes: 28 } })
    expect(codes(small)).toEqual(['file-not-text', 'project-too-large'])
  })

  it('bounds the depth of folders', async () => {
    const folder = await projectFolder({ 'specs/a/b/spec.md': '# Deep', 'specs/spec.md': '# Here' })
    const project = await readProject(folder, { limits: { depth: 2 } })
    expect(ids(project)).toEqual(['specs/spec.md'])
    expect(codes(project)).toEqual(['folder-too-deep'])
  })

  it('follows links inside the project only, and circles once', async () => {
    const outside = await projectFolder({ 'secret.md': '# Secret' })
    const folder = await projectFolder({ 'specs/spec.md': '# Here', 'docs/more.md': '# More' })
    await symlink(join(outside, 'secret.md'), join(folder, 'specs/leak.md'))
    await symlink(join(folder, 'docs'), join(folder, 'specs/linked'))
    await symlink(join(folder, 'specs'), join(folder, 'specs/circle'))
    const project = await readProject(folder)
    expect(ids(project)).toEqual(['specs/linked/more.md', 'specs/spec.md'])
    expect(project.diagnostics.map((each) => each.message)).toEqual([
      'specs/leak.md is a symbolic link to a place outside the project and was left out.',
    ])
    expect(codes(project)).toEqual(['link-outside-project'])
  })

  it('tells links that lead nowhere', async () => {
    const folder = await projectFolder({ 'specs/spec.md': '# Loans' })
    await symlink(join(folder, 'specs/gone.md'), join(folder, 'specs/lost.md'))
    const project = await readProject(folder)
    expect(ids(project)).toEqual(['specs/spec.md'])
    expect(codes(project)).toEqual(['file-unreadable'])
    expect(project.diagnostics[0]?.message).toContain('specs/lost.md')
  })

  it('says that a link leads nowhere', async () => {
    const folder = await projectFolder({ 'specs/spec.md': '# Here' })
    await symlink('gone.md', join(folder, 'specs/lost.md'))
    expect((await readProject(folder)).diagnostics).toEqual([
      {
        code: 'file-unreadable',
        severity: 'error',
        message: 'specs/lost.md cannot be read: it is a link to nothing.',
        span: null,
        suggestion: 'Check that it is a file and that you may read it.',
      },
    ])
  })

  it('drops byte-order marks and replaces malformed characters', async () => {
    const folder = await projectFolder({
      'specs/a.md': '\uFEFF# Loans',
      'specs/b.md': Uint8Array.of(0xff, 0xfe, 35, 0, 32, 0, 66, 0),
      'specs/c.md': Uint8Array.of(35, 32, 0xe9),
    })
    const project = await readProject(folder)
    expect(project.documents.map((each) => each.source.text)).toEqual(['# Loans', '# B', '# \uFFFD'])
    expect(codes(project)).toEqual(['file-not-utf8'])
  })
})
