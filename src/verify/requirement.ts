/** Name, extras and version ranges of PEP 508, without URLs, markers or options. */
const REQUIREMENT =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]{0,100}[A-Za-z0-9])?)(\[[A-Za-z0-9._, -]{1,200}\])? ?([<>=!~][<>=!~0-9A-Za-z.*+, ]{1,200})?$/

/** The package that a requirement names; null when the line is more, or less, than a named package with versions. */
export function requirementName(line: string): string | null {
  return REQUIREMENT.exec(line)?.[1] ?? null
}
