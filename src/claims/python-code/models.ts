import { createDiagnostic } from '../../diagnostics/create.js'
import type { Document, Project } from '../../source/document.js'
import type { Claim } from '../claim.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { columnClaims, entityClaims, propertyClaims, schemaClaims, type Said, valueFacts } from '../said.js'
import type { SchemaFacts } from '../claim.js'
import { pythonBlocks } from './blocks.js'
import { type ClassIndex, fieldsOf, indexClasses, kindOf, lineage, type PlacedClass } from './class-kinds.js'
import { fieldFacts, isField } from './field-facts.js'
import { tableArgumentClaims } from './table-arguments.js'
import { validatorFacts } from './validators.js'

const READER = 'python-models'

/** SQLModel and SQLAlchemy tables as entities, Pydantic and other SQLModel classes as schemas. */
export const pythonModels: Reader = {
  name: READER,
  form: `
class Loan(LoanBase, table=True):
    __tablename__ = "loans"
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)

class LoanCreate(BaseModel):
    note: Optional[str] = Field(None, max_length=200)`,
  read(document: Document, project: Project): Reading {
    const blocks = pythonBlocks(document)
    if (blocks.length === 0) return NOTHING_READ
    const index = indexClasses(project)
    const claims = blocks.flatMap((block) =>
      block.module.classes.flatMap((definition) => classClaims(index, { block, definition })),
    )
    const diagnostics = blocks
      .filter(({ module }) => module.classes.length > 0)
      .flatMap(({ module, span }) =>
        module.faults.slice(0, 1).map((fault) => {
          const { source, start } = span(fault)
          return createDiagnostic('python-syntax', {}, { source, start, end: start + 1 })
        }),
      )
    return { claims, statements: [], diagnostics }
  },
}

function classClaims(index: ClassIndex, placed: PlacedClass): readonly Claim[] {
  const ancestors = lineage(index, placed)
  const kind = kindOf(placed, ancestors)
  if (kind === 'entity') return tableClaims(index, placed, ancestors)
  return kind === 'schema' ? modelClaims(index, placed, ancestors) : []
}

function tableClaims(
  index: ClassIndex,
  { block, definition }: PlacedClass,
  ancestors: readonly PlacedClass[],
): readonly Claim[] {
  const entity = definition.name
  const claims: Claim[] = [
    ...entityClaims(READER, entity, [
      { property: 'exists', value: true, span: block.span(definition.nameRange) },
    ]),
  ]
  const { documentation } = definition
  if (documentation !== null)
    claims.push(
      ...entityClaims(READER, entity, [
        {
          property: 'description',
          value: firstLine(documentation.text),
          span: block.span(documentation.range),
        },
      ]),
    )
  for (const { block: home, assignment } of fieldsOf(ancestors)) {
    const { name, value } = assignment
    if (name === '__tablename__' && value?.kind === 'literal' && typeof value.value === 'string')
      claims.push(
        ...entityClaims(READER, entity, [
          { property: 'table', value: value.value, span: home.span(assignment) },
        ]),
      )
    else if (name === '__table_args__' && value !== null)
      claims.push(...tableArgumentClaims(READER, entity, value, home.span))
    else if (isField(assignment) && !isRelated(index, assignment.annotation))
      claims.push(...columnClaims(READER, entity, name, fieldFacts(assignment, true, index.names, home.span)))
  }
  return claims
}

/** An annotation with another class and no declared column is the other side of a relationship. */
function isRelated(index: ClassIndex, annotation: Parameters<typeof fieldFacts>[0]['annotation']): boolean {
  if (annotation?.kind !== 'subscript' || !/^(?:List|list|Mapped)$/.test(annotation.of)) return false
  const [item] = annotation.items
  const name = item?.kind === 'name' ? item.name : item?.kind === 'literal' ? item.value : null
  return typeof name === 'string' && index.names.models.has(name)
}

function modelClaims(
  index: ClassIndex,
  { block, definition }: PlacedClass,
  ancestors: readonly PlacedClass[],
): readonly Claim[] {
  const schema = definition.name
  const said: Said<SchemaFacts>[] = [
    { property: 'exists', value: true, span: block.span(definition.nameRange) },
  ]
  const { documentation } = definition
  if (documentation !== null)
    said.push({
      property: 'description',
      value: firstLine(documentation.text),
      span: block.span(documentation.range),
    })
  for (const ancestor of ancestors) said.push(...unknownFields(ancestor))
  const claims: Claim[] = [...schemaClaims(READER, schema, said)]
  for (const { block: home, assignment } of fieldsOf(ancestors)) {
    if (!isField(assignment)) continue
    const facts = valueFacts(fieldFacts(assignment, false, index.names, home.span))
    claims.push(...propertyClaims(READER, schema, assignment.name, facts))
  }
  for (const ancestor of ancestors)
    for (const [field, facts] of validatorFacts(ancestor.definition, ancestor.block.span))
      claims.push(...propertyClaims(READER, schema, field, facts))
  return claims
}

/** `model_config = ConfigDict(extra="forbid")`, or `class Config: extra = "forbid"`. */
function unknownFields({ block, definition }: PlacedClass): readonly Said<SchemaFacts>[] {
  const configuration = definition.assignments.find(({ name }) => name === 'model_config')?.value
  const entry =
    configuration?.kind === 'call'
      ? configuration.keywords.get('extra')
      : configuration?.kind === 'dictionary'
        ? configuration.entries.get('extra')
        : definition.classes
            .find(({ name }) => name === 'Config')
            ?.assignments.find(({ name }) => name === 'extra')?.value
  const word = entry?.kind === 'literal' ? entry.value : entry?.kind === 'name' ? entry.name : null
  if (entry === undefined || entry === null || typeof word !== 'string') return []
  if (word.endsWith('forbid'))
    return [{ property: 'unknownFields', value: 'refuse', span: block.span(entry) }]
  return word.endsWith('ignore')
    ? [{ property: 'unknownFields', value: 'ignore', span: block.span(entry) }]
    : []
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.trim() ?? ''
}
