import { argumentsOf, calleeOf, literalText, nodesOf, type SyntaxNode } from '../syntax.js'
import type { PlacedCall, Rule } from '../rule.js'

/** `jwt.decode(token, key, algorithms=[header["alg"]])`: the token chooses how it is verified. */
export const tokenAlgorithm: Rule = {
  id: 'token-algorithm',
  title: 'A token that chooses how it is verified',
  cwe: 347,
  clause: 'AUTH-1',
  cure: 'Fix the algorithms in the configuration, one family of keys at a time, and verify every token.',
  check: ({ calls, functions }) => [
    ...functions.flatMap(({ module, body }) =>
      chosenByToken(body).map((node) => ({ path: module.path, node, message: BY_TOKEN })),
    ),
    ...calls.flatMap((placed) => {
      const message = isDecoding(placed.call) ? faultOf(placed, calls) : null
      return message === null ? [] : [{ path: placed.path, node: placed.call, message }]
    }),
  ],
}

const BY_TOKEN = 'The algorithm is taken from the token.'

/** `header["alg"]` that is handed to another function, in a list or alone. */
function chosenByToken(body: SyntaxNode): readonly SyntaxNode[] {
  return nodesOf(body, 'subscript', 'call').filter((node) => {
    if (
      !/(?:header|unverified)[^[\]]{0,80}(?:\[|\.get\()\s?["']alg["']/i.test(node.text) ||
      node.text.length > 160
    )
      return false
    const holder = node.parent?.type === 'list' ? node.parent.parent : node.parent
    const call = holder?.type === 'argument_list' ? holder.parent : null
    return call !== null && !isDecoding(call) && !/log|print|Exception|Error/.test(calleeOf(call))
  })
}

function isDecoding(call: SyntaxNode): boolean {
  return /(?:^|\.)jwt\.decode$/.test(calleeOf(call))
}

function faultOf({ call, within }: PlacedCall, calls: readonly PlacedCall[]): string | null {
  const { positional, keywords } = argumentsOf(call)
  const options = keywords.get('options')?.text ?? ''
  if (isOff(options, 'verify_signature') || /^False$/.test(keywords.get('verify')?.text ?? '')) {
    const verifiedBeside = calls.some(
      (other) =>
        other.call !== call &&
        other.within === within &&
        isDecoding(other.call) &&
        !isOff(argumentsOf(other.call).keywords.get('options')?.text ?? '', 'verify_signature'),
    )
    return within !== null && verifiedBeside ? null : 'The signature of the token is not verified.'
  }
  if (isOff(options, 'verify_exp')) return 'A token that has expired is accepted.'
  const algorithms = keywords.get('algorithms') ?? positional[2]
  if (algorithms === undefined) return 'No algorithm is fixed: the token chooses.'
  const subjects = nodesOf(algorithms, 'identifier', 'subscript', 'attribute').map(({ text }) => text)
  if (subjects.some((text) => /header|unverified|\balg\b/i.test(text))) return BY_TOKEN
  const named = nodesOf(algorithms, 'string').flatMap((node) => literalText(node) ?? [])
  if (named.some((name) => name.toLowerCase() === 'none')) return 'A token without a signature is accepted.'
  const shared = named.filter((name) => name.startsWith('HS'))
  return shared.length > 0 && shared.length < named.length
    ? 'Secrets and published keys are accepted side by side: a public key can be used as a secret.'
    : null
}

/** `{"verify_exp": False}`. */
function isOff(options: string, name: string): boolean {
  return options.replaceAll(/['"\s]/g, '').includes(`${name}:False`)
}
