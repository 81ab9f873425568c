import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'
import { formParts } from '../../src/interpreter/multipart.js'
import { formBody, FORM_TYPE, trueFile } from '../../src/verify/probes/form.js'
import { clientOf } from './client.js'

let design: Design

beforeAll(async () => {
  const folder = fileURLToPath(new URL('../fixtures/fastapi/museum', import.meta.url))
  const request = { folder, answers: new Map(), what: [], built: [], database: null }
  design = (await analyse(request)).design
})

describe('files in memory', () => {
  it('are served at their addresses until others take their place or their row goes', () => {
    const { interpreter, send } = clientOf(design)
    expect(interpreter.unsupported).toEqual([])
    const made = send('POST', '/api/exhibits', { as: 'ann', json: { title: 'Fossil' } })
    const { id } = made.body as { readonly id: string }
    const files = [trueFile('cover', 'image/png')]
    const upload = (as: string) =>
      send('PUT', `/api/exhibits/${id}/cover`, {
        as,
        bytes: formBody(files),
        headers: { 'content-type': FORM_TYPE },
      })
    const address = '/files/00000000000040008000000000000002.png'
    expect(upload('bob').status).toBe(404)
    expect(upload('ann').body).toMatchObject({ cover_url: `http://localhost:8000${address}` })
    const served = send('GET', address)
    expect(served.headers.get('content-type')).toBe('image/png')
    expect(served.text).toEqual(files[0]?.content)
    expect(upload('ann').status).toBe(200)
    expect(send('GET', address).status).toBe(404)
    const next = '/files/00000000000040008000000000000003.png'
    expect(send('GET', next).status).toBe(200)
    expect(send('DELETE', `/api/exhibits/${id}`, { as: 'ann' }).status).toBe(204)
    expect(send('GET', next).status).toBe(404)
  })
})

describe('forms', () => {
  it('have texts and files in their order', () => {
    const body = formBody([
      { field: 'title', name: null, type: '', content: Buffer.from('Vase\r\n') },
      { field: 'cover', name: 'a b.png', type: 'image/png', content: Buffer.from([0, 13, 10, 255]) },
    ])
    expect(formParts(FORM_TYPE, body)?.map((part) => ({ ...part, content: [...part.content] }))).toEqual([
      { name: 'title', fileName: null, content: [...Buffer.from('Vase\r\n')] },
      { name: 'cover', fileName: 'a b.png', content: [0, 13, 10, 255] },
    ])
  })

  it.each([
    ['application/json', null],
    ['multipart/form-data', undefined],
    ['multipart/form-data; boundary=other', undefined],
  ])('%s gives %s', (type, expected) => {
    expect(formParts(type, formBody([]))).toBe(expected)
  })
})
