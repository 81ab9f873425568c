import { isObject } from '../conformance.js'
import type { QuestionPass } from '../question-pass.js'
import { ask } from './ask.js'
import { jsonBlocks, keySpan } from './json-blocks.js'
import { linesOf } from './lines.js'

const CHECKED =
  /\b(?:JWT|TOKEN|AUTH)_?(?:ISSUER|AUDIENCE)\b|\b(?:validat|verif|check)\w{0,4} (?:the )?(?:issuer|audience|`?iss`?|`?aud`?)\b/

/**
 * Tokens whose issuer and audience are to be checked and whose example has
 * neither, so that every one of them would be refused:
 *
 *     JWT_ISSUER=library-web        {"sub": "…", "exp": 1767225600}
 */
export const askTokenAudience: QuestionPass = ({ assembly, auth }) => {
  if (auth.scheme === 'none') return
  const demanded = linesOf(assembly).filter(({ text }) => CHECKED.test(text))
  const payloads = jsonBlocks(assembly).filter(
    ({ value }) =>
      isObject(value) &&
      Object.hasOwn(value, 'exp') &&
      (Object.hasOwn(value, 'sub') || Object.hasOwn(value, 'iat')),
  )
  const bare = payloads.filter(
    ({ value }) => isObject(value) && !Object.hasOwn(value, 'iss') && !Object.hasOwn(value, 'aud'),
  )
  if (demanded.length === 0 || bare.length === 0 || bare.length < payloads.length) return
  ask(assembly, {
    id: 'token-audience',
    kind: 'conflict',
    concern: 'security',
    subjects: ['auth'],
    about:
      'Issuer and audience of tokens are to be checked, and the tokens that documents show have neither.',
    spans: [
      ...demanded.slice(0, 4).map(({ span }) => span),
      ...bare.slice(0, 2).map((block) => keySpan(block, 'exp')),
    ],
    options: [
      {
        id: 'when-set',
        label:
          'they are checked where their settings are given; without them a token of another service under the same secret passes',
      },
      { id: 'specified', label: 'the documents show now what a token holds; read them again' },
    ],
    recommended: 'when-set',
  })
}
