import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/claims/json.js'
import { clientOf } from './client.js'
import { recipes } from './recipes.js'

const SOUP = { title: 'Grüne Suppe!', minutes: 20, course: 'soup', spices: ['salt', 'dill', 'salt'] }

/** The text of a member of an answer. */
function member(body: JsonValue | undefined, name: string): string {
  const found = Object.entries(typeof body === 'object' && body !== null ? body : {}).find(
    ([key]) => key === name,
  )
  return String(found?.[1])
}

function kitchen() {
  const { interpreter, send } = clientOf(recipes)
  const register = (name: string): Readonly<Record<string, string>> => {
    const { body } = send('POST', '/cooks', { json: { name, password: 'long enough' } })
    return { authorization: `Bearer ${member(body, 'token')}` }
  }
  return { interpreter, send, ada: register('ada'), bob: register('bob') }
}

describe('accounts', () => {
  it('sign up and in with tokens that the interpreter accepts', () => {
    const { interpreter, send } = kitchen()
    expect(interpreter.unsupported).toEqual([])
    expect(send('POST', '/cooks', { json: { name: 'ada', password: 'long enough' } })).toMatchObject({
      status: 409,
      body: { detail: 'Name is taken' },
    })
    const { status, body } = send('POST', '/login', { json: { name: 'ada', password: 'long enough' } })
    expect([status, member(body, 'expiresIn')]).toEqual([200, '3600'])
    expect(interpreter.rows('Cook')[0]?.values.get('secret')).not.toContain('long enough')
  })

  it('answer a wrong password and an unknown name alike', () => {
    const { send } = kitchen()
    const wrong = send('POST', '/login', { json: { name: 'ada', password: 'wrong' } })
    expect(wrong).toMatchObject({ status: 401, body: { detail: 'Wrong name or password' } })
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer')
    expect(send('POST', '/login', { json: { name: 'eve', password: 'wrong' } })).toEqual(wrong)
  })
})

describe('relations', () => {
  it('are made once, seen by the caller, and taken back', () => {
    const { send, ada, bob } = kitchen()
    const made = send('POST', '/recipes', { headers: ada, json: SOUP })
    expect(made.body).toEqual({
      slug: 'grüne-suppe',
      title: 'Grüne Suppe!',
      cook: { name: 'ada' },
      praises: 0,
      praised: false,
      spices: ['salt', 'dill'],
    })
    const path = `/recipes/${encodeURIComponent('grüne-suppe')}/praise`
    send('PUT', path, { headers: bob })
    expect(send('PUT', path, { headers: bob }).body).toMatchObject({ praises: 1, praised: true })
    expect(send('PUT', path, { headers: ada }).body).toMatchObject({ praises: 2, praised: true })
    expect(send('DELETE', path, { headers: bob }).body).toMatchObject({ praises: 1, praised: false })
    expect(send('DELETE', path, { headers: bob })).toMatchObject({
      status: 404,
      body: { detail: 'No praise' },
    })
  })
})

describe('slugs', () => {
  it('are free, and never what another path means', () => {
    const { send, ada } = kitchen()
    const slugs = ['Soup', 'Soup', 'New', '!!!'].map((title) =>
      member(send('POST', '/recipes', { headers: ada, json: { ...SOUP, title } }).body, 'slug'),
    )
    expect(slugs[0]).toBe('soup')
    expect(slugs[1]).toMatch(/^soup-\w{8}$/)
    expect(slugs[2]).toMatch(/^new-\w{8}$/)
    expect(slugs[3]).toMatch(/^\w{8}$/)
  })
})

describe('figures', () => {
  it('are worked out over all rows, with groups that have none', () => {
    const { send, ada } = kitchen()
    expect(send('GET', '/figures').body).toEqual({
      recipes: 0,
      meanMinutes: 0,
      byCourse: { soup: 0, cake: 0 },
    })
    send('POST', '/recipes', { headers: ada, json: SOUP })
    send('POST', '/recipes', { headers: ada, json: { ...SOUP, title: 'Stew', minutes: 45, spices: ['bay'] } })
    expect(send('GET', '/figures').body).toEqual({
      recipes: 2,
      meanMinutes: 32.5,
      byCourse: { soup: 2, cake: 0 },
    })
    expect(send('GET', '/spices').body).toEqual(['bay', 'dill', 'salt'])
  })
})
