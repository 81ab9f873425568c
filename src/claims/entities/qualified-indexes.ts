import type { Document, Section } from '../../source/document.js'
import { type Item, itemsOf } from '../../source/list.js'
import type { Claim } from '../claim.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { columnClaims, entityClaims } from '../said.js'
import { partOf } from './section-part.js'

const READER = 'qualified-indexes'

/** Indexes of several tables in one list, each column with its table. */
export const qualifiedIndexes: Reader = {
  name: READER,
  form: `
## Indexes
- loans.due_on (for reminders)
- \`loans.member_id\`, \`loans.returned_at\`: open loans of a member`,
  read(document: Document): Reading {
    if (document.kind !== 'markdown') return NOTHING_READ
    const visit = (section: Section): readonly Claim[] => [
      ...(partOf(section.title) === 'indexes' ? listed(section) : []),
      ...section.children.flatMap(visit),
    ]
    const listed = ({ nodes }: Section): readonly Claim[] =>
      nodes.flatMap((node) =>
        node.type === 'list' ? itemsOf(document.source, node).flatMap(itemClaims) : [],
      )
    const claims = document.sections.flatMap(visit)
    return claims.length === 0 ? NOTHING_READ : { ...NOTHING_READ, claims }
  },
}

const COLUMN = /[`"]?([A-Za-z_]\w{0,60})\.([A-Za-z_]\w{0,60})[`"]?/g

/** An item that begins with columns; one without a table before each is about the entity of its section. */
function itemClaims(item: Item): readonly Claim[] {
  const head = item.text.slice(
    0,
    /\s[-–—]\s|\s?\(|:|;|\.\s|\s(?:for|to|so|because)\s/.exec(item.text)?.index ?? item.text.length,
  )
  const columns = [...head.matchAll(COLUMN)]
  const [first] = columns
  const [, table, field] = first ?? []
  if (first === undefined || table === undefined || field === undefined) return []
  const rest = head.replaceAll(COLUMN, '').replace(/\b(?:unique|composite|index|on|and|the)\b/gi, '')
  if (/\w/.test(rest)) return []
  const span = item.span(0, item.text.length)
  const unique = /\bunique\b/i.test(item.text) && !/\bnon-unique\b/i.test(item.text)
  if (columns.length === 1)
    return columnClaims(READER, table, field, [{ property: unique ? 'unique' : 'index', value: true, span }])
  const fields = columns.flatMap(([, of, name]) => (of === table && name !== undefined ? [name] : []))
  if (fields.length < columns.length) return []
  return entityClaims(READER, table, [
    unique
      ? { property: 'uniqueTogether', value: { fields, name: null, where: [] }, span }
      : {
          property: 'indexTogether',
          value: { fields, name: null, descending: /\bdesc(?:ending)?\b/i.test(item.text) },
          span,
        },
  ])
}
