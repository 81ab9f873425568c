import { openApiReader } from './openapi/openapi.js'
import type { Reader } from './reader.js'

/** All forms of writing that are understood, one line each. Their order is that of the claims of one document. */
export const readers: readonly Reader[] = [openApiReader]
