import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../../src/interpreter/http.js'
import { operationProbes } from '../../../src/verify/probes/catalogue.js'
import { probed, type Fault } from './plants.js'

const MUSEUM = '../../fixtures/fastapi/museum'

/** The request with other bytes in its form. */
function replaced(request: HttpRequest, from: string | RegExp, to: string): HttpRequest {
  const text = Buffer.from(request.body).toString('latin1').replace(from, to)
  return { ...request, body: Buffer.from(text, 'latin1') }
}

const JPEG = '\xff\xd8\xff'

/** What a careless backend does with files, and the probe that must notice. */
const FAULTS: readonly (readonly [probe: string, what: string, fault: Fault])[] = [
  [
    'file-type',
    'believes the header',
    (request, answer) => {
      const isForm = request.headers.get('content-type')?.startsWith('multipart') === true
      return answer(isForm ? replaced(request, /(Content-Type: image\/jpeg\r\n\r\n)/, `$1${JPEG}`) : request)
    },
  ],
  [
    'file-size',
    'has no limit of size',
    (request, answer) => {
      const refused = answer(request)
      return refused.status === 413 ? { ...refused, status: 200 } : refused
    },
  ],
  [
    'file-count',
    'takes any number of files',
    (request, answer) => {
      const parts = Buffer.from(request.body).toString('latin1').split('filename=').length - 1
      return parts > 4 ? { status: 200, headers: new Map(), body: {} } : answer(request)
    },
  ],
  [
    'file-missing',
    'takes a form without a file',
    (request, answer) => {
      const text = Buffer.from(request.body).toString('latin1')
      const isBare = text.startsWith('--') && !text.includes('filename=')
      return isBare ? { status: 200, headers: new Map(), body: {} } : answer(request)
    },
  ],
  [
    'file-kept',
    'keeps the files that were replaced',
    (request, answer) => {
      const { status, headers, body } = answer(request)
      const isLost = request.target.startsWith('/files/') && status === 404
      return isLost ? { status: 200, headers, body } : { ...answer(request) }
    },
  ],
  [
    'file-disguised',
    'serves files as what they were called',
    (request, answer) => {
      const response = answer(request)
      if (!request.target.startsWith('/files/')) return response
      return { ...response, headers: new Map([['content-type', 'text/html']]) }
    },
  ],
  [
    'file-name',
    'serves the folder above',
    (request, answer) =>
      request.target.startsWith('/files/..')
        ? { status: 200, headers: new Map(), body: {} }
        : answer(request),
  ],
  [
    'foreign-row',
    'tells when the row is of another user',
    (request, answer) => {
      const response = answer(request)
      const isUpload = request.target.endsWith('/cover') && response.status === 404
      return isUpload ? { ...response, status: 403 } : response
    },
  ],
  [
    'token-missing',
    'lets anybody upload',
    (request, answer) => {
      const response = answer(request)
      const isUpload = request.target.endsWith('/cover') && response.status === 401
      return isUpload ? { ...response, status: 404 } : response
    },
  ],
]

describe('probes of uploads', () => {
  it('pass a service that keeps its specification', async () => {
    const results = await probed(operationProbes, undefined, MUSEUM)
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    expect(
      failed.map(({ probe, operation, attempts }) => [
        probe,
        operation,
        attempts.find(({ fault }) => fault !== null),
      ]),
    ).toEqual([])
    const passed = results.filter(
      ({ outcome, operation }) => outcome === 'passed' && operation?.endsWith('/cover') === true,
    )
    expect(passed.map(({ probe }) => probe)).toEqual(
      expect.arrayContaining(['foreign-row', 'token-missing', 'success', 'file-type', 'file-kept']),
    )
  })

  it.each(FAULTS)('%s catches a service that %s', async (id, _, fault) => {
    const results = await probed(
      operationProbes.filter((probe) => probe.id === id),
      fault,
      MUSEUM,
    )
    expect(results.filter(({ outcome }) => outcome === 'failed').map(({ probe }) => probe)).toContain(id)
  })
})
