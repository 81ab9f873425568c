import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { corsHeaders } from './cors.js'
import type { HttpRequest, HttpResponse } from './http.js'
import type { Interpreter } from './interpreter.js'

/** Only programs of this machine reach the preview. */
const LOOPBACK = '127.0.0.1'

/** What a server needs to know. */
export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** The interpreter of the design as it is now. */
  readonly interpreter: () => Interpreter
  /** Origins of the front end. */
  readonly origins: () => readonly string[]
  /** Called after each answer. */
  readonly onAnswer?: (request: HttpRequest, response: HttpResponse) => void
}

/** A server that runs. */
export interface Listening {
  readonly port: number
  /** Ends it, open connections with it. */
  readonly close: () => Promise<void>
}

/**
 * Serves an interpreter over HTTP on the loopback interface.
 * @throws the system's error when the port is taken
 */
export async function listen(options: ListenOptions): Promise<Listening> {
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing, options))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, LOOPBACK, resolve)
  })
  const address = server.address()
  return { port: portOf(address, options.port), close: () => closed(server) }
}

function portOf(address: AddressInfo | string | null, wanted: number): number {
  return typeof address === 'object' && address !== null ? address.port : wanted
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  options: ListenOptions,
): Promise<void> {
  try {
    const request: HttpRequest = {
      method: incoming.method ?? 'GET',
      target: incoming.url ?? '/',
      headers: headersOf(incoming),
      body: await bodyOf(incoming, options.interpreter().largestBody),
    }
    const interpreter = options.interpreter()
    const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
    const cors = corsHeaders(options.origins(), interpreter.methods, request.headers, isPreflight)
    const answer: HttpResponse =
      isPreflight && cors.size > 0
        ? { status: 204, headers: new Map(), body: undefined }
        : interpreter.answer(request)
    outgoing.writeHead(answer.status, Object.fromEntries([...answer.headers, ...cors]))
    outgoing.end(answer.text ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body)))
    options.onAnswer?.(request, answer)
  } catch {
    // The client went away in the middle of its request.
    outgoing.destroy()
  }
}

function headersOf({ headers }: IncomingMessage): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

/** The body, up to a little more than any operation takes, so that the operation can say so. */
async function bodyOf(incoming: IncomingMessage, largest: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk) || size > largest) continue
    chunks.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(chunks)
}
