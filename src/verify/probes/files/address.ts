import type { Answer } from '../http.js'
import type { ProbeScope } from '../scope.js'
import { shownColumns } from '../shown.js'
import { stepsOf } from '../steps.js'

/** Where the application itself serves files. */
const SERVED = '/files/'

/** The address of the file that an answer shows last; null where it shows none. */
export function addressIn({ operation }: ProbeScope, { json }: Answer): string | null {
  const store = stepsOf(operation, 'store')[0]
  if (store === undefined) return null
  const shown = shownColumns(operation.responseBody, json)?.get(store.field)
  const last = Array.isArray(shown) ? shown.at(-1) : shown
  return typeof last === 'string' ? last : null
}

/** Fetches a file without a token; null where its address is not the service's own. */
export async function fetchFile({ world }: ProbeScope, address: string): Promise<Answer | null> {
  const target = targetOf(address, world.base)
  if (target === null) return null
  return await world.send({ method: 'GET', target, headers: {}, body: null, chunked: false })
}

/** The service may be known to its clients by another address than to the probes. */
function targetOf(address: string, base: URL): string | null {
  const url = URL.canParse(address, base.href) ? new URL(address, base.href) : null
  if (url === null) return null
  return url.origin === base.origin || url.pathname.startsWith(SERVED) ? url.pathname : null
}
