import { describe, expect, it } from 'vitest'
import { routeSnippets } from '../../../src/claims/python-code/routes.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('FastAPI routes in code', () => {
  it('tell more of the operations that documents declare and add none', async () => {
    const text = fixture('python-models/routes.md')
    const { claims } = await readText(routeSnippets, text, 'specs/loans.md')
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('python-models/routes.claims.txt'))
  })

  it('are operations where no document declares any, but not in a plan', async () => {
    const text = '# Loans\n\n```python\n@app.post("/api/loans", status_code=201)\ndef lend(): ...\n```\n'
    const { claims } = await readText(routeSnippets, text, 'specs/loans.md')
    expect(showClaims(claims, text)).toBe(
      'POST /api/loans exists = true «app.post("/api/loans", status_code=201)»\n' +
        'POST /api/loans success = 201 «201»\n',
    )
    expect((await readText(routeSnippets, text, 'specs/001-loans/plan.md')).claims).toEqual([])
  })
})
