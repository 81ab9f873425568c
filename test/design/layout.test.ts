import { describe, expect, it } from 'vitest'
import { decideLayout } from '../../src/design/layout.js'

const files = (...paths: string[]) => paths.map((path) => ({ path, symbol: null }))

describe('decideLayout', () => {
  it('takes the default layout where documents name nothing', () => {
    const layout = decideLayout([])
    expect([layout.main, layout.database, layout.routers]).toEqual([
      'app/main.py',
      'app/database.py',
      'app/routers',
    ])
  })

  it('keeps modules where the documents put them', () => {
    const layout = decideLayout(files('src/main.py', 'src/db.py', 'src/api/loans.py', 'tests/test_loans.py'))
    expect([layout.package, layout.database, layout.routers]).toEqual(['src', 'src/db.py', 'src/api'])
  })

  it('prefers a folder of routers to modules beside them', () => {
    const layout = decideLayout(files('app/api/deps.py', 'app/api/status.py', 'app/api/routes/loans.py'))
    expect(layout.routers).toBe('app/api/routes')
  })

  it('takes a module by the function that documents import from it', () => {
    const layout = decideLayout([{ path: 'app/core/store.py', symbol: 'get_session' }])
    expect([layout.database, layout.symbols.getSession]).toEqual(['app/core/store.py', 'get_session'])
  })

  it('writes nothing outside the package', () => {
    expect(decideLayout(files('../../etc/main.py', '/main.py')).main).toBe('app/main.py')
  })
})
