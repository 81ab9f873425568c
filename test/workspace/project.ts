import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Emission } from '../../src/fastapi/emission.js'
import { applyChanges, type Run } from '../../src/workspace/apply.js'
import type { FileSystem } from '../../src/workspace/file-system.js'
import { planChanges } from '../../src/workspace/plan.js'

/** Files by path; null stands for an empty folder. */
export type Tree = Readonly<Record<string, string | null>>

/** A project in a temporary folder, removed after the test. */
export function makeProject(tree: Tree = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwright-test-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  plant(folder, tree)
  return folder
}

/** Writes files into a folder. */
export function plant(folder: string, tree: Tree): void {
  for (const [path, text] of Object.entries(tree)) {
    if (text === null) mkdirSync(join(folder, path), { recursive: true })
    else {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
  }
}

/** All that stands in a folder; folders end in `/` and are null. */
export function readTree(folder: string, prefix = ''): Tree {
  const tree: Record<string, string | null> = {}
  for (const name of readdirSync(join(folder, prefix)).sort()) {
    const path = prefix === '' ? name : `${prefix}/${name}`
    const stats = lstatSync(join(folder, path))
    if (stats.isDirectory()) {
      tree[`${path}/`] = null
      Object.assign(tree, readTree(folder, path))
    } else if (stats.isFile()) tree[path] = readFileSync(join(folder, path), 'utf8')
    else tree[path] = '(link)'
  }
  return tree
}

/** An emission of files, and nothing else. */
export function emit(files: Readonly<Record<string, string>>): Emission {
  return {
    files: Object.entries(files).map(([path, text]) => ({ path, text, summary: `about ${path}`, lines: [] })),
    tests: [],
    requirements: [],
  }
}

/** A run of an emission on the folder `backend` of a project, planned now. */
export async function planRun(project: string, emission: Emission): Promise<Run> {
  return {
    project,
    backend: 'backend',
    emission,
    changes: await planChanges(emission, project, 'backend'),
    tool: '0.1.0',
    inputs: new Map([['specs/loans.md', 'a'.repeat(64)]]),
    operations: ['GET /loans'],
    answers: null,
  }
}

/** Plans and applies. */
export async function implement(project: string, emission: Emission, files?: FileSystem): Promise<Run> {
  const run = await planRun(project, emission)
  await applyChanges(run, files)
  return run
}
