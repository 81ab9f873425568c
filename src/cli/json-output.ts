/** A value as the one JSON document that `--json` prints; Maps become objects. */
export function jsonText(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) => (part instanceof Map ? Object.fromEntries(part) : part),
    2,
  )
}
