import { tokenTrust } from '../modules/token-settings.js'
import { stores, uploadBytes } from '../uploads.js'
import { hasCallers, type Backend } from '../backend.js'
import { keepsPasswords } from '../modules/credentials.js'

/** What the backend needs at run time, as PEP 508 lines with ranges, sorted by name. */
export function runtimeRequirements(backend: Backend): readonly string[] {
  const emails = backend.operations.some(({ body }) => body.some(({ format }) => format === 'email'))
  return [
    ...(backend.asynchronous ? ['aiosqlite>=0.21,<1'] : []),
    'alembic>=1.16,<2',
    ...(emails ? ['email-validator>=2.2,<3'] : []),
    'fastapi>=0.142,<1',
    'psycopg[binary]>=3.2,<4',
    'pydantic-settings>=2.12,<3',
    ...(keepsPasswords(backend)
      ? [`pwdlib[${backend.design.auth.passwordHash === 'bcrypt' ? 'bcrypt' : 'argon2'}]>=0.3,<1`]
      : []),
    ...(hasCallers(backend) && tokenTrust(backend) !== 'sessions'
      ? [tokenTrust(backend) === 'own-secret' ? 'pyjwt>=2.15,<3' : 'pyjwt[crypto]>=2.15,<3']
      : []),
    ...(uploadBytes(backend) !== null || backend.operations.some(({ form }) => form === true)
      ? ['python-multipart>=0.0.20,<1']
      : []),
    ...(backend.asynchronous ? ['sqlalchemy[asyncio]>=2.0.41,<3'] : []),
    'sqlmodel>=0.0.47,<0.1',
    'uvicorn>=0.40,<1',
  ]
}

/** What the backend needs only where it is set up so, by the name of the extra. */
export function optionalRequirements(backend: Backend): readonly (readonly [string, readonly string[]])[] {
  return stores(backend).length === 0 ? [] : [['s3', ['boto3>=1.40,<2']]]
}

/** What its tests and checks need. */
export function testRequirements(backend: Backend): readonly string[] {
  return [
    ...optionalRequirements(backend).flatMap(([, requirements]) => requirements),
    'httpx>=0.28,<1',
    'pyright>=1.1.400',
    'pytest>=9,<10',
    'ruff>=0.14',
  ]
}
