import { describe, expect, it } from 'vitest'
import { stateEdges } from '../../../src/claims/states/state-edges.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('moves between states', () => {
  it('are read from tables, arrows and drawings, and not from other arrows', async () => {
    const text = fixture('states/bookings.md')
    const { claims } = await readText(stateEdges, text, 'specs/data-model.md')
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden('states/bookings.claims.txt'))
  })

  it('takes time in proportion to hostile text', async () => {
    const text = `Status: ${'a | '.repeat(900)} → ${'`a`, or '.repeat(900)}${'->'.repeat(900)}`
    const before = process.cpuUsage()
    await readText(stateEdges, text, 'specs/data-model.md')
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(2000)
  })
})
