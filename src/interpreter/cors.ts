/** Headers that a page of another origin needs to read an answer (Fetch standard, section 3.3). */
export function corsHeaders(
  origins: readonly string[],
  methods: readonly string[],
  requestHeaders: ReadonlyMap<string, string>,
  isPreflight: boolean,
): ReadonlyMap<string, string> {
  const origin = requestHeaders.get('origin')
  if (origin === undefined || !origins.includes(origin)) return new Map()
  const allowed: [string, string][] = [
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', 'true'],
    ['vary', 'Origin'],
  ]
  if (isPreflight) {
    allowed.push(
      ['access-control-allow-methods', [...methods, 'OPTIONS'].join(', ')],
      ['access-control-allow-headers', 'Authorization, Content-Type'],
      ['access-control-max-age', '600'],
    )
  }
  return new Map(allowed)
}
