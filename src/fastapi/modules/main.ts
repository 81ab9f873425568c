import { call, keyword } from '../../python/nodes/call.js'
import { expression, type Statement } from '../../python/nodes/statement.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { list } from '../../python/nodes/collection.js'
import { string } from '../../python/nodes/literal.js'
import { awaited } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { moduleName, own, type Backend } from '../backend.js'
import { canLoseTransactions, RETRY } from './lost-transactions.js'
import { settingWith } from './settings.js'
import { FILES_PATH } from './storage.js'

/** A router of the backend. */
export interface RouterFile {
  readonly path: string
  /** Name of its module in the folder of routers. */
  readonly module: string
}

/** Statements of the main module. */
export function mainModule(backend: Backend, routers: readonly RouterFile[]): readonly Statement[] {
  const { service } = backend.design
  const engine = own(backend, 'database', service.layout.symbols.engine)
  const dispose = call(attribute(engine, 'dispose'))
  const close = expression(backend.asynchronous ? awaited(dispose) : dispose)
  const prepare = own(backend, 'database', 'create_db_and_tables')
  const handlers = own(backend, 'errors', 'EXCEPTION_HANDLERS')
  return [
    python`
      import logging
      from collections.abc import AsyncIterator
      from contextlib import asynccontextmanager
      from fastapi import FastAPI
      from fastapi.concurrency import run_in_threadpool

      logger = logging.getLogger(__name__)


      @asynccontextmanager
      async def lifespan(app: FastAPI) -> AsyncIterator[None]:
          """Prepare the schema at the start, close connections at the end."""
          await run_in_threadpool(${prepare})
          ${founding(backend)}
          logger.info("started")
          yield
          ${[close]}
          logger.info("stopped")


      app = FastAPI(
          title=${string(service.title)},
          lifespan=lifespan,
          exception_handlers=${handlers},
          # A redirect to the other form of a path would trust the Host header.
          redirect_slashes=False,
      )
    `,
    { kind: 'blank' },
    ...retries(backend),
    ...cors(backend),
    ...keptFiles(backend),
    ...routers.map(({ module }) =>
      expression(
        call(
          attribute(name('app'), 'include_router'),
          attribute(symbol(moduleName(backend.paths.routers), module), 'router'),
        ),
      ),
    ),
  ]
}

/** The call that makes the first account, where there is one. */
function founding(backend: Backend): readonly Statement[] {
  if (backend.firstAccount === null) return []
  const create = own(backend, 'firstAccount', 'create_first_account')
  const called = backend.asynchronous
    ? call(create)
    : call(symbol('fastapi.concurrency', 'run_in_threadpool'), create)
  return [expression(awaited(called))]
}

/** Within what adds headers, so that they are added once. */
function retries(backend: Backend): readonly Statement[] {
  if (!canLoseTransactions(backend)) return []
  return [expression(call(attribute(name('app'), 'add_middleware'), own(backend, 'errors', RETRY)))]
}

/** The order of methods, whatever that of the operations. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function cors(backend: Backend): readonly Statement[] {
  const origins = settingWith(backend, 'origins')
  if (origins === null) return []
  const used = new Set<string>([...backend.operations.map(({ method }) => method), 'OPTIONS'])
  const methods = METHODS.filter((method) => used.has(method))
  const settings = call(own(backend, 'settings', 'get_settings'))
  return [
    expression(
      call(
        attribute(name('app'), 'add_middleware'),
        symbol('fastapi.middleware.cors', 'CORSMiddleware'),
        keyword('allow_origins', attribute(settings, origins.attribute)),
        keyword('allow_credentials', { kind: 'boolean', value: true }),
        keyword('allow_methods', list(methods.map(string))),
        keyword('allow_headers', list([string('Authorization'), string('Content-Type')])),
      ),
    ),
  ]
}

/** Kept files are fetched from the folder that holds them. */
function keptFiles(backend: Backend): readonly Statement[] {
  const folder = settingWith(backend, 'uploads')
  if (folder === null) return []
  const settings = call(own(backend, 'settings', 'get_settings'))
  return [
    expression(
      call(
        attribute(name('app'), 'mount'),
        string(FILES_PATH),
        call(
          own(backend, 'storage', 'KeptFiles'),
          keyword('directory', attribute(settings, folder.attribute)),
          keyword('check_dir', { kind: 'boolean', value: false }),
        ),
        keyword('name', string('files')),
      ),
    ),
  ]
}
