import type { Rule } from '../rule.js'
import { argumentsOf, methodOf } from '../syntax.js'

/**
 * `FastAPI(debug=True)`: Starlette answers a failure with its trace, and with the lines around it.
 * `create_engine(url, echo=True)`: each statement is logged with its values.
 */
export const debugMode: Rule = {
  id: 'debug-mode',
  title: 'An application that shows its failures, or logs what it stores',
  cwe: 489,
  clause: 'ERR-10',
  cure: 'Leave `debug` and `echo` out, or read them from a setting that is off unless somebody turns it on.',
  check: ({ calls }) =>
    calls.flatMap(({ path, call }) => {
      const message = SHOWN.find(
        ({ made, keyword }) =>
          made.test(methodOf(call)) && argumentsOf(call).keywords.get(keyword)?.text === 'True',
      )?.message
      return message === undefined ? [] : [{ path, node: call, subject: null, message }]
    }),
}

/** What is made with its failures shown, and by which argument. */
const SHOWN = [
  { made: /^(?:FastAPI|Starlette)$/, keyword: 'debug', message: 'Traces of failures are sent to clients.' },
  {
    made: /^create_(?:async_)?engine$/,
    keyword: 'echo',
    message: 'Every statement is written to the log with its values, those of users among them.',
  },
]
