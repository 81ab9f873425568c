import type { Candidate } from './candidate.js'

const WORDS = /\b(?:ai|llm|gpt|openai|gemini|chat ?bot|ai[- ]?agent|agent|assistant|natural language)\b/

/** Members of an answer that a model words. */
const WORDED = /^(?:response|reply|answer|assistant_?(?:message|reply|response)|tool_?calls)$/i

/**
 * Whether the answer to a request is what a language model says to a message: `POST /chat` with a `message` and a
 * `response`, or words such as "the agent answers". No step asks one.
 */
export function asksLanguageModel({ operation, word, text }: Candidate): boolean {
  if (operation.method !== 'POST') return false
  const says = operation.body.some(({ name }) => /^(?:message|prompt|query|content|text)$/i.test(name))
  const { responseShape: shape } = operation
  const worded = shape?.kind === 'object' && shape.fields.some(({ name }) => WORDED.test(name))
  const chat = /^(?:chat|ask|completions?|converse)$/.test(word)
  return says && (worded || WORDS.test(text)) && (chat || WORDS.test(text))
}
