import { createServer, type IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { analyse } from '../../../src/compile.js'
import type { Design } from '../../../src/design/design.js'
import type { HttpRequest, HttpResponse } from '../../../src/interpreter/http.js'
import { Interpreter } from '../../../src/interpreter/interpreter.js'
import type { OperationProbe, ProbeResult } from '../../../src/verify/probes/probe.js'
import { runProbes } from '../../../src/verify/probes/run.js'
import { worldOf } from '../../../src/verify/probes/world.js'

/** A secret of the tests. */
export const SECRET = 'a-secret-that-only-these-tests-know-of'

/** What a server does instead of answering rightly. */
export type Fault = (request: HttpRequest, answer: (request: HttpRequest) => HttpResponse) => HttpResponse

const designs = new Map<string, Promise<Design>>()

/** The example, `examples/plant-diary`. */
const EXAMPLE = '../../../examples/plant-diary'

/** The design of a project. */
function designOf(project: string): Promise<Design> {
  const known = designs.get(project)
  if (known !== undefined) return known
  const read = analyse({
    folder: fileURLToPath(new URL(project, import.meta.url)),
    answers: new Map(),
    what: [],
    built: [],
    database: null,
  }).then(({ design }) => design)
  designs.set(project, read)
  return read
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of incoming) if (Buffer.isBuffer(part)) parts.push(part)
  return Buffer.concat(parts)
}

/** A server in this process that keeps the design of the example, but for a planted fault. */
interface Planted {
  readonly design: Design
  readonly base: URL
  readonly close: () => Promise<void>
}

/** Starts a server of a project, else of the example. */
export async function planted(
  fault: Fault = (request, answer) => answer(request),
  project = EXAMPLE,
): Promise<Planted> {
  const design = await designOf(project)
  let count = 0
  const interpreter = new Interpreter(design, {
    secret: SECRET,
    surroundings: {
      now: () => Date.now(),
      uuid: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
    },
  })
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const headers = new Map(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
      const request = { method: incoming.method ?? '', target: incoming.url ?? '', headers, body }
      const { status, headers: shown, body: json, text } = fault(request, (each) => interpreter.answer(each))
      outgoing.writeHead(status, Object.fromEntries(shown))
      outgoing.end(text ?? (json === undefined ? undefined : JSON.stringify(json)))
    })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return {
    design,
    base: new URL(`http://127.0.0.1:${String(port)}`),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Fires probes at a server in this process that keeps the design, but for a planted fault. */
export async function probed(
  probes: readonly OperationProbe[],
  fault?: Fault,
  project?: string,
): Promise<readonly ProbeResult[]> {
  const { design, base, close } = await planted(fault, project)
  try {
    return await runProbes({
      world: worldOf(design, base, SECRET),
      operationProbes: probes,
      serviceProbes: [],
      control: null,
    })
  } finally {
    await close()
  }
}
