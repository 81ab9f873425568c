import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An object of the bucket, and the request that put it there. */
interface KeptObject {
  readonly content: Buffer
  readonly type: string | undefined
  readonly authorization: string | undefined
}

/** A service that takes and removes objects as Amazon S3 does, by path and without a look at signatures. */
export interface FakeBucket {
  readonly origin: string
  readonly objects: Map<string, KeptObject>
  readonly close: () => Promise<void>
}

/** Starts a service on a free port. */
export async function startBucket(): Promise<FakeBucket> {
  const objects = new Map<string, KeptObject>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      const { authorization, 'content-type': type } = request.headers
      if (request.method === 'PUT') objects.set(path, { content: Buffer.concat(chunks), type, authorization })
      if (request.method === 'DELETE') objects.delete(path)
      response.writeHead(request.method === 'DELETE' ? 204 : 200, { ETag: '"0"' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { origin: `http://127.0.0.1:${String(port)}`, objects, close }
}
