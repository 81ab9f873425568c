import { z } from 'zod'

/** What `specwright_pytest.py` says, one JSON object per line. */
const pytestMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('collected'), ids: z.array(z.string()) }),
  /** A file or folder whose tests could not be collected. */
  z.object({ kind: z.literal('uncollected'), id: z.string(), message: z.string() }),
  /** A test is set up, called and torn down; each can fail. */
  z.object({
    kind: z.literal('phase'),
    id: z.string(),
    when: z.enum(['setup', 'call', 'teardown']),
    outcome: z.enum(['passed', 'failed', 'skipped']),
    message: z.string(),
    seconds: z.number(),
  }),
  z.object({ kind: z.literal('broken'), message: z.string() }),
  z.object({ kind: z.literal('finished'), status: z.int() }),
])

/** One message of the plugin. */
export type PytestMessage = z.infer<typeof pytestMessage>

/** Reads a line of pytest's output; null when it is no message with this token. */
export function readPytestMessage(line: string, token: string): PytestMessage | null {
  if (!line.startsWith(token)) return null
  try {
    const reading = pytestMessage.safeParse(JSON.parse(line.slice(token.length)))
    return reading.success ? reading.data : null
  } catch {
    return null
  }
}
