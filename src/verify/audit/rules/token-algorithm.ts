import { argumentsOf, calleeOf, literalText, methodOf, nodesOf, type SyntaxNode } from '../syntax.js'
import { resolve } from '../resolve.js'
import type { Program } from '../program.js'
import type { PlacedCall, Rule, RuleFinding } from '../rule.js'

/** `jwt.decode(token, key, algorithms=[header["alg"]])`: the token chooses how it is verified. */
export const tokenAlgorithm: Rule = {
  id: 'token-algorithm',
  title: 'A token that chooses how it is verified',
  cwe: 347,
  clause: 'AUTH-1',
  cure: 'Fix the algorithms in the configuration, one family of keys at a time, and verify every token.',
  check: ({ calls, functions, program }) =>
    distinct([
      ...functions.flatMap(({ module, body }) =>
        chosenByToken(body).map((node) => ({ path: module.path, node, message: BY_TOKEN })),
      ),
      ...calls.flatMap((placed) => {
        if (!isDecoding(placed.call)) return []
        const message = faultOf(placed, calls)
        return message === null
          ? givenTo(placed, calls, program).flatMap(({ path, node }) => {
              const fault = faultOfList(node)
              return fault === null ? [] : [{ path, node, message: fault }]
            })
          : [{ path: placed.path, node: placed.call, message }]
      }),
    ]),
}

/** A list that several calls are given is one finding. */
function distinct(findings: readonly RuleFinding[]): readonly RuleFinding[] {
  return findings.filter(({ node }, index) => findings.findIndex((other) => other.node === node) === index)
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
  return subjects.some((text) => /header|unverified|\balg\b/i.test(text)) ? BY_TOKEN : faultOfList(algorithms)
}

/** What is wrong with algorithms that stand in the code. */
function faultOfList(algorithms: SyntaxNode): string | null {
  const named = nodesOf(algorithms, 'string').flatMap((node) => literalText(node) ?? [])
  if (named.some((name) => name.toLowerCase() === 'none')) return 'A token without a signature is accepted.'
  const shared = named.filter((name) => name.startsWith('HS'))
  return shared.length > 0 && shared.length < named.length
    ? 'Secrets and published keys are accepted side by side: a public key can be used as a secret.'
    : null
}

/** A list that stands elsewhere, and where. */
interface PlacedList {
  readonly path: string
  readonly node: SyntaxNode
}

/** The lists that the name in `algorithms=…` stands for: a constant, or what the callers of the function hand to it. */
function givenTo(
  { call, within, path }: PlacedCall,
  calls: readonly PlacedCall[],
  program: Program,
): readonly PlacedList[] {
  const { positional, keywords } = argumentsOf(call)
  const algorithms = keywords.get('algorithms') ?? positional[2]
  if (algorithms?.type !== 'identifier') return []
  const index = within?.parameters.findIndex(({ name }) => name === algorithms.text) ?? -1
  const handed =
    within === null || index < 0
      ? [{ path, node: algorithms }]
      : calls.flatMap((other) => {
          if (other.call === call || methodOf(other.call) !== within.name) return []
          const given = argumentsOf(other.call)
          const node = given.keywords.get(algorithms.text) ?? given.positional[index]
          return node === undefined ? [] : [{ path: other.path, node }]
        })
  return handed.flatMap((each) => {
    if (each.node.type !== 'identifier') return [each]
    const module = program.modules.find(({ path: own }) => own === each.path)
    const found = module === undefined ? null : resolve(program, module, each.node.text)
    const value = found?.kind === 'value' ? found.attribute.value : null
    return value === null || found?.kind !== 'value' ? [] : [{ path: found.module.path, node: value }]
  })
}

/** `{"verify_exp": False}`. */
function isOff(options: string, name: string): boolean {
  return options.replaceAll(/['"\s]/g, '').includes(`${name}:False`)
}
