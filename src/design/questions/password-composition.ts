import type { QuestionPass } from '../question-pass.js'
import { ask } from './ask.js'
import { linesOf } from './lines.js'

/** Kinds of characters that a password is to hold. */
const KINDS =
  /\bupper-?case\b|\blower-?case\b|\bcapital letters?\b|\bmixed[- ]case\b|\bspecial (?:character|symbol)s?\b|\b(?:one|a|1) (?:number|digit|symbol)\b|\bletters?(?: and |\s?\+\s?)(?:numbers?|digits?)\b|\b(?:numbers?|digits?) and letters?\b|\balphanumeric\b/i

const DENIED = /\b(?:no|not|without|never|don't|optional|recommended)\b/i

/**
 * Passwords that must mix kinds of characters, which no rule of a field says:
 *
 *     password: at least 8 characters, with an uppercase letter and a number
 */
export const askPasswordComposition: QuestionPass = ({ assembly, operations }) => {
  const taking = operations.filter(
    ({ method, path, body }) =>
      method !== 'GET' &&
      !/\/(?:log-?in|sign-?in|tokens?)$/i.test(path) &&
      body.some(({ name, pattern }) => /password/i.test(name) && pattern === null),
  )
  if (taking.length === 0) return
  const lines = linesOf(assembly).filter(
    ({ text, heading, kind }) =>
      KINDS.test(text) &&
      !DENIED.test(text) &&
      /password/i.test(`${heading} ${text}`) &&
      kind !== 'tasks' &&
      kind !== 'frontend' &&
      kind !== 'research',
  )
  if (lines.length === 0) return
  ask(assembly, {
    id: 'password-composition',
    kind: 'unsupported',
    concern: 'security',
    subjects: taking.map(({ id }) => id),
    about: 'Passwords are to mix kinds of characters, which is not checked yet; their length is.',
    spans: lines.map(({ span }) => span),
    options: [
      { id: 'length-only', label: 'a password of lower-case letters alone is taken when it is long enough' },
      { id: 'specified', label: 'the lines ask for a length alone now; read them again' },
    ],
    recommended: 'length-only',
  })
}
