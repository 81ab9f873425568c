import { Buffer } from 'node:buffer'
import type { Fault } from './plants.js'
import { never, claimsOf, as, jsonOf, withBody, failsOn, text } from './requests.js'
import { TOKEN_FAULTS } from './token-faults.js'

/** What a careless backend does, and the probe that must notice. */
export const FAULTS: readonly (readonly [probe: string, what: string, fault: Fault])[] = [
  ...TOKEN_FAULTS,
  [
    'refusal-status',
    'answers 400 to invalid requests',
    (request, answer) => {
      const own = answer(request)
      return own.status === 422 ? { ...own, status: 400 } : own
    },
  ],
  [
    'foreign-row',
    'has no owner filter',
    (request, answer) => {
      const own = answer(request)
      if (own.status !== 404) return own
      for (let user = 1; user < 400; user += 1) {
        const other = answer(as(request, String(claimsOf(request)['sub']).replace(/\d+$/u, String(user))))
        if (other.status < 400) return other
      }
      return own
    },
  ],
  [
    'foreign-row',
    "tells another user's row from an absent one",
    (request, answer) => {
      const own = answer(request)
      return own.status === 404 && !request.target.includes('00000000-0000-4000-8000-000000000000')
        ? { ...own, body: { detail: 'Not yours' } }
        : own
    },
  ],
  [
    'foreign-rows-listed',
    'lists rows of everybody',
    (request, answer) => {
      const own = answer(request)
      return Array.isArray(own.body) && own.body.length > 0
        ? { ...own, body: [...own.body, ...own.body] }
        : own
    },
  ],
  [
    'mass-assignment',
    'stores the owner of the body',
    (request, answer) => {
      const { user_id: owner, ...rest } = jsonOf(request)
      const own = answer(owner === undefined ? request : withBody(request, rest))
      return owner !== undefined && typeof own.body === 'object' && own.status < 300
        ? { ...own, body: { ...own.body, user_id: String(owner) } }
        : own
    },
  ],
  ['text-nul', 'fails on NUL', failsOn((request) => text(request).includes(String.raw`\u0000`))],
  [
    'text-surrogate',
    'fails on a lone surrogate',
    failsOn((request) => text(request).includes(String.raw`\ud800`)),
  ],
  ['body-invalid-utf8', 'fails on bytes that are no text', failsOn(({ body }) => body.includes(0xff))],
  ['text-long', 'fails on long texts', failsOn(({ body }) => body.length > 90_000 && body.length < 200_000)],
  [
    'text-blank',
    'takes an empty name',
    (request, answer) =>
      answer(jsonOf(request)['name'] === '' ? withBody(request, { ...jsonOf(request), name: 'x' }) : request),
  ],
  ['integer-range', 'fails on large integers', failsOn((request) => /:\d{19,}/u.test(text(request)))],
  [
    'number-not-finite',
    'takes NaN',
    (request, answer) =>
      answer(
        text(request).includes('NaN')
          ? { ...request, body: Buffer.from(text(request).replace('NaN', '7')) }
          : request,
      ),
  ],
  [
    'type-confusion',
    'takes a text for a number',
    (request, answer) => answer({ ...request, body: Buffer.from(text(request).replace('"5"', '5')) }),
  ],
  ['null-value', 'fails on null', failsOn((request) => jsonOf(request)['name'] === null)],
  ['body-nested', 'fails on deep nesting', failsOn((request) => text(request).includes('[[[[[['))],
  [
    'body-repeated-key',
    'takes a key twice',
    (request, answer) =>
      answer(
        request.body.length > 2 && request.body.length < 5000 && Object.keys(jsonOf(request)).length > 0
          ? withBody(request, jsonOf(request))
          : request,
      ),
  ],
  [
    'body-content-type',
    'takes any content type',
    (request, answer) =>
      answer({ ...request, headers: new Map([...request.headers, ['content-type', 'application/json']]) }),
  ],
  [
    'body-huge',
    'takes 20 MB',
    (request, answer) =>
      request.body.length > 2_000_000 ? { status: 201, headers: never, body: {} } : answer(request),
  ],
  [
    'validation-echo',
    'repeats what was sent',
    (request, answer) => {
      const own = answer(request)
      return own.status === 422 ? { ...own, body: { detail: text(request) } } : own
    },
  ],
  ['query-range', 'fails on large offsets', failsOn(({ target }) => /offset=\d{19,}/u.test(target))],
  [
    'page-size',
    'knows no largest page',
    (request, answer) => answer({ ...request, target: request.target.replace('1000000', '100') }),
  ],
  [
    'sort-injection',
    'sorts by anything',
    (request, answer) => answer({ ...request, target: request.target.replace(/sort=[^&]*/u, 'sort=name') }),
  ],
  [
    'search-wildcards',
    'searches with wildcards',
    (request, answer) => answer({ ...request, target: request.target.replace('search=%25', 'search=') }),
  ],
  [
    'method-undeclared',
    'answers an undeclared method with 404',
    (request, answer) => {
      const own = answer(request)
      return own.status === 405 ? { ...own, status: 404 } : own
    },
  ],
  [
    'foreign-origin',
    'lets any site in',
    (request, answer) => {
      const own = answer(request)
      const origin = request.headers.get('origin')
      return origin === undefined
        ? own
        : {
            ...own,
            headers: new Map([
              ...own.headers,
              ['access-control-allow-origin', origin],
              ['access-control-allow-credentials', 'true'],
            ]),
          }
    },
  ],
  [
    'trailing-slash',
    'redirects to the host of the request',
    (request, answer) =>
      request.target.endsWith('/')
        ? {
            status: 307,
            headers: new Map([['location', `http://${request.headers.get('host') ?? ''}/`]]),
            body: undefined,
          }
        : answer(request),
  ],
  [
    'success',
    'answers 200 for 201',
    (request, answer) => {
      const own = answer(request)
      return own.status === 201 ? { ...own, status: 200 } : own
    },
  ],
  [
    'success',
    'shows a column that nobody specified',
    (request, answer) => {
      const own = answer(request)
      return typeof own.body === 'object' && own.status === 200 && !Array.isArray(own.body)
        ? { ...own, body: { ...own.body, password: 'x' } }
        : own
    },
  ],
  [
    'defaults',
    'has another default',
    (request, answer) =>
      answer(
        request.method === 'POST' && jsonOf(request)['watering_interval_days'] === undefined
          ? withBody(request, { ...jsonOf(request), watering_interval_days: 8 })
          : request,
      ),
  ],
  [
    'required-field',
    'fills in a name',
    (request, answer) =>
      answer(request.method === 'POST' ? withBody(request, { name: 'x', ...jsonOf(request) }) : request),
  ],
  [
    'limits-refused',
    'is off by one',
    (request, answer) => {
      const { name } = jsonOf(request)
      return answer(
        typeof name === 'string' && name.length === 101
          ? withBody(request, { ...jsonOf(request), name: name.slice(1) })
          : request,
      )
    },
  ],
  [
    'limits-allowed',
    'is off by one the other way',
    (request, answer) => {
      const { name } = jsonOf(request)
      return typeof name === 'string' && name.length === 100
        ? { status: 422, headers: never, body: { detail: 'too long' } }
        : answer(request)
    },
  ],
  [
    'unknown-field',
    'takes unknown fields',
    (request, answer) => {
      const { field_nobody_specified: unknown, ...rest } = jsonOf(request)
      return answer(unknown === undefined ? request : withBody(request, rest))
    },
  ],
  [
    'absent-row',
    'builds a 404 otherwise',
    (request, answer) => {
      const own = answer(request)
      return own.status === 404 ? { ...own, body: { error: 'Not found' } } : own
    },
  ],
  [
    'toggle',
    'sets a flag where it should turn it',
    (request, answer) => {
      const own = answer(request)
      return request.target.endsWith('/archive') && own.status === 200 && typeof own.body === 'object'
        ? { ...own, body: { ...own.body, archived: true } }
        : own
    },
  ],
  [
    'race-toggle',
    'loses turns of a flag',
    (request, answer) => {
      const own = answer(request)
      return request.target.endsWith('/archive') && own.status === 200 && typeof own.body === 'object'
        ? { ...own, body: { ...own.body, archived: true } }
        : own
    },
  ],
  [
    'partial-update',
    'clears what is not sent',
    (request, answer) => {
      const own = answer(request)
      return request.method === 'PATCH' &&
        own.status === 200 &&
        typeof own.body === 'object' &&
        jsonOf(request)['notes'] === undefined
        ? { ...own, body: { ...own.body, notes: null } }
        : own
    },
  ],
  [
    'filters',
    'ignores a filter',
    (request, answer) => answer({ ...request, target: request.target.replace(/room=[^&]*/u, '') }),
  ],
  [
    'search',
    'tells capitals apart',
    (request, answer) =>
      answer({ ...request, target: request.target.replace('search=NEEDLE', 'search=nothing-has-it') }),
  ],
  [
    'sort',
    'sorts the other way',
    (request, answer) => {
      const own = answer(request)
      return Array.isArray(own.body) ? { ...own, body: own.body.toReversed() } : own
    },
  ],
  [
    'paging',
    'ignores the offset',
    (request, answer) => answer({ ...request, target: request.target.replace(/offset=\d+/u, '') }),
  ],
  [
    'removed-row',
    'deletes twice',
    (request, answer) => {
      const own = answer(request)
      return request.method === 'DELETE' && own.status === 404
        ? { status: 204, headers: never, body: undefined }
        : own
    },
  ],
  [
    'token-missing',
    'shows a trace',
    (request, answer) => {
      const own = answer(request)
      return own.status === 401 ? { ...own, body: { detail: 'Traceback (most recent call last):' } } : own
    },
  ],
]
