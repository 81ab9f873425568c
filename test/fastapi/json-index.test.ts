import { describe, expect, test } from 'vitest'
import type { Design } from '../../src/design/design.js'
import type { TableIndex } from '../../src/design/entity.js'
import { freeRules } from '../../src/design/value-rules.js'
import { emit } from '../../src/fastapi/emit.js'
import { library } from './fixtures/library.js'

const index = (name: string, ...fields: readonly string[]): TableIndex => ({
  name,
  fields,
  unique: false,
  descending: false,
  where: [],
})

/** The library whose books have marks, in indexes. */
function marked(marksIndex: boolean, ...indexes: readonly TableIndex[]): Design {
  return {
    ...library,
    entities: library.entities.map((entity) => {
      const [first] = entity.fields
      if (entity.name !== 'Book' || first === undefined) return entity
      const marks = {
        ...first,
        ...freeRules('object'),
        name: 'marks',
        primaryKey: false,
        generated: null,
        default: null,
        nullable: true,
        index: marksIndex,
      }
      return { ...entity, fields: [...entity.fields, marks], indexes: [...entity.indexes, ...indexes] }
    }),
  }
}

async function emitted(design: Design): Promise<{ readonly models: string; readonly migration: string }> {
  const { files } = await emit(design)
  const text = (end: string): string => files.find(({ path }) => path.endsWith(end))?.text ?? ''
  return { models: text('models.py'), migration: text('0001_create_tables.py') }
}

describe('an index over JSON', () => {
  test.each([
    ['of its column', marked(true), 'ix_books_marks'],
    ['with a name', marked(true, index('idx_marks', 'marks')), 'idx_marks'],
  ])('%s is one of PostgreSQL over what the JSON holds', async (_, design, name) => {
    const { models, migration } = await emitted(design)
    expect(models).toContain(
      `Index("${name}", cast(col(Book.marks), JSONB), postgresql_using="gin").ddl_if(\n    dialect="postgresql"\n)`,
    )
    expect(migration).toContain('if op.get_bind().dialect.name == "postgresql":')
    expect(migration.match(/marks"\)?,? ?JSONB|sa\.column\("marks"\), JSONB/gu)).toHaveLength(1)
    expect(migration).toContain('postgresql_using="gin"')
  })

  test('is expected of no other database', async () => {
    const { files } = await emit(marked(true))
    const tests = files.find(({ path }) => path.endsWith('test_service.py'))?.text ?? ''
    expect(tests).toContain('"marks": True')
    expect(tests).not.toContain('("marks",)')
  })

  test('beside other columns leaves those in order', async () => {
    const { models } = await emitted(marked(false, index('idx_title_marks', 'title', 'marks')))
    expect(models).toContain('Index("idx_title_marks", col(Book.title))')
  })
})
