import type { Rule } from '../rule.js'
import { argumentsOf, methodOf } from '../syntax.js'

/** `FastAPI(debug=True)`: Starlette answers a failure with its trace, and with the lines around it. */
export const debugMode: Rule = {
  id: 'debug-mode',
  title: 'An application that shows its failures',
  cwe: 489,
  clause: 'ERR-10',
  cure: 'Leave `debug` out, or read it from a setting that is off unless somebody turns it on.',
  check: ({ calls }) =>
    calls.flatMap(({ path, call }) =>
      /^(?:FastAPI|Starlette)$/.test(methodOf(call)) &&
      argumentsOf(call).keywords.get('debug')?.text === 'True'
        ? [{ path, node: call, subject: null, message: 'Traces of failures are sent to clients.' }]
        : [],
    ),
}
