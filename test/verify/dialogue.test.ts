import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { dialogue } from '../../src/verify/dialogue.js'

function node(script: string) {
  return dialogue({
    command: process.execPath,
    arguments: ['-e', script],
    folder: tmpdir(),
    environment: { PATH: process.env['PATH'] ?? '' },
  })
}

const ECHO = `
const lines = require('node:readline').createInterface({ input: process.stdin })
lines.on('line', (line) => console.log(line.toUpperCase()))
`

test('a program answers each line with a line, in their order', async () => {
  const { ask, close } = node(ECHO)
  expect(await Promise.all([ask('one'), ask('two'), ask('three')])).toEqual(['ONE', 'TWO', 'THREE'])
  await close()
  expect(await ask('four')).toBeNull()
})

test('a program that ends answers nothing, and says why', async () => {
  const { ask, errors, close } = node('console.error("no such module"); process.exit(1)')
  expect(await ask('one')).toBeNull()
  expect(errors()).toContain('no such module')
  await close()
})
