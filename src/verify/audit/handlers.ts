import type { Program, PythonFunction } from './program.js'
import { resolve } from './resolve.js'
import { argumentsOf, childOf, dottedName, methodOf, nodesOf, type SyntaxNode } from './syntax.js'

/** An error that an application answers, and the function that does; null where it is not found. */
export interface HandledError {
  /** The name of its class. */
  readonly error: string
  readonly handler: PythonFunction | null
}

/** All that `@app.exception_handler(E)`, `app.add_exception_handler(E, f)` and `exception_handlers={E: f}` register. */
export function handledErrors(program: Program): readonly HandledError[] {
  return program.modules.flatMap((module) => {
    const found = (node: SyntaxNode | null | undefined): PythonFunction | null => {
      const definition =
        node === null || node === undefined ? null : resolve(program, module, dottedName(node))
      return definition?.kind === 'function' ? definition : null
    }
    const decorated = [...module.functions.values()].flatMap((handler) =>
      handler.decorators.flatMap((decorator) =>
        methodOf(decorator) === 'exception_handler' ? [{ error: firstOf(decorator), handler }] : [],
      ),
    )
    const added = nodesOf(module.root, 'call').flatMap((call) =>
      methodOf(call) === 'add_exception_handler'
        ? [{ error: firstOf(call), handler: found(argumentsOf(call).positional[1]) }]
        : [],
    )
    const listed = nodesOf(module.root, 'pair').flatMap((pair) => {
      const error = childOf(pair, 'key')?.text ?? ''
      const handler = found(childOf(pair, 'value'))
      return handler !== null && /(?:Error|Exception)$/.test(error) ? [{ error, handler }] : []
    })
    return [...decorated, ...added, ...listed]
  })
}

function firstOf(call: SyntaxNode): string {
  const given = argumentsOf(call).positional[0]
  return given === undefined ? '' : dottedName(given)
}
