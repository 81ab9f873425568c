import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import type { EnvelopeMember, Operation, ResponseBody } from '../../src/design/operation.js'
import type { Step } from '../../src/design/step.js'
import { CATALOGUE } from './fixtures/catalogue.js'

const catalogue = completeDesign(CATALOGUE, { claims: [], statements: [], diagnostics: [] })

function at(id: string): Operation {
  const found = catalogue.operations.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

function step<K extends Step['kind']>(id: string, kind: K): Extract<Step, { kind: K }> | undefined {
  const is = (one: Step): one is Extract<Step, { kind: K }> => one.kind === kind
  return (at(id).steps ?? []).find(is)
}

function keys(members: readonly EnvelopeMember[]): string {
  return members
    .map(
      (member) =>
        `${member.key}=${member.kind === 'envelope' ? `(${keys(member.body.members)})` : member.kind}`,
    )
    .join(' ')
}

function outline(body: ResponseBody): string {
  if (body.kind === 'empty') return 'empty'
  if (body.kind === 'texts' || body.kind === 'file') return body.kind
  if (body.kind !== 'envelope') return `${body.kind} ${body.view.name}`
  return `${body.name}: ${keys(body.members)}`
}

describe('the catalogue', () => {
  it('tells behaviours and responses', () => {
    const lines = catalogue.operations.map(
      (one) =>
        `${one.id} | ${one.behaviour} ${one.name} ${one.response} | ${outline(one.responseBody)} | ${one.notImplemented}`,
    )
    expect(lines).toEqual([
      'GET /api/v1/recipes | list list_recipes page | RecipePage: items=list total=total paging=(page=query pageSize=query pages=pages) | null',
      'GET /health | health health_check object | Health: status=constant version=constant timestamp=now | null',
      'POST /api/v1/recipes | create create_recipe envelope | RecipeEnvelope: success=constant data=view | null',
      'PATCH /api/v1/recipes/{recipeId} | update update_recipe envelope | RecipeEnvelope: success=constant data=view | null',
      'DELETE /api/v1/recipes/{recipeId} | delete delete_recipe message | DeleteRecipeResponse: message=constant | null',
      'GET /api/v1/recipes/vegan | list list_recipes_vegan list | list RecipePublic | null',
      'GET /api/v1/recipes/stats | stats stats_recipe object | empty | which rows of Recipe "data.id" counts is not understood',
      'GET /api/v1/recipes/export | export export_recipe file | empty | no document asks for a file in CSV or JSON, the forms that can be built',
      'POST /api/v1/recipes/{recipeId}/like | link like_recipe object | empty | nobody is known who could be tied to the row',
      'DELETE /api/v1/recipes/{recipeId}/like | unlink unlike_recipe empty | empty | nobody is known who could be tied to the row',
      'POST /api/v1/recipes/{recipeId}/publish | transition publish_recipe object | view RecipePublic | no state of Recipe is what "publish" leads to',
      'POST /api/v1/recipes/{recipeId}/photos | upload photos_recipe object | view RecipePublic | no column of Recipe holds the addresses of the files',
    ])
  })

  it('ties names on the wire to columns', () => {
    const body = at('POST /api/v1/recipes').body.map((field) => `${field.name}=${field.column}`)
    expect(body).toEqual(['title=title', 'cookingMinutes=cooking_minutes', 'tags=tags', 'isVegan=is_vegan'])
    const select = step('GET /api/v1/recipes', 'select')
    expect(select?.filters.map((one) => `${one.field} ${one.comparison} ${one.whenQuery}`)).toEqual([
      'deleted_at equal null',
      'cooking_minutes atMost maxCookingMinutes',
      'tags contains tag',
      'is_vegan equal isVegan',
      'created_at atLeast createdFrom',
    ])
    expect(select?.sort).toEqual({
      fieldParameter: 'sortBy',
      directionParameter: null,
      allowed: [
        { value: 'title', field: 'title' },
        { value: 'cookingMinutes', field: 'cooking_minutes' },
      ],
      defaultField: 'title',
      defaultDirection: 'asc',
    })
    expect(select?.paging).toEqual({ style: 'page', sizeParameter: 'pageSize', positionParameter: 'page' })
  })

  it('gives a new row its creation time and leaves an absent flag to its default', () => {
    const values = step('POST /api/v1/recipes', 'insert')?.values
    expect(values).toContainEqual({ field: 'created_at', value: { kind: 'now' }, whenBody: null })
    expect(values).toContainEqual({
      field: 'is_vegan',
      value: { kind: 'body', field: 'isVegan' },
      whenBody: 'isVegan',
    })
  })

  it('marks removed rows and hides them everywhere', () => {
    expect(step('DELETE /api/v1/recipes/{recipeId}', 'remove')?.soft).toEqual({
      field: 'deleted_at',
      value: { kind: 'now' },
      whenBody: null,
    })
    expect(step('PATCH /api/v1/recipes/{recipeId}', 'check')?.otherwise).toEqual({
      status: 404,
      message: 'Recipe not found',
    })
  })

  it('makes the key of a table that names none', () => {
    const id = catalogue.entities[0]?.fields[0]
    expect([id?.primaryKey, id?.generated]).toEqual([true, 'autoincrement'])
  })

  it('asks about what it cannot build', () => {
    expect(catalogue.questions.map((question) => question.id)).toEqual([
      'get-api-v1-recipes-stats-behaviour',
      'get-api-v1-recipes-export-behaviour',
      'post-api-v1-recipes-recipe-id-like-behaviour',
      'delete-api-v1-recipes-recipe-id-like-behaviour',
      'post-api-v1-recipes-recipe-id-publish-behaviour',
      'post-api-v1-recipes-recipe-id-photos-behaviour',
    ])
  })

  it('survives JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue)
  })
})
