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

  it('puts no module beside a package of its name', () => {
    const layout = decideLayout(
      files('src/main.py', 'src/models.py', 'src/models/schemas.py', 'src/errors.py'),
    )
    expect([layout.models, layout.schemas]).toEqual(['src/models/models.py', 'src/models/schemas.py'])
    const named = decideLayout(files('src/main.py', 'src/models/loan.py', 'src/models/schemas.py'))
    expect([named.models, named.schemas]).toEqual(['src/models/loan.py', 'src/models/schemas.py'])
  })

  it('prefers a folder of routers to modules beside them', () => {
    const layout = decideLayout(files('app/api/deps.py', 'app/api/status.py', 'app/api/routes/loans.py'))
    expect(layout.routers).toBe('app/api/routes')
  })

  it('takes a module by the function that documents import from it', () => {
    const layout = decideLayout([{ path: 'app/core/store.py', symbol: 'get_session' }])
    expect([layout.database, layout.symbols.getSession]).toEqual(['app/core/store.py', 'get_session'])
  })

  it('takes the backend folder itself for the package where modules stand in it', () => {
    const layout = decideLayout(
      files('main.py', 'models.py', 'db.py', 'routes/loans.py', 'middleware/auth.py'),
    )
    expect([
      layout.package,
      layout.main,
      layout.database,
      layout.routers,
      layout.auth,
      layout.errors,
    ]).toEqual(['', 'main.py', 'db.py', 'routes', 'middleware/auth.py', 'errors.py'])
  })

  it('takes no folder of one kind of module for the package', () => {
    const layout = decideLayout(files('routes/loans.py', 'routes/members.py', 'services/fees.py'))
    expect([layout.package, layout.main, layout.routers]).toEqual(['', 'main.py', 'routes'])
  })

  it('takes a package where as many paths lie in it as beside it', () => {
    expect(decideLayout(files('main.py', 'app/db.py')).database).toBe('app/db.py')
  })

  it('takes the folder of the application for the package where it lies deeper', () => {
    const layout = decideLayout(
      files('src/library/main.py', 'src/library/core/config.py', 'src/library/loans/models.py'),
    )
    expect([layout.package, layout.settings, layout.models]).toEqual([
      'src/library',
      'src/library/core/config.py',
      'src/library/models.py',
    ])
  })

  it('takes a route of sign-in not for the module that verifies tokens', () => {
    const layout = decideLayout(files('app/routes/auth.py', 'app/middleware/auth.py'))
    expect(layout.auth).toBe('app/middleware/auth.py')
  })

  it('takes the settings of a feature not for those of the application', () => {
    expect(decideLayout(files('app/main.py', 'app/loans/config.py')).settings).toBe('app/settings.py')
  })

  it('writes nothing outside the package', () => {
    expect(decideLayout(files('../../etc/main.py', '/main.py')).main).toBe('app/main.py')
  })
})
