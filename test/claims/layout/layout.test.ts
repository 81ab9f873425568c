import { describe, expect, it } from 'vitest'
import { environment } from '../../../src/claims/layout/environment.js'
import { importedPlace, modulePlace } from '../../../src/claims/layout/module-path.js'
import { namedFiles } from '../../../src/claims/layout/named-files.js'
import { structureTree } from '../../../src/claims/layout/structure-tree.js'
import { pythonModules } from '../../../src/claims/python-code/modules.js'
import { fixture, golden, readText, showClaims } from '../support/read-fixture.js'

describe('layout', () => {
  it.each([structureTree, namedFiles, pythonModules, environment])('is read by $name', async (reader) => {
    const text = fixture('layout/plan.md')
    const { claims } = await readText(reader, text, 'specs/plan.md')
    await expect(showClaims(claims, text)).toMatchFileSnapshot(golden(`layout/${reader.name}.claims.txt`))
  })

  it('knows where a path begins', () => {
    expect(modulePlace('services/backend/src/db.py')).toEqual({
      folder: 'services/backend',
      path: 'src/db.py',
    })
    expect(modulePlace('app/routers/parcels.py')).toEqual({ folder: null, path: 'app/routers/parcels.py' })
    expect(importedPlace('app.db')).toEqual({ folder: null, path: 'app/db.py' })
  })

  it.each(['../backend/app/db.py', 'backend/../../x.py', 'notes/x.py', 'backend', '/etc/x.py', 'app/a b.py'])(
    'refuses %s',
    (path) => {
      expect(modulePlace(path)).toBeNull()
    },
  )

  it('takes no library for a module of the project', () => {
    expect(importedPlace('sqlalchemy.orm')).toBeNull()
    expect(importedPlace('..db')).toBeNull()
  })
})
