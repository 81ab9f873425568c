import { describe, expect, test } from 'vitest'
import type { Design } from '../../src/design/design.js'
import { emit } from '../../src/fastapi/emit.js'
import { lintPython } from '../../src/python/ruff.js'
import { bodyField, column, entity, operation, parameter, steps, view } from './fixtures/build.js'
import { library } from './fixtures/library.js'

const shelf = entity(
  'Class',
  [
    column('id', 'uuid', { primaryKey: true, generated: 'uuid' }),
    column('"; import os #', 'string'),
    column('schema', 'string', { default: 'it\'s "quoted" \\ \u202e\u0000\n' }),
    column('room', 'integer', { default: 'none' }),
    column('__proto__', 'boolean', { default: false }),
    column('opened_on', 'datetime'),
    column('owner_id', 'uuid'),
  ],
  { table: 'class', owner: 'owner_id', description: 'A """shelf""" \\ of\nhostile #names' },
)

/** A design in which every name and text tries to get out of its place. */
const hostile: Design = {
  ...library,
  service: { ...library.service, title: '"""\nimport os # ${x} {y} \u202e' },
  entities: [shelf],
  operations: [
    operation('POST', '/class/{id}/"; drop', {
      name: 'add_class',
      resource: 'class',
      access: 'authenticated',
      summary: 'Say """hi""" \\',
      entity: 'Class',
      parameters: [parameter('id', 'integer', { required: true })],
      query: [parameter('session', 'string', { description: '"quoted"' })],
      bodyModel: 'Class',
      body: [
        bodyField('"; import os #', 'string'),
        bodyField('schema', 'string', { required: false, column: 'schema' }),
        bodyField('opened_on', 'date', { required: false, nullable: true, column: 'opened_on' }),
        bodyField('constructor', 'boolean', { required: false, column: '__proto__' }),
      ],
      success: 201,
      responseBody: { kind: 'view', view: view('Class', shelf, ['id', 'schema', '__proto__']) },
      steps: steps(
        { kind: 'authenticate', optional: false },
        {
          kind: 'find',
          row: 'session',
          entity: 'Class',
          key: { field: 'id', value: { kind: 'path', name: 'id' } },
          owner: { field: 'owner_id', value: { kind: 'caller' } },
          otherwise: { status: 418, message: '"\\ {x}\n' },
          foreign: { status: 403, message: 'No' },
        },
        {
          kind: 'insert',
          row: 'class',
          entity: 'Class',
          values: [
            { field: '"; import os #', value: { kind: 'body', field: '"; import os #' }, whenBody: null },
            { field: 'schema', value: { kind: 'body', field: 'schema' }, whenBody: 'schema' },
            { field: 'opened_on', value: { kind: 'body', field: 'opened_on' }, whenBody: null },
            { field: '__proto__', value: { kind: 'body', field: 'constructor' }, whenBody: 'constructor' },
            { field: 'owner_id', value: { kind: 'caller' }, whenBody: null },
          ],
          duplicate: null,
        },
        { kind: 'respond', value: { kind: 'row', row: 'class' } },
      ),
    }),
  ],
}

describe('a hostile design', async () => {
  const emission = await emit(hostile)
  const text = (path: string): string => emission.files.find((file) => file.path === path)?.text ?? ''

  test('becomes Python that keeps every rule', () => {
    const findings = emission.files
      .filter(({ path }) => path.startsWith('app/') && path.endsWith('.py'))
      .flatMap((file) =>
        lintPython(file.text, ['app']).map(({ code, line }) => `${file.path}:${line} ${code}`),
      )
    expect(findings).toEqual([])
  })

  test('gets legal names, with those of the documents on the wire and in the database', () => {
    expect(text('app/models.py')).toContain('class Class(SQLModel, table=True):')
    expect(text('app/models.py')).toContain(
      'import_os: str = Field(sa_column_kwargs={"name": \'"; import os #\'})',
    )
    expect(text('app/models.py')).toContain('schema_: str = Field(')
    expect(text('app/schemas.py')).toContain('class Class_2(RequestBody):')
    expect(text('app/schemas.py')).toContain("import_os: Text = Field(alias='\"; import os #')")
    expect(text('app/routers/class_.py')).toContain(`APIRouter(prefix='/class/{id}/"; drop', tags=["class"]`)
  })

  test('has no default of a foreign type, and requires what no row can be without', () => {
    expect(text('app/models.py')).toContain('room: int\n')
    expect(text('app/schemas.py')).toContain('opened_on: Date\n')
  })

  test('tells user ids by the type of their column', () => {
    expect(text('app/auth.py')).toContain('user_id = UUID(claims["sub"])')
    expect(text('app/routers/class_.py')).toContain('Class.owner_id == owner_id')
  })
})
