import { describe, expect, it } from 'vitest'
import { entitySections } from '../../../src/claims/entities/entity-sections.js'
import { readText, showClaims } from '../support/read-fixture.js'

const MODEL = `# Data model

## Entities

### \`depot.parcel\`
- \`id\` UUID PK, \`depot_id\` UUID, \`booked_day\` date, \`sent_day\` date

### \`depot.parcel_line\`
- \`id\` UUID PK, \`parcel_id\`, \`closed_day\`, \`label\`
`

describe('columns that are only named', () => {
  it('have the type of all columns whose names end alike', async () => {
    const { claims } = await readText(entitySections, MODEL)
    const types = claims.filter(({ property, subject }) => {
      return property === 'type' && subject.kind === 'column' && subject.entity === 'depot.parcel_line'
    })
    expect(showClaims(types, MODEL)).toBe(
      'depot.parcel_line.id type = "uuid" «UUID»\n' +
        'depot.parcel_line.closed_day type = "date" «closed_day»\n',
    )
  })

  it('have none when one example is all there is', async () => {
    const text = MODEL.replace(', `sent_day` date', '')
    const { claims } = await readText(entitySections, text)
    expect(showClaims(claims, text)).not.toContain('closed_day type')
  })
})

describe('a field table in another language', () => {
  it('is known by identifiers, types and words of SQL', async () => {
    const text = `# Datenmodell

## Entities

### Ausleihe

| Spaltenname ü | Datentyp ü | Einschränkung | Erklärung ü |
|---|---|---|---|
| \`id\` | UUID | PK | Schlüssel |
| \`frist\` | DATE | NOT NULL | Rückgabe bis |
`
    const { claims } = await readText(entitySections, text)
    expect(showClaims(claims, text)).toContain('Ausleihe.frist nullable = false «NOT NULL»')
  })

  it('is none without types', async () => {
    const text =
      '## Entities\n\n### Größe\n\n| Ü | Ä | Ö |\n|---|---|---|\n| `a` | rot | PK |\n| `b` | blau | x |\n'
    expect((await readText(entitySections, text)).claims).toEqual([])
  })
})
