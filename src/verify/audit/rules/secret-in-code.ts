import {
  argumentsOf,
  ancestorsOf,
  calleeOf,
  childOf,
  literalText,
  methodOf,
  nodesOf,
  type SyntaxNode,
} from '../syntax.js'
import type { AuditContext, Rule, RuleFinding } from '../rule.js'

const SECRET =
  /(?:^|_)(?:secret|secret_?key|jwt_?key|signing_?key|encryption_?key|api_?key|private_?key|passwo?r?d|access_?key)s?$/i

/** What is no secret: names of variables, words of an interface, addresses. */
const HARMLESS = /^$|^\$?\{|^(?:bearer|password|secret|none|null|jwt|token|username|header|hs256|string)$/i

const ADDRESS =
  /^[a-z][a-z0-9+]{1,30}:\/\/[^:@/\s]{1,100}:([^@/\s]{1,200})@(?!(?:localhost|127\.0\.0\.1|db|postgres)(?::\d+)?(?:\/|$))/

/** `SECRET_KEY = "s3cr3t"`, `os.getenv("JWT_SECRET", "dev")`, `jwt.decode(token, "s3cr3t")`. */
export const secretInCode: Rule = {
  id: 'secret-in-code',
  title: 'A secret, or a default for one, in the code',
  cwe: 798,
  clause: 'CODE-3',
  cure: 'Read it from the environment, without a default, and refuse to start when it is missing.',
  check: (context) => [...named(context), ...called(context), ...addresses(context)],
}

function finding(path: string, node: SyntaxNode, message: string): RuleFinding {
  return { path, node, subject: null, message }
}

/** Names, attributes, keywords and parameters that are called like a secret and hold a text. */
function named({ program }: AuditContext): readonly RuleFinding[] {
  return program.modules.flatMap(({ path, root }) =>
    nodesOf(root, 'assignment', 'keyword_argument', 'default_parameter', 'typed_default_parameter').flatMap(
      (node) => {
        const name = (childOf(node, 'left') ?? childOf(node, 'name'))?.text.split('.').at(-1) ?? ''
        const value = childOf(node, 'right') ?? childOf(node, 'value')
        const secret = SECRET.test(name) && value !== null ? defaultOf(value) : null
        return secret === null || HARMLESS.test(secret) || isOwnName(name, secret) || isExample(node)
          ? []
          : [finding(path, node, `\`${name}\` has a value in the code: who reads the code has the secret.`)]
      },
    ),
  )
}

/** `API_KEY = "api_key"` names a kind of thing. */
function isOwnName(name: string, text: string): boolean {
  const plain = (each: string): string => each.toLowerCase().replaceAll(/[_-]/g, '')
  return plain(name) === plain(text)
}

/** The text itself, that of `Field(default=…)`, `SecretStr(…)`, or of `x or "…"`. */
function defaultOf(value: SyntaxNode): string | null {
  if (value.type === 'call' && /^(?:Field|SecretStr|str)$/.test(methodOf(value))) {
    const { positional, keywords } = argumentsOf(value)
    const inner = keywords.get('default') ?? positional[0]
    return inner === undefined ? null : defaultOf(inner)
  }
  if (value.type === 'boolean_operator') {
    const right = childOf(value, 'right')
    return right === null ? null : defaultOf(right)
  }
  return literalText(value)
}

/** Examples of a documentation, such as `Field(examples=[…])`, are no secrets. */
function isExample(node: SyntaxNode): boolean {
  return [...ancestorsOf(node)].some(
    ({ type, text }) =>
      type === 'keyword_argument' && /^(?:examples?|json_schema_extra|openapi_examples)\b/.test(text),
  )
}

/** Defaults of environment variables, and keys that stand in a call. */
function called(context: AuditContext): readonly RuleFinding[] {
  return context.calls.flatMap(({ path, call }) => {
    const { positional, keywords } = argumentsOf(call)
    const callee = calleeOf(call)
    if (/^(?:os\.)?(?:getenv|environ\.get)$|^config$|^env$/.test(callee)) {
      const name = literalText(positional[0] ?? null)
      const value = literalText(positional[1] ?? keywords.get('default') ?? null)
      if (name === null || !SECRET.test(name) || value === null) return []
      if (value === '' && isRefusedEmpty(context, call, name)) return []
      return [
        finding(
          path,
          call,
          `\`${name}\` has a default${value === '' ? ', the empty text' : ''}: a service that nobody configured can be entered by anybody.`,
        ),
      ]
    }
    const key = /(?:^|\.)jwt\.(?:encode|decode)$/.test(callee)
      ? literalText(positional[1] ?? keywords.get('key') ?? null)
      : null
    return key === null || key === '' ? [] : [finding(path, call, 'The key of tokens stands in the code.')]
  })
}

/** Keys with which tokens are signed; without a value, an empty one verifies what anybody signs. */
const SIGNS = /secret|jwt|signing/i

/** Whether something raises, or ends the process, where a secret is empty; other empty keys open no door. */
function isRefusedEmpty({ program }: AuditContext, call: SyntaxNode, name: string): boolean {
  if (!SIGNS.test(name)) return true
  const assignment = [...ancestorsOf(call)].find(({ type }) => type === 'assignment')
  const left = assignment === undefined ? null : childOf(assignment, 'left')
  const names = new Set([name, left?.text.split('.').at(-1) ?? name])
  return program.modules.some(({ root }) =>
    nodesOf(root, 'if_statement', 'assert_statement').some((node) => {
      const isAssert = node.type === 'assert_statement'
      const words = new Set((isAssert ? node : childOf(node, 'condition'))?.text.split(/\W+/))
      return (
        [...names].some((each) => words.has(each)) &&
        (isAssert || /\braise\b|\bexit\(/.test(childOf(node, 'consequence')?.text ?? ''))
      )
    }),
  )
}

/** Addresses of databases with a password. */
function addresses({ program }: AuditContext): readonly RuleFinding[] {
  return program.modules.flatMap(({ path, root }) =>
    nodesOf(root, 'string').flatMap((node) => {
      const password = ADDRESS.exec(literalText(node) ?? '')?.[1]
      return password === undefined ||
        /^(?:pass(?:word)?|pw|secret|<.*>|\{.*|\*+|x+)$/i.test(password) ||
        node.parent?.type === 'expression_statement'
        ? []
        : [finding(path, node, 'An address with its password stands in the code.')]
    }),
  )
}
