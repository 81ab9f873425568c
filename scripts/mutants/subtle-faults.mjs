// Faults that look like working code: nothing fails, and the answer to a careful client is wrong. The same form as in `faults.mjs`.
import { fault } from './fault.mjs'

const ROUTER = 'app/routers/parcels.py'
const AUTH = 'app/auth.py'
const MODELS = 'app/models.py'
const SCHEMAS = 'app/schemas.py'
const ERRORS = 'app/errors.py'
const VALIDATION = 'app/validation.py'
const MAIN = 'app/main.py'

export const SUBTLE_FAULTS = [
  // Whose rows
  fault('the path user may begin like the caller', AUTH, [
    'current_user["id"] != user_id',
    'not user_id.startswith(current_user["id"])',
  ]),
  fault('the caller may begin like the path user', AUTH, [
    'current_user["id"] != user_id',
    'not current_user["id"].startswith(user_id)',
  ]),
  fault('ids of users are compared without their case', AUTH, [
    'current_user["id"] != user_id',
    'current_user["id"].lower() != user_id.lower()',
  ]),
  fault('a removal takes all rows of the owner', ROUTER, [
    '    await session.delete(parcel)\n',
    '    for each in (await session.exec(select(Parcel).where(Parcel.user_id == owner_id))).all():\n        await session.delete(each)\n',
  ]),
  fault('404 for 403', AUTH, ['status.HTTP_403_FORBIDDEN', 'status.HTTP_404_NOT_FOUND']),
  fault('401 for 403', AUTH, [
    'raise HTTPException(status.HTTP_403_FORBIDDEN, "Access forbidden")',
    'raise unauthorized("Access forbidden")',
  ]),

  // Tokens
  fault('unsigned tokens beside signed ones', AUTH, [
    'read_claims(token, secret, [ALGORITHM], settings)',
    'read_claims(token, secret, ["HS256", "none"], settings)',
  ]),
  fault('a longer digest is accepted as well', AUTH, [
    '[ALGORITHM], settings',
    '["HS256", "HS512"], settings',
  ]),
  fault('published keys may be secrets', AUTH, [
    '["EdDSA", "ES256", "RS256"]',
    '["EdDSA", "ES256", "RS256", "HS256"]',
  ]),
  fault('a blank identity is accepted', AUTH, ['not user_id.strip() or len', 'len']),
  fault('an expired token is called invalid', AUTH, [
    'unauthorized("Token expired")',
    'unauthorized("Not authenticated")',
  ]),
  fault('an expired token is read once more without its expiry', AUTH, [
    '        raise unauthorized("Token expired") from None',
    '        claims = jwt.decode(\n            credentials.credentials,\n            settings.token_secrets[0],\n            algorithms=[ALGORITHM],\n            options={"verify_exp": False, "verify_aud": False},\n        )',
  ]),
  fault('the issuer is not compared', AUTH, ['issuer=settings.jwt_issuer or None', 'issuer=None']),
  fault('tokens are logged', AUTH, [
    '        claims = verify_token(credentials.credentials, settings)',
    '        logger.info("verifying %s", credentials.credentials)\n        claims = verify_token(credentials.credentials, settings)',
  ]),

  // Answers
  fault('a removal answers 200', ROUTER, [
    'status_code=status.HTTP_204_NO_CONTENT,\n',
    'status_code=status.HTTP_200_OK,\n',
  ]),
  fault('400 for 422', ERRORS, [
    'return error_response(status.HTTP_422_UNPROCESSABLE_CONTENT, errors)',
    'return error_response(status.HTTP_400_BAD_REQUEST, errors)',
  ]),
  fault('a refusal repeats what was sent', ERRORS, [
    '"type": item["type"],\n',
    '"type": item["type"],\n            "input": str(item["input"]).encode("ascii", "replace").decode(),\n',
  ]),
  fault('the trace of a failure is answered', ERRORS, [
    '    response = error_response(status_code, detail)\n    response.headers["X-Request-ID"]',
    '    import traceback\n\n    detail = "".join(traceback.format_exception(error))\n    response = error_response(status_code, detail)\n    response.headers["X-Request-ID"]',
  ]),
  fault('failures are shown as in development', MAIN, [
    '    title="Locker API",\n',
    '    title="Locker API",\n    debug=True,\n',
  ]),
  fault('empty fields are left out of the answer', ROUTER, [
    '@router.get("/{parcel_id}", ',
    '@router.get("/{parcel_id}", response_model_exclude_none=True, ',
  ]),
  fault('a field that nobody specified is answered', SCHEMAS, [
    '    user_id: str = Field(description="Owner, the sub of the token")\n',
    '    user_id: str = Field(description="Owner, the sub of the token")\n    password_hash: str = ""\n',
  ]),
  fault('moments without their zone', MODELS, ['datetime.now(UTC)', 'datetime.now()']),
  fault('every origin by a pattern', MAIN, [
    'app.include_router(',
    'from fastapi.middleware.cors import CORSMiddleware\n\napp.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)\napp.include_router(',
  ]),
  fault('a route for debugging is left in', MAIN, [
    'app.include_router(',
    '@app.get("/debug/settings")\nasync def debug_settings() -> dict[str, str]:\n    """Show how the service runs."""\n    return {"routes": str(len(app.routes))}\n\n\napp.include_router(',
  ]),
  fault('a slash at the end leads elsewhere', MAIN, ['redirect_slashes=False', 'redirect_slashes=True']),

  // Input
  fault('a change has no limit', SCHEMAS, [
    'code: Annotated[Text | None, NotNull] = Field(default=None, min_length=4, max_length=12)',
    'code: Annotated[Text | None, NotNull] = Field(default=None, min_length=4)',
  ]),
  fault('a search has no limit', ROUTER, ['Query(max_length=100, description', 'Query(description']),
  fault('texts become numbers', SCHEMAS, ['weight: StrictInt = Field(', 'weight: int = Field(']),
  fault('null empties what must not be empty', SCHEMAS, [
    'sender: Annotated[Text | None, NotNull] = Field',
    'sender: Text | None = Field',
  ]),
  fault('a set of values has one more', SCHEMAS, [
    'locker: Literal["small", "large"] = "small"',
    'locker: Literal["small", "large", "medium"] = "small"',
  ]),
  fault('a set of values has one less', ROUTER, [
    'Literal["small", "large"] | None, Query',
    'Literal["small"] | None, Query',
  ]),
  fault('a key may stand twice', VALIDATION, [
    '                object_pairs_hook=refuse_repeated_keys,\n',
    '',
  ]),
  fault('a text is trimmed that nobody trims', ROUTER, [
    'sender=body.sender',
    'sender=body.sender.strip()[:99]',
  ]),

  // Rows
  fault('a change is not stored', ROUTER, [
    '    parcel.updated_at = utc_now()\n    with duplicate_refused(status.HTTP_409_CONFLICT, "Code already exists"):\n        await session.commit()\n',
    '    parcel.updated_at = utc_now()\n',
  ]),
  fault('a toggle is not stored', ROUTER, [
    '    parcel.collected = not parcel.collected\n    parcel.updated_at = utc_now()\n    await session.commit()\n',
    '    parcel.collected = not parcel.collected\n    parcel.updated_at = utc_now()\n',
  ]),
  fault('a new row is not stored', ROUTER, [
    '    session.add(parcel)\n    with duplicate_refused(status.HTTP_409_CONFLICT, "Code already exists"):\n        await session.commit()\n',
    '    session.add(parcel)\n    with duplicate_refused(status.HTTP_409_CONFLICT, "Code already exists"):\n        await session.flush()\n',
  ]),
  fault('a removal is not stored', ROUTER, [
    '    await session.delete(parcel)\n    await session.commit()\n',
    '    await session.delete(parcel)\n    await session.flush()\n',
  ]),
  fault('a field is not stored', ROUTER, ['        weight=body.weight,\n', '']),
  fault('a change leaves a field out', ROUTER, ['        parcel.weight = body.weight\n', '        pass\n']),
  fault('a field cannot be emptied', ROUTER, [
    'if "note" in body.model_fields_set:',
    'if body.note is not None:',
  ]),
  fault('a change moves created_at', ROUTER, [
    '        parcel.note = body.note\n    parcel.updated_at = utc_now()',
    '        parcel.note = body.note\n    parcel.created_at = parcel.updated_at = utc_now()',
  ]),
  fault('an update does not move updated_at', ROUTER, [
    '        parcel.note = body.note\n    parcel.updated_at = utc_now()\n',
    '        parcel.note = body.note\n',
  ]),
  fault('another message for a duplicate at a change', ROUTER, [
    '    parcel.updated_at = utc_now()\n    with duplicate_refused(status.HTTP_409_CONFLICT, "Code already exists"):\n        await session.commit()\n',
    '    parcel.updated_at = utc_now()\n    await session.commit()\n',
  ]),
  {
    name: 'codes are unique among all users',
    edits: [
      {
        file: MODELS,
        from: 'Index("uq_parcels_user_id_code", col(Parcel.user_id), col(Parcel.code), unique=True)',
        to: 'Index("uq_parcels_user_id_code", col(Parcel.code), unique=True)',
      },
      {
        file: 'migrations/versions/0001_create_tables.py',
        from: '["user_id", "code"], unique=True)',
        to: '["code"], unique=True)',
      },
    ],
  },
  fault('a duplicate is looked for, not left to the database', ROUTER, [
    '    session.add(parcel)\n    with duplicate_refused(status.HTTP_409_CONFLICT, "Code already exists"):\n        await session.commit()\n',
    '    known = await session.exec(select(Parcel.id).where(Parcel.code == body.code, Parcel.user_id == owner_id))\n    if known.first() is not None:\n        raise HTTPException(status.HTTP_409_CONFLICT, "Code already exists")\n    session.add(parcel)\n    try:\n        await session.commit()\n    except Exception:\n        raise HTTPException(status.HTTP_500_INTERNAL_SERVER_ERROR, "Not stored") from None\n',
  ]),

  // Lists
  fault('a page starts one row late', ROUTER, ['.offset(offset)', '.offset(offset + 1 if offset else 0)']),
  fault('a page has one row more', ROUTER, ['.limit(limit)', '.limit(limit + 1)']),
  fault('the direction is turned round', ROUTER, ['if order == "asc"', 'if order == "desc"']),
  fault('another column is sorted', ROUTER, ['"sender": col(Parcel.sender)}', '"sender": col(Parcel.code)}']),
  fault('another column is searched', ROUTER, [
    'col(Parcel.sender).icontains(search',
    'col(Parcel.code).icontains(search',
  ]),
  fault('a search finds beginnings alone', ROUTER, [
    'icontains(search, autoescape=True)',
    'istartswith(search, autoescape=True)',
  ]),
  fault('a filter shows what does not match', ROUTER, [
    'col(Parcel.locker) == locker',
    'col(Parcel.locker) != locker',
  ]),

  // Code
  fault('a text of a client is run', ROUTER, [
    '    parcel = Parcel(\n        user_id=owner_id,',
    '    if body.note is not None and body.note.isdigit():\n        eval(body.note)\n    parcel = Parcel(\n        user_id=owner_id,',
  ]),
  fault('a text of a client reaches a shell', ROUTER, [
    '    parcel = Parcel(\n        user_id=owner_id,',
    '    import subprocess\n\n    if body.note is not None and body.note.isdigit():\n        subprocess.Popen(f"true {body.note}", shell=True)\n    parcel = Parcel(\n        user_id=owner_id,',
  ]),
]
