import type { SourceFormat, SourceKind } from './source.js'

/** How much of a document is looked at to tell its kind. */
const LOOKED_AT = 200_000

const ENDPOINT = /(?:GET|POST|PUT|PATCH|DELETE)[`* ]{1,4}(?:https?:\/\/[\w.:-]{1,100})?\/[\w{:<]/g
const CONTRACT = /^[ \t]*["']?(?:openapi|swagger)["']?[ \t]*:|^paths[ \t]*:|^[ \t]{0,4}"paths"[ \t]*:/m
const TABLE_DDL = /create table|__tablename__|table=true|#{2,4} [^\n]{0,60}(?:table|entity|model)\b/i
/** A table of columns with their types: `| Column | Type | Null | …`. */
const COLUMN_TABLE =
  /^\|[ \t]{0,20}(?:column|field)(?:[ \t]{1,4}name)?[ \t]{0,20}\|[ \t]{0,20}(?:data[ \t]{1,4})?type\b/im
/** A list of columns one of which is the key: `- id: int, primary key`. */
const LISTED_KEY = /^[ \t]{0,8}[-*] [`*]{0,3}\w{1,40}[`*]{0,3}[ \t]?[:(–—-][^\n]{0,80}\bprimary key\b/im
const REQUIREMENT =
  /\bFR-?\d{1,4}\b|^#{1,4} [^\n]{0,40}(?:user stor|acceptance criteria|functional requirements)/im

/**
 * Tells what a document is for, from its path and, where the path leaves a choice, its text.
 *
 * @param path relative to the project, with `/`
 * @param feature the feature folder it stands in, or null
 */
export function classify(
  path: string,
  format: SourceFormat,
  feature: string | null,
  text: string,
): SourceKind {
  const head = text.slice(0, LOOKED_AT)
  if (format !== 'markdown') return CONTRACT.test(head) ? 'openapi' : 'other'
  const segments = path.toLowerCase().split('/')
  // `03-api-endpoints.md` stands third among documents that are read in order.
  const name = (segments.pop() ?? '').replace(/\.md$/, '').replace(/^\d{1,3}[-_. ]+(?=[a-z])/, '')
  const folder = segments.at(-1) ?? ''
  if (segments.includes('.kiro') && folder === 'steering') return 'guide'
  const byName = kindByName(name, segments)
  if (byName) return byName
  const endpoints = countEndpoints(head)
  if (/^(?:contracts?|apis?)$/.test(folder) || /endpoint|^rest\b|\bapi\b/.test(name.replace(/[-_]/g, ' '))) {
    if (endpoints > 0 || /endpoint|response|error|header/.test(name)) return 'endpoints'
  }
  if (isFrontend(segments, name, feature)) return 'frontend'
  if (/^data[-_ ]?models?$|^entit(?:y|ies)$|^models?$/.test(name)) return 'data-model'
  if (/^(?:database|db|schemas?)$/.test(folder)) return 'schema'
  if (/schema|^database$|^db$|^ddl$/.test(name))
    return [TABLE_DDL, COLUMN_TABLE, LISTED_KEY].some((form) => form.test(head)) ? 'schema' : 'other'
  if (/(?:^|[-_ ])(?:spec|specification|prd|requirements)$/.test(name)) return 'feature'
  if (/^(?:features?|stories)$/.test(folder)) return 'feature'
  if (/error|cors|status[-_ ]?code|response[-_ ]?format/.test(name)) return 'endpoints'
  if (endpoints >= 4 && endpointHeadings(head) >= 3) return 'endpoints'
  if (!TOLD_OF_WORK.test(name) && endpointLines(head) >= 4) return 'endpoints'
  if (name === 'design' && segments.includes('.kiro')) return DATA_MODELS.test(head) ? 'data-model' : 'plan'
  return REQUIREMENT.test(head) && feature !== null && segments.at(-1) === lastSegment(feature)
    ? kindInFeature(name)
    : 'other'
}

/** A chapter of what is kept, in the technical design that Kiro writes. */
const DATA_MODELS = /^#{2,4} (?:\d{1,2}[.)] )?(?:data models?|database schema|entities)\b/im

/** Names of documents that tell of work and of what is there, and only mention operations. */
const TOLD_OF_WORK =
  /architect|overview|readme|summary|guide|road-?map|phase|implementation|notes|changelog|history|deploy|test|setup|report|progress|status|migration|tutorial|agent|prompt|decision|adr|skill|review|audit/

/** Names that say enough, whatever the text. */
function kindByName(name: string, folders: readonly string[]): SourceKind | null {
  if (/constitution/.test(name)) return 'constitution'
  if (name === 'claude' || name === 'agents') return 'guide'
  if (folders.some((each) => /^checklists?$/.test(each)) || /(?:^|[-_ ])checklist$/.test(name))
    return 'checklist'
  if (/(?:^|[-_ ])(?:plan|planning)$/.test(name)) return /test[-_ ]plan$/.test(name) ? 'checklist' : 'plan'
  if (/(?:^|[-_ ])research$/.test(name)) return 'research'
  if (/^quick[-_ ]?start/.test(name)) return 'quickstart'
  if (/(?:^|[-_ ])tasks(?:[-_ ]?\d{1,4})?$/.test(name)) return 'tasks'
  return null
}

function kindInFeature(name: string): SourceKind {
  return /clarif/.test(name) ? 'feature' : 'other'
}

function isFrontend(folders: readonly string[], name: string, feature: string | null): boolean {
  if (folders.some((each) => /^(?:ui|ux|frontend|front-end|web-ui|pages|components)$/.test(each))) return true
  if (/^(?:ui|pages|components|branding|design-system)$/.test(name)) return true
  const own = lastSegment(feature ?? '').toLowerCase()
  return (
    /(?:^|[-_])(?:frontend|ui|ux|front-end|tailwind)(?:$|[-_])/.test(own) &&
    !/full-?stack|back-?end|(?:^|[-_])api(?:$|[-_])/.test(own)
  )
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function countEndpoints(text: string): number {
  return text.match(ENDPOINT)?.length ?? 0
}

/** Lines of paragraphs, lists and tables that begin with an operation. */
function endpointLines(text: string): number {
  const line =
    /^(?:[-*+] |\d{1,2}[.)] |\| ?)?[`*]{0,3}(?:GET|POST|PUT|PATCH|DELETE)[`*]{0,3}(?: \| | |\|)[`*]{0,3}\/[a-z{]/gm
  return text.match(line)?.length ?? 0
}

function endpointHeadings(text: string): number {
  const heading = /^#{1,6} [^\n]{0,40}?(?:GET|POST|PUT|PATCH|DELETE)[`* ]{1,4}\//gm
  const labelled = /^\*{0,2}(?:API )?Endpoint\*{0,2} ?:/gim
  return (text.match(heading)?.length ?? 0) + (text.match(labelled)?.length ?? 0)
}
