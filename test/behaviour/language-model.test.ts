import { expect, test } from 'vitest'
import { candidateOf } from '../../src/behaviour/candidate.js'
import { asksLanguageModel } from '../../src/behaviour/language-model.js'
import { body, draft, operation } from './fixtures/build.js'

test.each([
  ['POST /chat', 'Ask the assistant about a book', true],
  ['POST /readers/{id}/chat', 'Process a message with the AI agent', true],
  ['POST /chat', 'Say something to another reader', false],
  ['POST /messages', 'Leave a message for the librarian', false],
] as const)('%s: %s', (id, summary, asks) => {
  const asked = operation(id, { summary, body: [body('message', 'string', { required: true })] })
  const library = draft({ entities: [], operations: [asked] })
  expect(asksLanguageModel(candidateOf(library, asked, new Map()))).toBe(asks)
})
