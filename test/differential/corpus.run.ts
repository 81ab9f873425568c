// Sends random requests to the interpreter and to the generated backend of the example and of every
// repository of the corpus, where it stands beside the project.
// usage: npm run differential; SEED, SEQUENCES and ONLY (part of a name) choose what is run.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recommendedDesign } from './recommended-design.js'
import { runDifferential } from './run.js'

const ROOT = join(import.meta.dirname, '..', '..')
const CORPUS = process.env['SPECWRIGHT_CORPUS'] ?? join(ROOT, '..', '..', 'shared', 'corpus')
const SPECIFICATIONS = join(CORPUS, 'specs')

const projects: readonly (readonly [string, string])[] = [
  ['plant-diary', join(ROOT, 'examples', 'plant-diary')],
  ...(existsSync(SPECIFICATIONS)
    ? readdirSync(SPECIFICATIONS).map((name): [string, string] => [name, join(SPECIFICATIONS, name)])
    : []),
]

const only = process.env['ONLY'] ?? ''
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_007)
const sequences = Number(process.env['SEQUENCES'] ?? 25)

test.each(projects.filter(([name]) => name.includes(only)))('%s', async (name, folder) => {
  const design = await recommendedDesign(folder)
  const outcome = await runDifferential(design, { seed, sequences, variables: process.env })
  const statuses = [...outcome.statuses].toSorted(([left], [right]) => left - right)
  process.stdout.write(
    [
      `\n${name}: seed ${seed}, ${outcome.requests} requests (${statuses.map((pair) => pair.join('×')).join(' ')})`,
      `  ${design.operations.length - outcome.left.length} of ${design.operations.length} operations run`,
      ...outcome.left.map((operation) => `  not run: ${operation}`),
      ...(outcome.difference === null ? [] : [outcome.difference]),
      '',
    ].join('\n'),
  )
  expect(outcome.difference).toBeNull()
})
