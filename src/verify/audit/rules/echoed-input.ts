import { handledErrors } from '../handlers.js'
import type { Program, PythonFunction } from '../program.js'
import type { Rule } from '../rule.js'
import { ancestorsOf, calleeOf, nodesOf, type SyntaxNode } from '../syntax.js'

const INVALID = /(?:Request)?ValidationError$/

/** `return JSONResponse(422, {"detail": exc.errors()})`: what was sent, a password among it, is sent back, and into logs. */
export const echoedInput: Rule = {
  id: 'echoed-input',
  title: 'A refusal that repeats what was sent',
  cwe: 209,
  clause: 'ERR-10',
  cure: 'Answer with the place, the message and the type of each error: `for error in exc.errors()`.',
  check: ({ program }) =>
    [...new Set(handlersOf(program))].flatMap(({ module, parameters, body }) => {
      const error = parameters[1]?.name ?? parameters[0]?.name
      return (error === undefined ? [] : told(body, error)).map((node) => ({
        path: module.path,
        node,
        subject: null,
        message:
          'The refusal of a value repeats the value: a password that is too short is answered as it was sent.',
      }))
    }),
}

function handlersOf(program: Program): readonly PythonFunction[] {
  return handledErrors(program).flatMap(({ error, handler }) =>
    handler !== null && INVALID.test(error) ? [handler] : [],
  )
}

/** `exc.errors()` and `exc.body` that go out as they are: not those that are walked, nor those that are logged. */
function told(body: SyntaxNode, error: string): readonly SyntaxNode[] {
  const whole = [
    ...nodesOf(body, 'call').filter((call) => calleeOf(call) === `${error}.errors`),
    ...nodesOf(body, 'attribute').filter(({ text }) => text === `${error}.body`),
  ]
  return whole.filter((each) => {
    for (const { type, text } of ancestorsOf(each)) {
      if (/^for_(?:in_clause|statement)$/.test(type)) return false
      if (type === 'call' && /^(?:print|[\w.]{0,80}log\w{0,20}\.\w{1,20})\(/i.test(text)) return false
      if (type === 'subscript') return false
      if (type === 'assignment') return isSent(body, nameOf(text), HOPS)
      if (type.endsWith('_statement')) return true
    }
    return false
  })
}

/** Most names that a value is handed on through. */
const HOPS = 4

/** The name that an assignment gives a value. */
function nameOf(assignment: string): string {
  return assignment.split(/\s*[:=[]/, 1)[0] ?? ''
}

/** A name that is handed whole to an answer, also by another name: `content = {"detail": errors}`. */
function isSent(body: SyntaxNode, name: string, hops: number): boolean {
  return nodesOf(body, 'identifier').some((node) => {
    if (node.text !== name) return false
    for (const above of ancestorsOf(node)) {
      const { type, text } = above
      if (/^for_|^subscript$/.test(type)) return false
      if (type === 'assignment') {
        const other = nameOf(text)
        return other !== name && hops > 0 && isSent(body, other, hops - 1)
      }
      if (type === 'return_statement') return true
      if (type === 'call' && /^[\w.]{0,80}(?:Response|jsonable_encoder)\(/.test(text)) return true
      if (type === 'call' && /^(?:print|len|[\w.]{0,80}log\w{0,20}\.\w{1,20})\(/i.test(text)) return false
    }
    return false
  })
}
