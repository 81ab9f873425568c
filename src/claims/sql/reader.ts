import type { Node } from 'libpg-query'
import { createDiagnostic } from '../../diagnostics/create.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Document, Fragment, Project } from '../../source/document.js'
import { fragmentsOf } from '../../source/fragments.js'
import { captionOf, fragmentSpan, marksRight, marksWrong } from '../caption.js'
import type { Claim } from '../claim.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { translateDialect } from './dialects.js'
import { parseSql } from './parser.js'
import { leadingOffset, splitStatements } from './split.js'
import {
  constraintClaims,
  definitionClaims,
  indexClaims,
  type SqlContext,
  tableClaims,
  tableName,
} from './table.js'
import { lastNameOf } from './types.js'

const READER = 'sql'

/** Largest block that is parsed. */
const LARGEST = 200_000

/** Statements that say how data is stored; all others are only used by way of illustration. */
const DEFINITION = /^(?:create\s{1,8}(?:unique\s{1,8})?(?:table|index|type)|alter\s{1,8}table)\b/i

/** A statement that defines something, parsed or not. */
interface ParsedStatement {
  readonly nodes: readonly Node[]
  readonly context: Omit<SqlContext, 'enums'>
  readonly diagnostic: Diagnostic | null
}

const cache = new WeakMap<Document, readonly ParsedStatement[]>()

/** Tables, columns, constraints, indexes and enumerations of SQL code blocks. */
export const sqlDefinitions: Reader = {
  name: READER,
  form: `CREATE TABLE loans (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  copies INT NOT NULL CHECK (copies > 0),
  book_id UUID REFERENCES books(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_open_loan ON loans (book_id) WHERE returned_at IS NULL;`,
  read(document: Document, project: Project): Reading {
    const statements = statementsOf(document)
    if (statements.length === 0) return NOTHING_READ
    const enums = enumsOf(project)
    return {
      claims: statements.flatMap(({ nodes, context }) =>
        nodes.flatMap((node) => nodeClaims({ ...context, enums }, node)),
      ),
      statements: [],
      diagnostics: statements.flatMap(({ diagnostic }) => diagnostic ?? []),
    }
  },
}

function statementsOf(document: Document): readonly ParsedStatement[] {
  if (document.kind !== 'markdown') return []
  let statements = cache.get(document)
  if (statements === undefined) {
    statements = fragmentsOf(document).filter(isSql).flatMap(fragmentStatements)
    cache.set(document, statements)
  }
  return statements
}

/** Whether a document has blocks that the parser of SQL must be loaded for. */
export function hasSql(document: Document): boolean {
  return document.kind === 'markdown' && fragmentsOf(document).some(isSql)
}

function isSql(fragment: Fragment): boolean {
  const { language, text } = fragment
  if (text.length > LARGEST) return false
  const remark = captionOf(fragment)?.text ?? ''
  if (marksWrong(remark) && !marksRight(remark)) return false
  if (language === null) return /^\s{0,8}CREATE TABLE\b/im.test(text)
  return /^(?:sql|postgres(?:ql)?|pgsql|sqlite|ddl|mysql)$/.test(language)
}

function fragmentStatements(fragment: Fragment): readonly ParsedStatement[] {
  return splitStatements(fragment.text).flatMap(({ text, start }) => {
    const lead = leadingOffset(text)
    return DEFINITION.test(text.slice(lead, lead + 60))
      ? [parseStatement(fragment, text.slice(lead), start + lead)]
      : []
  })
}

function parseStatement(fragment: Fragment, text: string, start: number): ParsedStatement {
  const plain = parseSql(text)
  const translated = translateDialect(text)
  const parse = plain.kind === 'parsed' ? plain : parseSql(translated.text)
  if (parse.kind === 'broken') {
    const place = fragmentSpan(fragment, { start: start + parse.offset, end: start + parse.offset + 1 })
    return {
      nodes: [],
      context: {
        reader: READER,
        span: () => place,
        line: () => '',
        counts: () => false,
        touches: () => false,
      },
      diagnostic: createDiagnostic('sql-syntax', { reason: parse.reason }, place),
    }
  }
  const { utf16 } = parse
  const limits = (from: number, to: number | null): { readonly start: number; readonly end: number } => {
    const first = utf16(from)
    const last = to === null ? lineEnd(text, first) : utf16(to)
    return { start: first, end: first + text.slice(first, last).replace(/[\s,]{0,400}$/, '').length }
  }
  const within = (offsets: readonly number[]) => (from: number, to: number | null) => {
    const range = { start: utf16(from), end: to === null ? text.length : utf16(to) }
    return plain.kind === 'broken' && offsets.some((offset) => offset >= range.start && offset < range.end)
  }
  const span: SqlContext['span'] = (from, to) => {
    const range = limits(from, to)
    return fragmentSpan(fragment, { start: start + range.start, end: start + range.end })
  }
  return {
    nodes: parse.nodes,
    context: {
      reader: READER,
      span,
      line: (from) => text.slice(utf16(from), lineEnd(text, utf16(from))),
      counts: within(translated.counting),
      touches: within(translated.touching),
    },
    diagnostic: null,
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function nodeClaims(context: SqlContext, node: Node): readonly Claim[] {
  if ('CreateStmt' in node) return tableClaims(context, node.CreateStmt)
  if ('IndexStmt' in node) return indexClaims(context, node.IndexStmt)
  if (!('AlterTableStmt' in node)) return []
  const entity = tableName(node.AlterTableStmt.relation)
  if (entity === null) return []
  return (node.AlterTableStmt.cmds ?? []).flatMap((command) => {
    const definition = 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined
    if (definition === undefined) return []
    if ('ColumnDef' in definition) return definitionClaims(context, entity, definition.ColumnDef, null)
    return 'Constraint' in definition ? constraintClaims(context, entity, definition.Constraint, null) : []
  })
}

function enumsOf(project: Project): ReadonlyMap<string, readonly string[]> {
  const enums = new Map<string, readonly string[]>()
  for (const document of project.documents)
    for (const { nodes } of statementsOf(document))
      for (const node of nodes) {
        if (!('CreateEnumStmt' in node)) continue
        const values = (node.CreateEnumStmt.vals ?? []).flatMap((value) =>
          'String' in value && value.String.sval ? [value.String.sval] : [],
        )
        enums.set(lastNameOf(node.CreateEnumStmt.typeName).toLowerCase(), values)
      }
  return enums
}
