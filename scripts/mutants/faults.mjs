// Faults that people make in back ends, planted one at a time in the one that `test/mutants/lockers` specifies.
// Each names the file it is in and what is replaced there, a text or a pattern, which must occur.
import { fault } from './fault.mjs'

const ROUTER = 'app/routers/parcels.py'
const AUTH = 'app/auth.py'
const SETTINGS = 'app/settings.py'
const MODELS = 'app/models.py'
const SCHEMAS = 'app/schemas.py'

export const FAULTS = [
  // Whose rows
  fault('a row is found without its owner', ROUTER, [', Parcel.user_id == owner_id)', ')']),
  fault('a list holds the rows of all', ROUTER, [
    'select(Parcel).where(Parcel.user_id == owner_id)',
    'select(Parcel)',
  ]),
  fault('the path user is not compared', AUTH, [
    '    if current_user["id"] != user_id:\n        raise HTTPException(status.HTTP_403_FORBIDDEN, "Access forbidden")\n',
    '',
  ]),
  fault('the path user is compared with itself', AUTH, [
    'current_user["id"] != user_id',
    'user_id != user_id',
  ]),
  fault('the owner comes from the body', ROUTER, ['user_id=owner_id,', 'user_id=body.sender,']),
  fault(
    'a route needs no token',
    ROUTER,
    ['async def delete_parcel(owner_id: OwnerId, ', 'async def delete_parcel(user_id: str, '],
    [
      '    parcel = await find_parcel(session, owner_id, parcel_id, lock=True)\n    await session.delete',
      '    parcel = await find_parcel(session, user_id, parcel_id, lock=True)\n    await session.delete',
    ],
  ),
  fault('the status tells that another user has the row', ROUTER, [
    '    if parcel is None:\n',
    '    if parcel is None and await session.get(Parcel, parcel_id) is not None:\n        raise HTTPException(status.HTTP_403_FORBIDDEN, "Access forbidden")\n    if parcel is None:\n',
  ]),

  // Tokens
  fault('the algorithm comes from the header', AUTH, [
    'read_claims(token, secret, [ALGORITHM], settings)',
    'read_claims(token, secret, [jwt.get_unverified_header(token)["alg"]], settings)',
  ]),
  fault('the signature is not verified', AUTH, [
    'options={"require"',
    'options={"verify_signature": False, "require"',
  ]),
  fault('secrets and published keys in one list', AUTH, [
    'algorithms=algorithms',
    'algorithms=["HS256", "EdDSA", "ES256", "RS256"]',
  ]),
  fault('a token lives for ever', AUTH, ['options={"require"', 'options={"verify_exp": False, "require"']),
  fault('a token needs no expiry', AUTH, ['["exp", "sub"]', '["sub"]']),
  fault('a token is accepted an hour late', AUTH, ['LEEWAY_SECONDS = 10', 'LEEWAY_SECONDS = 7200']),
  fault(
    'the token of a verification mail is accepted',
    AUTH,
    ['["exp", "sub"]', '["exp"]'],
    ['user_id: str = claims["sub"]', 'user_id: str = claims.get("sub") or claims.get("userId") or ""'],
  ),
  fault('any audience is accepted', AUTH, [
    '"verify_aud": bool(settings.jwt_audience)',
    '"verify_aud": False',
  ]),
  fault('the secret has a default', SETTINGS, [
    'better_auth_secret: SecretStr = SecretStr("")',
    'better_auth_secret: SecretStr = SecretStr("lockers-in-development-lockers-in-dev")',
  ]),
  fault('a secret that everybody knows is accepted', SETTINGS, [
    'or secret.lower() in KNOWN_SECRETS',
    'or secret.lower() in frozenset[str]()',
  ]),
  fault('401 does not name the scheme', AUTH, [', detail, {"WWW-Authenticate": "Bearer"})', ', detail)']),

  // Answers
  fault('200 for 201', ROUTER, ['status_code=status.HTTP_201_CREATED', 'status_code=status.HTTP_200_OK']),
  fault('another message for 404', ROUTER, ['"Parcel not found"', '"Gone fishing"']),
  fault(
    'the table is answered',
    ROUTER,
    [') -> list[ParcelPublic]:', ') -> list[Parcel]:'],
    ['return [ParcelPublic.model_validate(parcel) for parcel in parcels]', 'return list(parcels)'],
  ),
  fault('a field is missing from the answer', SCHEMAS, [
    '    collected: bool = Field(description="Taken out")\n',
    '',
  ]),
  fault('the text of an error is answered', ROUTER, [
    '    await session.delete(parcel)\n    await session.commit()',
    '    try:\n        await session.delete(parcel)\n        await session.commit()\n    except Exception as error:\n        raise HTTPException(500, str(error)) from error',
  ]),
  fault('500 for 503', 'app/errors.py', [
    'status.HTTP_503_SERVICE_UNAVAILABLE',
    'status.HTTP_500_INTERNAL_SERVER_ERROR',
  ]),
  fault('every origin is allowed, with credentials', 'app/main.py', [
    'app.include_router(',
    'from fastapi.middleware.cors import CORSMiddleware\n\napp.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)\napp.include_router(',
  ]),

  // Input
  fault('a limit is one too high', SCHEMAS, ['max_length=12)\n    sender', 'max_length=13)\n    sender']),
  fault('a limit is one too low', SCHEMAS, [
    'weight: StrictInt = Field(default=500, ge=1, le=30000)',
    'weight: StrictInt = Field(default=500, ge=1, le=29999)',
  ]),
  fault('a text may be shorter', SCHEMAS, [
    'code: Text = Field(min_length=4',
    'code: Text = Field(min_length=3',
  ]),
  fault('a default is another', SCHEMAS, ['Field(default=500', 'Field(default=501']),
  fault('a default is ignored', ROUTER, ['locker=body.locker', 'locker="large"']),
  fault('unknown fields are let in', 'app/validation.py', ['extra="forbid"', 'extra="ignore"']),
  fault('NUL is stored', 'app/validation.py', [
    'if UNSTORABLE.search(value):',
    'if False and UNSTORABLE.search(value):',
  ]),
  fault('a body has no limit', 'app/validation.py', [
    'if size > MAX_BODY_BYTES:',
    'if size > 1024 * MAX_BODY_BYTES:',
  ]),
  fault('a table is the body', ROUTER, [
    'async def create_parcel(owner_id: OwnerId, body: ParcelCreate,',
    'async def create_parcel(owner_id: OwnerId, body: Parcel,',
  ]),
  fault('a PATCH empties what it does not name', ROUTER, [
    '    if "note" in body.model_fields_set:\n        parcel.note = body.note',
    '    parcel.note = body.note',
  ]),
  fault('a change does not move updated_at', ROUTER, [
    '    parcel.collected = not parcel.collected\n    parcel.updated_at = utc_now()\n',
    '    parcel.collected = not parcel.collected\n',
  ]),
  fault('a toggle only sets', ROUTER, ['parcel.collected = not parcel.collected', 'parcel.collected = True']),
  fault('a removal removes nothing', ROUTER, ['    await session.delete(parcel)\n', '']),

  // Lists
  fault('the cap of a page is higher', ROUTER, [/(?<=Query\(ge=1, )le=50(?=\))/, 'le=500']),
  fault('the size of a page is another', ROUTER, [/(?<=le=50\)[^=]{0,80} = )10/, '11']),
  fault('the offset is not applied', ROUTER, ['.offset(offset)', '.offset(0)']),
  fault('the sort is not applied', ROUTER, [
    'order_by(direction, col(Parcel.id))',
    'order_by(col(Parcel.id))',
  ]),
  fault('another default order', ROUTER, [
    'Query(description="Direction of the order")] = "desc"',
    'Query(description="Direction of the order")] = "asc"',
  ]),
  fault('a filter is not applied', ROUTER, [
    'col(Parcel.locker) == locker',
    'col(Parcel.locker) == col(Parcel.locker)',
  ]),
  fault('a search takes wildcards', ROUTER, ['icontains(search, autoescape=True)', 'icontains(search)']),
  fault('a search minds the case', ROUTER, ['icontains(search', 'contains(search']),
  fault(
    'SQL is made from a search',
    ROUTER,
    ['col(Parcel.sender).icontains(search, autoescape=True)', 'text(f"sender LIKE \'%{search}%\'")'],
    ['from sqlmodel import col, select', 'from sqlalchemy import text\nfrom sqlmodel import col, select'],
  ),
  fault('a query for each row', ROUTER, [
    '    return [ParcelPublic.model_validate(parcel) for parcel in parcels]',
    '    for parcel in parcels:\n        await session.refresh(parcel)\n    return [ParcelPublic.model_validate(parcel) for parcel in parcels]',
  ]),

  // The database
  fault('a rollback is swallowed', ROUTER, [
    '    session.add(parcel)\n    with duplicate_refused(status.HTTP_409_CONFLICT, "Code already exists"):\n        await session.commit()',
    '    session.add(parcel)\n    try:\n        await session.commit()\n    except Exception:\n        await session.rollback()',
  ]),
  {
    name: 'nothing keeps a code unique',
    edits: [
      { file: MODELS, from: 'col(Parcel.code), unique=True)', to: 'col(Parcel.code))' },
      {
        file: 'migrations/versions/0001_create_tables.py',
        from: '["user_id", "code"], unique=True)',
        to: '["user_id", "code"])',
      },
    ],
  },
  fault('an index is missing', MODELS, ['sender: str = Field(index=True, ', 'sender: str = Field(']),
  fault('a session is left open', 'app/database.py', [
    '    async with AsyncSession(engine, expire_on_commit=False) as session:\n        yield session',
    '    session = AsyncSession(engine, expire_on_commit=False)\n    yield session\n    await session.close()',
  ]),
  fault('the event loop is blocked', ROUTER, [
    '    """List the caller\'s parcels',
    '    import time\n\n    time.sleep(0.01)\n    """List the caller\'s parcels',
  ]),
]
