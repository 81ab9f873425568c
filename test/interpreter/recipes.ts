import type { Design } from '../../src/design/design.js'
import type { Operation, View } from '../../src/design/operation.js'
import {
  bodyField,
  column,
  entity,
  operation,
  parameter,
  rules,
  steps,
  view,
} from '../fastapi/fixtures/build.js'
import { library } from '../fastapi/fixtures/library.js'

const cook = entity('Cook', [
  column('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  column('name', 'string', { unique: true }),
  column('secret', 'string'),
])
const recipe = entity('Recipe', [
  column('id', 'integer', { primaryKey: true, generated: 'autoincrement' }),
  column('cook_id', 'integer', { references: 'cooks.id', onDelete: 'cascade' }),
  column('slug', 'string', { unique: true }),
  column('title', 'string'),
  column('minutes', 'integer'),
  column('course', 'enum', { enum: ['soup', 'cake'] }),
])
const praise = entity('Praise', [
  column('recipe_id', 'integer', { primaryKey: true, references: 'recipes.id', onDelete: 'cascade' }),
  column('cook_id', 'integer', { primaryKey: true, references: 'cooks.id', onDelete: 'cascade' }),
])
const spice = entity('Spice', [
  column('recipe_id', 'integer', { primaryKey: true, references: 'recipes.id', onDelete: 'cascade' }),
  column('position', 'integer', { primaryKey: true }),
  column('word', 'string'),
])

const ofRecipe = (of: string) => ({ entity: of, field: 'recipe_id', target: 'id' })
const cookView = view('CookView', cook, ['name'])
const recipeView: View = {
  name: 'RecipeView',
  entity: 'Recipe',
  fields: [
    ...view('RecipeView', recipe, ['slug', 'title']).fields,
    {
      kind: 'view',
      name: 'cook',
      description: null,
      reference: 'cook_id',
      target: 'id',
      nullable: false,
      view: cookView,
    },
    { kind: 'count', name: 'praises', description: null, related: ofRecipe('Praise') },
    { kind: 'exists', name: 'praised', description: null, related: ofRecipe('Praise'), caller: 'cook_id' },
    {
      kind: 'names',
      name: 'spices',
      description: null,
      related: ofRecipe('Spice'),
      through: null,
      column: 'word',
      sort: 'position',
    },
  ],
}

const caller = { kind: 'caller' } as const
const enter = { kind: 'authenticate', optional: false } as const
const body = (field: string) => ({ field, value: { kind: 'body', field } as const, whenBody: null })
const findRecipe = {
  kind: 'find',
  row: 'recipe',
  entity: 'Recipe',
  key: { field: 'slug', value: { kind: 'path', name: 'slug' } },
  owner: null,
  otherwise: { status: 404, message: 'Recipe not found' },
  foreign: null,
} as const
const answerRecipe = { kind: 'respond', value: { kind: 'row', row: 'recipe' } } as const
const slug = parameter('slug', 'string', { required: true })
const ties = [
  { field: 'recipe_id', value: { kind: 'field', row: 'recipe', field: 'id' } },
  { field: 'cook_id', value: caller },
] as const
const session = {
  kind: 'envelope',
  name: 'Session',
  members: [
    { key: 'token', kind: 'token', token: 'access' },
    { key: 'expiresIn', kind: 'lifetime', token: 'access' },
  ],
} as const
const issue = {
  kind: 'issue',
  token: 'access',
  subject: { kind: 'field', row: 'cook', field: 'id' },
  lifetime: 3600,
} as const

const operations: readonly Operation[] = [
  operation('POST', '/cooks', {
    name: 'register',
    resource: 'cooks',
    access: 'public',
    entity: 'Cook',
    bodyModel: 'Register',
    body: [bodyField('name', 'string'), bodyField('password', 'string', { column: null, minLength: 8 })],
    success: 201,
    responseBody: session,
    steps: steps(
      {
        kind: 'insert',
        row: 'cook',
        entity: 'Cook',
        values: [
          body('name'),
          {
            field: 'secret',
            value: { kind: 'hash', of: { kind: 'body', field: 'password' } },
            whenBody: null,
          },
        ],
        duplicate: { status: 409, message: 'Name is taken' },
      },
      issue,
      { kind: 'respond', value: { kind: 'row', row: 'cook' } },
    ),
  }),
  operation('POST', '/login', {
    name: 'login',
    resource: 'cooks',
    access: 'public',
    entity: 'Cook',
    bodyModel: 'Login',
    body: [bodyField('name', 'string'), bodyField('password', 'string', { column: null })],
    responseBody: session,
    steps: steps(
      {
        kind: 'verify',
        row: 'cook',
        entity: 'Cook',
        keys: ['name'],
        value: { kind: 'body', field: 'name' },
        hash: 'secret',
        password: { kind: 'body', field: 'password' },
        active: null,
        otherwise: { status: 401, message: 'Wrong name or password' },
      },
      issue,
      { kind: 'respond', value: { kind: 'row', row: 'cook' } },
    ),
  }),
  operation('POST', '/recipes', {
    name: 'add_recipe',
    resource: 'recipes',
    access: 'authenticated',
    entity: 'Recipe',
    bodyModel: 'RecipeCreate',
    body: [
      bodyField('title', 'string'),
      bodyField('minutes', 'integer'),
      bodyField('course', 'enum', { enum: ['soup', 'cake'] }),
      bodyField('spices', 'array', { column: null, items: rules('string'), required: false, default: [] }),
    ],
    success: 201,
    responseBody: { kind: 'view', view: recipeView },
    steps: steps(
      enter,
      {
        kind: 'insert',
        row: 'recipe',
        entity: 'Recipe',
        values: [
          { field: 'cook_id', value: caller, whenBody: null },
          {
            field: 'slug',
            value: {
              kind: 'slug',
              of: { kind: 'body', field: 'title' },
              entity: 'Recipe',
              field: 'slug',
              reserved: ['new'],
            },
            whenBody: null,
          },
          ...['title', 'minutes', 'course'].map(body),
        ],
        duplicate: null,
      },
      {
        kind: 'collect',
        row: 'recipe',
        collection: {
          name: 'spices',
          entity: 'Spice',
          field: 'recipe_id',
          target: 'id',
          column: 'word',
          position: 'position',
          described: column('spices', 'array'),
        },
        value: { kind: 'body', field: 'spices' },
        whenBody: null,
      },
      answerRecipe,
    ),
  }),
  operation('PUT', '/recipes/{slug}/praise', {
    name: 'praise',
    resource: 'recipes',
    access: 'authenticated',
    entity: 'Recipe',
    parameters: [slug],
    responseBody: { kind: 'view', view: recipeView },
    steps: steps(
      enter,
      findRecipe,
      { kind: 'link', entity: 'Praise', values: ties, repeated: null },
      answerRecipe,
    ),
  }),
  operation('DELETE', '/recipes/{slug}/praise', {
    name: 'take_praise_back',
    resource: 'recipes',
    access: 'authenticated',
    entity: 'Recipe',
    parameters: [slug],
    responseBody: { kind: 'view', view: recipeView },
    steps: steps(
      enter,
      findRecipe,
      { kind: 'unlink', entity: 'Praise', values: ties, missing: { status: 404, message: 'No praise' } },
      answerRecipe,
    ),
  }),
  operation('GET', '/spices', {
    name: 'list_spices',
    resource: 'spices',
    access: 'public',
    responseBody: { kind: 'texts' },
    steps: steps(
      { kind: 'distinct', rows: 'spices', entity: 'Spice', field: 'word' },
      { kind: 'respond', value: { kind: 'rows', rows: 'spices' } },
    ),
  }),
  operation('GET', '/figures', {
    name: 'figures',
    resource: 'figures',
    access: 'public',
    responseBody: {
      kind: 'envelope',
      name: 'Figures',
      members: [
        { key: 'recipes', kind: 'measure', measure: 'recipes', type: 'integer', grouped: false },
        { key: 'meanMinutes', kind: 'measure', measure: 'minutes', type: 'number', grouped: false },
        { key: 'byCourse', kind: 'measure', measure: 'courses', type: 'integer', grouped: true },
      ],
    },
    steps: steps(
      {
        kind: 'aggregate',
        measures: [
          {
            name: 'recipes',
            entity: 'Recipe',
            function: 'count',
            field: null,
            owner: null,
            filters: [],
            group: null,
          },
          {
            name: 'minutes',
            entity: 'Recipe',
            function: 'average',
            field: 'minutes',
            owner: null,
            filters: [],
            group: null,
          },
          {
            name: 'courses',
            entity: 'Recipe',
            function: 'count',
            field: null,
            owner: null,
            filters: [],
            group: { field: 'course', values: ['soup', 'cake'] },
          },
        ],
      },
      { kind: 'respond', value: { kind: 'constant' } },
    ),
  }),
]

/** Recipes of cooks with accounts of their own: relations, lists of texts, slugs, figures. */
export const recipes: Design = {
  ...library,
  service: {
    ...library.service,
    errorBody: { ...library.service.errorBody, messageKey: 'detail', fieldErrorsKey: null },
  },
  entities: [cook, recipe, praise, spice],
  operations,
}
