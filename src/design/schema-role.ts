import { entityKey, words } from './canonical-name.js'

/** What a named schema is for. */
export type SchemaRole = 'create' | 'replace' | 'update' | 'page' | 'response' | 'base'

const ROLE_WORDS: Readonly<Record<SchemaRole, readonly string[]>> = {
  create: ['create', 'creation', 'new', 'post', 'add', 'register', 'signup'],
  replace: ['put', 'replace'],
  update: ['update', 'edit', 'patch', 'modify', 'partial'],
  page: ['list', 'page', 'paginated', 'collection', 'multiple'],
  response: ['response', 'read', 'public', 'out', 'detail', 'details', 'view', 'output', 'result'],
  base: [],
}

const NEUTRAL_WORDS = new Set([
  'request',
  'schema',
  'model',
  'dto',
  'in',
  'input',
  'body',
  'payload',
  'data',
  'base',
])

/** What is answered, whatever was asked: `AddLoanResponse`, `CreateLoanResult`. */
const ANSWERED = new Set(['response', 'out', 'output', 'result'])
const CHANGES: ReadonlySet<SchemaRole> = new Set(['create', 'replace', 'update'])

/** The role of a schema and the key of the entity it speaks of: `LoanCreate`, `UpdateLoanRequest`, `LoanOut`. */
export function schemaRole(schema: string): { readonly role: SchemaRole; readonly entity: string } {
  const parts = words(schema)
  let role: SchemaRole = 'base'
  const rest: string[] = []
  for (const part of parts) {
    const named = (['create', 'replace', 'update', 'page', 'response'] as const).find((candidate) =>
      ROLE_WORDS[candidate].includes(part),
    )
    if (named !== undefined && (role === 'base' || role === 'response')) role = named
    else if (named === undefined && !NEUTRAL_WORDS.has(part)) rest.push(part)
  }
  if (CHANGES.has(role) && ANSWERED.has(parts.at(-1) ?? '')) role = 'response'
  return { role, entity: entityKey(rest.join('_')) }
}
