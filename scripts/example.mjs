// Implements the example specification in a copy, so that the checkout stays clean.
// Usage: npm run example [-- DIR]; without DIR the copy goes to the system's temporary folder.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const run = (script, ...args) => {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const wanted = process.argv[2]
const folder = wanted === undefined ? mkdtempSync(join(tmpdir(), 'specwright-example-')) : resolve(wanted)
if (wanted === undefined || !existsSync(folder)) {
  cpSync(join(root, 'examples', 'plant-diary'), folder, { recursive: true })
}
run('scripts/build.mjs')
console.log(`Implementing examples/plant-diary in ${folder}\n`)
run('bin/specwright.js', 'implement', '--project', folder)
