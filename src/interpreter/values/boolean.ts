import { accepted, rejected, type ValueReader } from './reading.js'

const TRUE: ReadonlySet<string> = new Set(['1', 'on', 't', 'true', 'y', 'yes'])
const FALSE: ReadonlySet<string> = new Set(['0', 'off', 'f', 'false', 'n', 'no'])

/** Truth values: in JSON `true` and `false` only, in a URL the words that FastAPI takes. */
export const boolean: ValueReader = {
  types: ['boolean'],
  read: (value, _rules, place, location) => {
    if (typeof value === 'boolean') return accepted(value)
    if (place !== 'url') return rejected(location, 'bool_type', 'Input should be a valid boolean')
    const word = typeof value === 'string' ? value.toLowerCase() : ''
    if (TRUE.has(word)) return accepted(true)
    if (FALSE.has(word)) return accepted(false)
    return rejected(location, 'bool_parsing', 'Input should be a valid boolean, unable to interpret input')
  },
}
