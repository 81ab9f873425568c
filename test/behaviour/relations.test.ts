import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import { isCountOf, isFlagOf, isOwnCountOf, mentionsVerb } from '../../src/behaviour/relations/verb.js'
import type { Design } from '../../src/design/design.js'
import type { Operation } from '../../src/design/operation.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/relations/recipe-club')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

function at(id: string): Operation {
  const found = design.operations.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

function columns(entity: string): readonly string[] {
  const found = design.entities.find(({ name }) => name === entity)
  return (found?.fields ?? []).map(
    ({ name, type, references, primaryKey }) =>
      `${name} ${type}${references === null ? '' : ` → ${references}`}${primaryKey ? ' key' : ''}`,
  )
}

describe('relations', () => {
  it('are all built', () => {
    expect(design.operations.filter(({ notImplemented }) => notImplemented !== null)).toEqual([])
  })

  it('get tables that no document names, with both ends as the key', () => {
    expect(columns('RecipeBookmark')).toEqual(['recipe_id uuid → Recipe.id key', 'user_id string key'])
    expect(columns('CookWatch')).toEqual(['cook_id uuid → Cook.id key', 'user_id string key'])
    const origins = design.entities.find(({ name }) => name === 'CookWatch')?.origins['exists'] ?? []
    expect(origins).toEqual([
      {
        kind: 'derived',
        why: 'POST /api/cooks/{handle}/watch ties a Cook to the caller, and no document names a table for it',
        from: [],
      },
    ])
  })

  it('keep lists that are listed by themselves in rows of their own', () => {
    expect(columns('RecipeIngredient')).toEqual([
      'recipe_id uuid → Recipe.id key',
      'ingredient string key',
      'position integer',
    ])
    expect(at('GET /api/ingredients').steps?.map(({ kind }) => kind)).toEqual(['distinct', 'respond'])
    expect(at('PUT /api/recipes/{slug}').steps?.map(({ kind }) => kind)).toEqual([
      'authenticate',
      'find',
      'assign',
      'collect',
      'respond',
    ])
  })

  it('tie children to the parent under which they are made', () => {
    expect(columns('Remark')).toContain('recipe_id uuid → Recipe.id')
  })

  it('are shown in views', () => {
    const { responseBody } = at('GET /api/recipes/{slug}')
    expect(
      responseBody.kind === 'view' ? responseBody.view.fields.map(({ name, kind }) => [name, kind]) : [],
    ).toEqual([
      ['slug', 'column'],
      ['title', 'column'],
      ['ingredients', 'names'],
      ['bookmarked', 'exists'],
      ['bookmarksCount', 'count'],
      ['remarksCount', 'count'],
      ['cook', 'view'],
      ['createdAt', 'column'],
    ])
  })

  it('look at the token of a public request where the answer depends on the caller', () => {
    expect(at('GET /api/recipes/{slug}').access).toBe('public')
    expect(at('GET /api/recipes/{slug}').steps?.[0]).toMatchObject({ kind: 'authenticate', optional: true })
  })

  it('filter lists', () => {
    const select = at('GET /api/recipes').steps?.find((step) => step.kind === 'select')
    const filters = select?.kind === 'select' ? select.filters : []
    expect(
      filters.map(({ through, field, whenQuery }) => [
        whenQuery,
        ...through.map(({ entity }) => entity),
        field,
      ]),
    ).toEqual([
      ['ingredient', 'RecipeIngredient', 'ingredient'],
      ['cook', 'Cook', 'handle'],
    ])
  })

  it('make feeds', () => {
    const through = ['GET /api/recipes/watched', 'GET /api/recipes/bookmarked'].map((id) => {
      const select = at(id).steps?.find((step) => step.kind === 'select')
      return select?.kind === 'select' ? select.filters.flatMap((filter) => filter.through) : []
    })
    expect(through).toEqual([
      [{ from: 'cook_id', entity: 'CookWatch', field: 'cook_id' }],
      [{ from: 'id', entity: 'RecipeBookmark', field: 'recipe_id' }],
    ])
  })

  it('refuse a second tie only where a document says so', () => {
    const repeated = ['POST /api/cooks/{handle}/watch', 'POST /api/recipes/{slug}/bookmark'].map((id) => {
      const link = at(id).steps?.find((step) => step.kind === 'link')
      return link?.kind === 'link' ? (link.repeated?.status ?? null) : undefined
    })
    expect(repeated).toEqual([409, null])
  })

  it('make slugs from titles, renew them as told, and keep off other paths', () => {
    const slug = { kind: 'slug', of: { kind: 'body', field: 'title' }, reserved: ['bookmarked', 'watched'] }
    const values = (id: string) =>
      at(id).steps?.flatMap((step) => (step.kind === 'insert' || step.kind === 'assign' ? step.values : []))
    expect(values('POST /api/recipes')).toContainEqual(
      expect.objectContaining({ field: 'slug', value: expect.objectContaining(slug) }),
    )
    expect(values('PUT /api/recipes/{slug}')?.[0]).toMatchObject({
      field: 'slug',
      value: slug,
      whenBody: 'title',
    })
  })
})

describe('verbs', () => {
  it.each([
    ['favorite', 'favorited', true],
    ['favorite', 'favouritedByMe', true],
    ['follow', 'is_following', true],
    ['star', 'starred', true],
    ['watch', 'viewerHasWatched', true],
    ['like', 'unlike', false],
    ['follow', 'followers', false],
  ])('%s: %s is a flag: %s', (verb, name, expected) => {
    expect(isFlagOf(verb, name)).toBe(expected)
  })

  it.each([
    ['favorite', 'favoritesCount', true],
    ['follow', 'followers_count', true],
    ['like', 'likes', true],
    ['like', 'like', false],
    ['follow', 'followingCount', false],
  ])('%s: %s is a count: %s', (verb, name, expected) => {
    expect(isCountOf(verb, name)).toBe(expected)
  })

  it('counts what a user has done by the gerund', () => {
    expect(isOwnCountOf('follow', 'followingCount')).toBe(true)
    expect(isOwnCountOf('follow', 'following')).toBe(false)
  })

  it('finds verbs in sentences as whole words', () => {
    expect(mentionsVerb('follow', 'articles created by followed users')).toBe(true)
    expect(mentionsVerb('pin', 'a list of pineapples')).toBe(false)
  })
})
