import { createDiagnostic } from '../../diagnostics/create.js'
import { type Collector, READER } from './collector.js'
import { fieldOf, itemsOf, keySpan, pairSpan, type Place, placeAt, textOf } from './place.js'

/** The path that stands before all paths of a contract, and where it is said. */
export interface BasePath {
  /** Empty, or with a leading `/` and none at the end. */
  readonly path: string
  readonly place: Place | null
}

/** Claims of `info`. */
export function readInfo(top: Place, collector: Collector): void {
  const title = placeAt(top, 'info', 'title')
  const titleText = textOf(title)
  if (title !== null && titleText !== null)
    collector.claim({
      subject: { kind: 'service' },
      property: 'title',
      value: titleText.trim(),
      span: pairSpan(title),
      reader: READER,
    })
  const description = placeAt(top, 'info', 'description')
  const descriptionText = textOf(description)
  if (description !== null && descriptionText !== null)
    collector.claim({
      subject: { kind: 'service' },
      property: 'description',
      value: descriptionText.trim(),
      span: pairSpan(description),
      reader: READER,
    })
}

/**
 * The path of the first server (OpenAPI 3.1, 4.8.5) or `basePath` (Swagger 2.0). Servers with other
 * paths are told, as one backend serves one.
 */
export function readBasePath(top: Place, collector: Collector): BasePath {
  const servers = itemsOf(fieldOf(top, 'servers')).flatMap((server) => {
    const url = fieldOf(server, 'url')
    const text = textOf(url)
    return url === null || text === null ? [] : [{ place: url, path: pathOf(text, server) }]
  })
  const basePath = fieldOf(top, 'basePath')
  const basePathText = textOf(basePath)
  if (basePath !== null && basePathText !== null)
    servers.unshift({ place: basePath, path: trimmed(basePathText) })
  const first = servers[0]
  if (first === undefined) return { path: '', place: null }
  const other = servers.find(({ path }) => path !== first.path)
  if (other !== undefined) {
    const parameters = { path: first.path || '/', other: other.path || '/' }
    collector.report(createDiagnostic('servers-differ', parameters, pairSpan(other.place)))
  }
  if (first.path !== '')
    collector.claim({
      subject: { kind: 'service' },
      property: 'basePath',
      value: first.path,
      span: pairSpan(first.place),
      reader: READER,
    })
  return first
}

/** The whole path of a path item: behind the base path, unless it already starts with it. */
export function wholePath(base: BasePath, path: Place, name: string, collector: Collector): string {
  const rooted = name.startsWith('/') ? name : `/${name}`
  if (base.path === '') return rooted
  if (rooted === base.path || rooted.startsWith(`${base.path}/`)) {
    const parameters = { path: rooted, base: base.path }
    collector.report(createDiagnostic('base-path-repeated', parameters, keySpan(path)))
    return rooted
  }
  return base.path + (rooted === '/' ? '' : rooted)
}

function pathOf(url: string, server: Place): string {
  let filled = url
  for (const match of url.slice(0, 2000).matchAll(/\{([^{}]{1,64})\}/g)) {
    const value = textOf(placeAt(server, 'variables', match[1] ?? '', 'default'))
    if (value !== null) filled = filled.replace(match[0], value)
  }
  const authority = filled.indexOf('://')
  // `localhost:8000/api` lacks its scheme; a path alone has no host.
  const isHost = /^[\w.-]{1,200}:\d{2,5}(?=\/|$)/.test(filled)
  if (authority < 0) return trimmed(isHost ? filled.replace(/^[^/]*/, '') : filled)
  const slash = filled.indexOf('/', authority + 3)
  return slash < 0 ? '' : trimmed(filled.slice(slash))
}

function trimmed(path: string): string {
  let end = path.search(/[?#]/)
  if (end < 0) end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  const bare = path.slice(0, end)
  return bare === '' || bare.startsWith('/') ? bare : `/${bare}`
}
