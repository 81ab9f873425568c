import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pythonModels } from '../../../src/claims/python-code/models.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('Python models', () => {
  it('become entities and schemas, each fact with its words', async () => {
    const text = fixture('python-models/loans.md')
    const { claims } = await readText(pythonModels, text)
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('python-models/loans.claims.txt'))
  })

  it('read around broken code', async () => {
    const text =
      '```python\nclass Parcel(SQLModel, table=True):\n    weight: int = Field(gt=0\n\nclass Van(SQLModel, table=True):\n    plate: str\n```\n'
    const { claims, diagnostics } = await readText(pythonModels, text)
    expect(diagnostics).toEqual([
      {
        code: 'python-syntax',
        severity: 'information',
        message: 'Here this code is not Python.',
        span: { source: 'specs/data-model.md', start: 50, end: 51 },
        suggestion: 'Correct the line; the classes and functions around it were read.',
      },
    ])
    expect(showClaims(claims, text)).toContain('Van.plate type = "string" «str»')
  })

  it('are not shaken by names of object prototypes', async () => {
    const text =
      '```python\nclass constructor(SQLModel, table=True):\n    __proto__: str\n    toString: int = 3\n```\n'
    const { claims } = await readText(pythonModels, text)
    expect(showClaims(claims, text)).toContain('constructor.toString default = 3 «3»')
  })

  it('claim only what lies within the document, whatever the code', async () => {
    const pieces = fc.constantFrom(
      'class A(SQLModel, table=True):\n',
      '    x: Optional[str] = Field(',
      'None',
      ')',
      '\n',
      '    """é😀"""\n',
      '    y: list["A"] = [',
      '# WRONG\n',
      '@router.get("/x")\n',
      '\t',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        const text = `\`\`\`python\n${parts.join('')}\n\`\`\`\n`
        const { claims } = await readText(pythonModels, text)
        for (const { span } of claims) {
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeGreaterThanOrEqual(span.start)
          expect(span.end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 60 },
    )
  })
})
