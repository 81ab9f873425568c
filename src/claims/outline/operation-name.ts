import type { Method } from '../claim.js'

/** A method and path as a text names them. */
export interface OperationName {
  readonly method: Method
  /** As written, without host, query and closing punctuation; `:id` and `<id>` are `{id}`. */
  readonly path: string
  /** The query string of an example, without `?`; null when there is none. */
  readonly query: string | null
  /** Offsets in the text. */
  readonly start: number
  readonly end: number
}

const METHOD = String.raw`(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)`
const NAME = new RegExp(
  String.raw`(?<![\w/-])(${METHOD}(?:(?: ?[/|,] ?| or | and )${METHOD}){0,5})(?:[ :\`*|]{1,20}|[ ]{0,20}(?:(?:requests?|calls?) )?(?:to|at|on|against)[ \`]{1,3})(https?:\/\/[^\s/\`"'<>]{1,200}|\{\{?[\w.-]{1,40}\}\}?(?=\/)|\$\{?[A-Z_]{1,40}\}?(?=\/))?(\/[\w{}:<>[\].,~%$*/@-]{0,300})(\?[^\s\`"'|)]{0,300})?`,
  'g',
)

/**
 * The operations that a text names: `POST /api/loans`, `` `GET` `/loans/:id` ``, `PUT/PATCH /loans/{id}`.
 *
 * Paths with wildcards (`/api/auth/*`, `[[...all]]`) name no single operation and are left out.
 */
export function operationNames(text: string): readonly OperationName[] {
  const names: OperationName[] = []
  for (const match of text.matchAll(NAME)) {
    const [, methods = '', , written = '', query] = match
    const trimmed = written.replace(/[.,:;>\]]{1,5}$/, (tail) =>
      /[>\]]/.test(tail) ? keepBracket(written, tail) : '',
    )
    const path = pathOf(trimmed)
    if (path === null) continue
    const end = match.index + match[0].length - (query?.length ?? 0) - (written.length - trimmed.length)
    for (const method of methods.split(/[^A-Z]+/)) {
      const known = methodOf(method)
      if (known) {
        names.push({
          method: known,
          path,
          query: query?.slice(1).replace(/[.,;:]{1,5}$/, '') ?? null,
          start: match.index,
          end,
        })
      }
    }
  }
  return names
}

/** The method that a word names; null for other words. */
export function methodOf(word: string): Method | null {
  const method = METHODS.find((each) => each === word.trim().toUpperCase())
  return method ?? null
}

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** The path in OpenAPI notation; null when it names more than one. */
export function pathOf(written: string): string | null {
  const bare = written
    .trim()
    .replace(/^https?:\/\/[^/]{1,200}/i, '')
    .replace(/[?#].*$/, '')
    .replace(/(\w):\d{2,5}$/, '$1')
  // `POST /api/loans/route.ts` is a file.
  if (/\.(?:[cm]?[jt]sx?|py|md|ya?ml)$/.test(bare)) return null
  if (!bare.startsWith('/') || /\*|\[\[|\.\.\.|\/\//.test(bare)) return null
  const segments = bare.split('/').slice(1)
  const path = segments.map(segmentOf)
  if (path.some((each) => each === null)) return null
  return `/${path.join('/')}`.replace(/(.)\/$/, '$1')
}

function segmentOf(segment: string): string | null {
  const name =
    /^(?:\{([^{}]{1,80})\}|:([A-Za-z_]\w{0,80})|<(?:\w{1,20}:)?([\w-]{1,80})>|\[([\w-]{1,80})\])$/.exec(
      segment,
    )
  const parameter = name?.[1] ?? name?.[2] ?? name?.[3] ?? name?.[4]
  if (parameter !== undefined) return `{${parameter}}`
  return /[{}<>[\]]/.test(segment.replace(/\{[\w-]{1,80}\}/g, '')) ? null : segment
}

/** A closing bracket at the end belongs to the path when it closes one. */
function keepBracket(written: string, tail: string): string {
  const open = written.includes('<') ? '>' : written.includes('[') ? ']' : ''
  return open !== '' && tail.startsWith(open) ? open : ''
}
