/** First segments of the standard library's modules that generated code may import. */
const STANDARD: ReadonlySet<string> = new Set(
  `
  __future__ abc asyncio base64 collections concurrent contextlib csv dataclasses datetime
  decimal enum functools hashlib hmac http importlib io itertools json logging math operator
  os pathlib random re secrets shutil sqlite3 string sys tempfile threading time types typing
  unicodedata unittest urllib uuid warnings zoneinfo
`
    .trim()
    .split(/\s+/),
)

/** Whether a dotted module belongs to Python's standard library. */
export function isStandardLibrary(module: string): boolean {
  return STANDARD.has(module.split('.', 1)[0] ?? module)
}
