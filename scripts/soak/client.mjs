import { Agent, request } from 'node:http'

/** Longest wait for an answer, in milliseconds. */
const PATIENCE = 60_000

/**
 * A client that keeps so many connections open and sends over them.
 * @param service what to send to; its `base` may change from one request to the next
 * @returns `send` answers as a probe's client does: status 0 when the connection ended without an answer
 */
export function clientOf(service, connections) {
  let agent = agentOf(connections)
  return {
    send: (sent, pace) => send(service.base, agent, sent, pace),
    /** Ends all connections. */
    close: () => {
      agent.destroy()
      agent = agentOf(connections)
    },
  }
}

const agentOf = (maxSockets) => new Agent({ keepAlive: true, maxSockets, maxFreeSockets: maxSockets })

/**
 * Sends one request. A `pace` sends the body in its own time: it gets the pieces and a function that sends one, and starts
 * when the service has begun to read (RFC 9110, section 10.1.1).
 */
function send(base, agent, { method, target, headers, body }, pace) {
  return new Promise((resolve) => {
    const started = performance.now()
    const slow = pace !== undefined && body !== null
    const outgoing = request({
      host: base.hostname,
      port: base.port,
      path: target,
      method,
      headers: {
        ...headers,
        ...(body === null ? {} : { 'content-length': body.byteLength }),
        ...(slow ? { expect: '100-continue' } : {}),
      },
      agent: slow ? false : agent,
      timeout: PATIENCE,
    })
    const settle = (status, answered, text) =>
      resolve({ status, headers: answered, text, json: parsed(text), took: performance.now() - started })
    outgoing.on('response', (incoming) => {
      const parts = []
      incoming.on('data', (part) => parts.push(part))
      incoming.on('end', () =>
        settle(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(parts).toString('utf8')),
      )
      incoming.on('error', (error) => settle(0, {}, error.message))
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')))
    outgoing.on('error', (error) => {
      // The service closed an idle connection while this request was on its way: it goes over a new one.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') {
        void send(base, false, { method, target, headers, body }).then(resolve)
      } else settle(0, {}, error.message)
    })
    if (slow) {
      outgoing.on('continue', () => {
        void pace(body, (piece) => outgoing.write(piece)).then(() => outgoing.end())
      })
      outgoing.flushHeaders()
    } else outgoing.end(body ?? undefined)
  })
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
