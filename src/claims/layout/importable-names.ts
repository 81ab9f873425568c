import { STANDARD_LIBRARY } from '../python-code/standard-library.js'

/** Packages from elsewhere that a backend may import. */
const INSTALLED =
  'aiosqlite alembic anyio argon2 asyncpg bcrypt boto3 email_validator fastapi greenlet httpx jwt multipart psycopg ' +
  'pwdlib pydantic pydantic_core pydantic_settings pytest python_multipart sqlalchemy sqlmodel starlette uvicorn'

/**
 * Names at the top of a backend that its own imports mean already, in lower case: a module or folder of that
 * name there would be imported in their place.
 */
export const IMPORTABLE_NAMES: ReadonlySet<string> = new Set([...STANDARD_LIBRARY, ...INSTALLED.split(' ')])
