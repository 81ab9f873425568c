import type { Document, Fragment } from '../../source/document.js'
import { fragmentsOf } from '../../source/fragments.js'
import { captionOf, fragmentSpan, marksWrong } from '../caption.js'
import type { Claim, ColumnFacts } from '../claim.js'
import { nameWords, nounOf } from '../prose/nouns.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { columnClaims, entityClaims, type Said } from '../said.js'
import { typeWord, valueWords } from '../value-words.js'
import { readBoxes } from './boxed-entities.js'
import type { Drawing, DrawnColumn, DrawnEntity } from './drawing.js'
import { readMermaid } from './mermaid.js'

const READER = 'entity-diagrams'

/** Kinds of documents whose drawings are of tables of this backend. */
const DRAWN = /^(?:data-model|schema|feature|plan|endpoints|other)$/

/** Mermaid and boxed diagrams of entities. What they say counts only where no table or class speaks. */
export const entityDiagrams: Reader = {
  name: READER,
  form: `
erDiagram
    SHELF ||--o{ BOOK : holds
    BOOK {
        uuid id PK
        uuid shelf_id FK
        varchar(200) title "required"
    }

┌────────────────┐
│ Shelf          │
├────────────────┤
│ id (PK)        │
│ label (unique) │
└────────────────┘`,
  read(document: Document): Reading {
    if (document.kind !== 'markdown' || !DRAWN.test(document.source.kind)) return NOTHING_READ
    return { ...NOTHING_READ, claims: fragmentsOf(document).flatMap(fragmentClaims) }
  },
}

function fragmentClaims(fragment: Fragment): readonly Claim[] {
  const { language, text } = fragment
  if (!/^(?:mermaid|text|txt|plaintext|ascii|)$/.test(language ?? '')) return []
  if (/\b(?:future|out of scope|existing)\b/i.test(fragment.headings.at(-1) ?? '')) return []
  if (marksWrong(captionOf(fragment)?.text ?? '')) return []
  const drawing = readMermaid(text) ?? (language === 'mermaid' ? null : readBoxes(text))
  if (drawing === null) return []
  return drawing.entities.flatMap((entity) => drawnClaims(fragment, drawing, entity))
}

function drawnClaims(fragment: Fragment, drawing: Drawing, entity: DrawnEntity): readonly Claim[] {
  const at = fragmentSpan(fragment, entity.range)
  return [
    ...entityClaims(READER, entity.name, [{ property: 'exists', value: true, span: at }]),
    ...entity.columns.flatMap((column) =>
      columnClaims(READER, entity.name, column.name, columnFacts(fragment, drawing, entity, column)),
    ),
  ]
}

function columnFacts(
  fragment: Fragment,
  drawing: Drawing,
  entity: DrawnEntity,
  column: DrawnColumn,
): readonly Said<ColumnFacts>[] {
  const span = fragmentSpan(fragment, column.range)
  const type = typeWord(column.words)?.value ?? null
  const values = valueWords(column.words).filter(({ property }) => property !== 'required')
  const facts: Said<ColumnFacts>[] = [
    { property: 'exists', value: true, span },
    ...(type === null ? [] : values.map(({ start: _start, end: _end, ...fact }) => ({ ...fact, span }))),
  ]
  if (column.keys.has('PK')) facts.push({ property: 'primaryKey', value: true, span })
  if (column.keys.has('UK')) facts.push({ property: 'unique', value: true, span })
  const target = targetOf(drawing, entity, column)
  if (target !== null) facts.push({ property: 'references', value: target, span })
  return facts
}

/** `shelf_id` of a box refers to the drawn `Shelf` when it is marked as a key or a line joins the two. */
function targetOf({ entities, relations }: Drawing, entity: DrawnEntity, column: DrawnColumn): string | null {
  const words = nameWords(column.name)
  if (words.length < 2 || words.at(-1) !== 'id') return null
  const noun = words.slice(0, -1).join(' ')
  const target = entities.find(({ name }) => nounOf(name) === noun)
  if (target === undefined || target === entity) return null
  const joined = relations.some(
    ([one, other]) =>
      (one === entity.name && other === target.name) || (other === entity.name && one === target.name),
  )
  const key = target.columns.find(({ keys }) => keys.has('PK'))?.name ?? 'id'
  return column.keys.has('FK') || joined ? `${target.name}.${key}` : null
}
