import type { Rule } from '../rule.js'
import { argumentsOf, calleeOf, childOf, nodesOf } from '../syntax.js'
import type { TableModel } from '../models.js'
import type { Program, PythonFunction } from '../program.js'
import { resolve } from '../resolve.js'

/** Digests that are made to be fast: a graphics card tries thousands of millions of them in a second. */
const FAST = /^(?:hashlib\.)?(?:md5|sha1|sha224|sha256|sha384|sha512|sha3_256|sha3_512|blake2b|blake2s|new)$/

const PASSWORD = /(?:^|_)(?:password|passwd|passphrase|pwd)$/i

/** `hashlib.sha256(password.encode())`: who reads the table tries all passwords. */
export const weakPasswordHash: Rule = {
  id: 'weak-password-hash',
  title: 'A password kept under a fast digest, or as it is',
  cwe: 916,
  clause: 'AUTH-6',
  cure: 'Hash with Argon2id or bcrypt, from a library that is made for passwords.',
  check: ({ functions, program, tables }) =>
    functions.flatMap((each) => [
      ...digests(each),
      ...comparisons(each),
      ...storedAsTheyAre(program, tables, each),
    ]),
}

function digests({ module, body }: PythonFunction): ReturnType<Rule['check']> {
  return nodesOf(body, 'call')
    .filter(
      (call) =>
        FAST.test(calleeOf(call)) &&
        argumentsOf(call).positional.some((given) =>
          nodesOf(given, 'identifier').some(({ text }) => PASSWORD.test(text)),
        ),
    )
    .map((call) => ({
      path: module.path,
      node: call,
      message: 'A digest that is made to be fast keeps no password.',
    }))
}

/** `User(password=body.password)`, for a table, of a password that nothing in the function has hashed. */
function storedAsTheyAre(
  program: Program,
  tables: readonly TableModel[],
  { module, body }: PythonFunction,
): ReturnType<Rule['check']> {
  const made = new Set(
    nodesOf(body, 'assignment')
      .filter((node) => nodesOf(node, 'call').length > 0)
      .map((node) => childOf(node, 'left')?.text ?? ''),
  )
  return nodesOf(body, 'call').flatMap((call) => {
    const definition = resolve(program, module, calleeOf(call))
    if (!tables.some((table) => table.definition === definition)) return []
    return [...argumentsOf(call).keywords].flatMap(([name, value]) => {
      const isPlain =
        /password|passwd|pwd/i.test(name) &&
        /^(?:identifier|attribute)$/.test(value.type) &&
        PASSWORD.test(value.text.split('.').at(-1) ?? '') &&
        !/hash/i.test(value.text) &&
        (value.type === 'attribute' || !made.has(value.text))
      return isPlain
        ? [
            {
              path: module.path,
              node: value,
              message: 'The password is stored as it was sent, not its hash.',
            },
          ]
        : []
    })
  })
}

/** `user.password == body.password`: the table holds passwords. A check that two new ones agree is none. */
function comparisons({ module, body }: PythonFunction): ReturnType<Rule['check']> {
  return nodesOf(body, 'comparison_operator')
    .filter(({ children }) => {
      const [left, operator, right] = children
      return (
        (operator?.type === '==' || operator?.type === '!=') &&
        [left, right].every((side) => side !== undefined && /^(?:identifier|attribute)$/.test(side.type)) &&
        [left, right].every((side) => PASSWORD.test(side?.text.split('.').at(-1) ?? '')) &&
        left?.text.split('.')[0] !== right?.text.split('.')[0] &&
        ![left, right].every((side) => side?.type === 'identifier')
      )
    })
    .map((node) => ({
      path: module.path,
      node,
      message: 'The password is compared as it is: the table holds passwords, not hashes.',
    }))
}
