// Faults in a back end with accounts, relations, pages, states, many rows at once and files: the one that `test/mutants/market`
// specifies. The same form as in `faults.mjs`.
import { fault } from './fault.mjs'

const AUTH_ROUTES = 'app/routers/auth.py'
const COMMISSIONS = 'app/routers/commissions.py'
const PIECES = 'app/routers/pieces.py'
const POTTERS = 'app/routers/potters.py'
const AUTH = 'app/auth.py'
const SESSIONS = 'app/login_sessions.py'
const MAIL_TOKENS = 'app/mail_tokens.py'
const MODELS = 'app/models.py'
const MIGRATION = 'migrations/versions/0001_create_tables.py'
const SCHEMAS = 'app/schemas.py'
const SEQUENCES = 'app/sequences.py'
const SLUGS = 'app/slugs.py'
const STORAGE = 'app/storage.py'
const VIEWS = 'app/views.py'

export const MARKET_FAULTS = [
  // What belongs to a row
  fault('texts come in no order', VIEWS, [
    '.order_by(col(PieceGlaze.position))',
    '.order_by(col(PieceGlaze.glaze))',
  ]),
  fault('texts come backwards', VIEWS, ['col(PieceGlaze.position)', 'col(PieceGlaze.position).desc()']),
  fault('a favourite of anybody is one of the caller', VIEWS, [', PieceFavorite.user_id == caller', '']),
  fault('whom anybody follows, the caller follows', VIEWS, [', PotterFollow.user_id == caller', '']),
  fault(
    'favourites of all pieces are counted',
    VIEWS,
    [
      '.where(col(PieceFavorite.piece_id).in_([row.id for row in rows]))\n        .group_by(col(PieceFavorite.piece_id))',
      '.group_by(col(PieceFavorite.piece_id))',
    ],
    [
      '    return dict((await session.exec(statement)).all())\n\n\nasync def potter_of_pieces',
      '    total = sum(number for _, number in (await session.exec(statement)).all())\n    return {row.id: total for row in rows}\n\n\nasync def potter_of_pieces',
    ],
  ),
  fault('a count stops at one', VIEWS, [
    'favorites_count.get(piece.id, 0)',
    'min(favorites_count.get(piece.id, 0), 1)',
  ]),
  fault('a query for each row that is shown', PIECES, [
    'pieces=await show_pieces_public(\n            session, pieces, current_user["id"] if current_user else None\n        ),',
    'pieces=[\n            await show_piece_public(session, piece, current_user["id"] if current_user else None)\n            for piece in pieces\n        ],',
  ]),
  fault('the first one is shown with every row', VIEWS, [
    'potter=potter[piece.potter_id]',
    'potter=next(iter(potter.values()))',
  ]),

  // Ties
  fault('a tie is made twice', PIECES, [
    'await link(session, PieceFavorite(piece_id=piece.id, user_id=current_user["id"]))',
    'session.add(PieceFavorite(piece_id=piece.id, user_id=current_user["id"]))',
  ]),
  fault('untying unties everybody', PIECES, [
    'col(PieceFavorite.piece_id) == piece.id,\n            col(PieceFavorite.user_id) == current_user["id"],',
    'col(PieceFavorite.piece_id) == piece.id,',
  ]),
  fault('unfollowing unfollows all', POTTERS, [/col\(PotterFollow\.potter_id\) == potter\.id,\s{1,20}/, '']),
  fault('a feed of all pieces', PIECES, [
    'select(PotterFollow.potter_id).where(col(PotterFollow.user_id) == current_user["id"])',
    'select(PotterFollow.potter_id)',
  ]),
  fault('a feed of the own pieces', PIECES, [
    'col(Piece.potter_id).in_(\n            select(PotterFollow.potter_id).where(col(PotterFollow.user_id) == current_user["id"])\n        )',
    'col(Piece.potter_id) == current_user["id"]',
  ]),

  // Children
  fault('a child is found under any parent', PIECES, ['if remark.piece_id != piece.id:', 'if False:']),
  fault('anybody removes a remark', PIECES, [
    'Remark.id == remark_id, Remark.potter_id == owner_id',
    'Remark.id == remark_id',
  ]),
  fault('anybody changes a piece', PIECES, [
    'Piece.slug == piece_slug, Piece.potter_id == owner_id',
    'Piece.slug == piece_slug',
  ]),
  fault('404 where 403 is specified', PIECES, [
    'raise HTTPException(status.HTTP_403_FORBIDDEN, "Forbidden")\n        raise HTTPException(status.HTTP_404_NOT_FOUND, "Remark',
    'raise HTTPException(status.HTTP_404_NOT_FOUND, "Remark not found")\n        raise HTTPException(status.HTTP_404_NOT_FOUND, "Remark',
  ]),
  fault('children of all parents are listed', PIECES, [
    'select(Remark).where(col(Remark.piece_id) == piece.id)',
    'select(Remark)',
  ]),
  {
    name: 'a row with children cannot be removed',
    edits: [
      {
        file: MODELS,
        from: 'foreign_key="pieces.id", ondelete="CASCADE")\n    potter_id',
        to: 'foreign_key="pieces.id")\n    potter_id',
      },
      {
        file: MIGRATION,
        from: '["pieces.id"], ondelete="CASCADE"),\n        sa.ForeignKeyConstraint(["potter_id"]',
        to: '["pieces.id"]),\n        sa.ForeignKeyConstraint(["potter_id"]',
      },
    ],
  },

  // Lists
  fault('the offset is ignored in one list', PIECES, [
    '.offset(offset)\n            .limit(limit)\n        )\n    ).all()\n    return PiecePage(\n        pieces=await show_pieces_public(session, pieces, current_user["id"])',
    '.limit(limit)\n        )\n    ).all()\n    return PiecePage(\n        pieces=await show_pieces_public(session, pieces, current_user["id"])',
  ]),
  fault('the page is ignored in one order', COMMISSIONS, [
    '.offset((page - 1) * page_size)',
    '.offset(0 if order == "asc" else (page - 1) * page_size)',
  ]),
  fault('the total counts the rows of all users', COMMISSIONS, [
    'select(func.count()).select_from(statement.subquery())',
    'select(func.count()).select_from(Commission)',
  ]),
  fault('the total counts the page', COMMISSIONS, ['total=total,', 'total=len(commissions),']),
  fault(
    'the total is that of the first filter',
    COMMISSIONS,
    [
      '    if search is not None:',
      '    total = (await session.exec(select(func.count()).select_from(statement.subquery()))).one()\n    if search is not None:',
    ],
    [
      'autoescape=True))\n    total = (await session.exec(select(func.count()).select_from(statement.subquery()))).one()\n',
      'autoescape=True))\n',
    ],
  ),
  fault('a label is found by a part of it', COMMISSIONS, [
    'contains(json.dumps(label), autoescape=True)',
    'contains(label, autoescape=True)',
  ]),
  fault('a glaze filters nothing', PIECES, [
    'select(PieceGlaze.piece_id).where(col(PieceGlaze.glaze) == glaze)',
    'select(PieceGlaze.piece_id)',
  ]),
  fault('a list comes oldest first', PIECES, [
    'statement.order_by(col(Piece.created_at).desc()',
    'statement.order_by(col(Piece.created_at).asc()',
  ]),
  fault('one sort column is another', COMMISSIONS, [
    '"price": col(Commission.price)',
    '"price": col(Commission.title)',
  ]),

  // States and refusals
  fault('a guard of a transition is gone', COMMISSIONS, [
    'if (await session.exec(claim)).rowcount == 0:',
    'if (await session.exec(claim)).rowcount < 0:',
  ]),
  fault('one more transition is allowed', COMMISSIONS, [
    '"dropped": ("asked", "thrown")',
    '"dropped": ("asked", "thrown", "fired")',
  ]),
  fault('one transition is refused', COMMISSIONS, [
    '"dropped": ("asked", "thrown")',
    '"dropped": ("asked",)',
  ]),
  fault('a transition is refused with another status', COMMISSIONS, [
    'status.HTTP_409_CONFLICT, "Invalid status transition"',
    'status.HTTP_400_BAD_REQUEST, "Invalid status transition"',
  ]),
  fault('a transition sets no time', COMMISSIONS, [
    '        commission.fired_at = utc_now()\n',
    '        pass\n',
  ]),
  fault('rows that may not be changed are changed', COMMISSIONS, [
    'if commission.status == "fired":',
    'if False:',
  ]),
  fault('rows in another state may not be changed', COMMISSIONS, [
    'if commission.status == "fired":',
    'if commission.status == "dropped":',
  ]),
  fault('a refusal has another status', COMMISSIONS, [
    'status.HTTP_409_CONFLICT, "Fired commissions',
    'status.HTTP_403_FORBIDDEN, "Fired commissions',
  ]),

  // The clock
  fault('a new row may be due in the past', COMMISSIONS, [
    '    if body.due_on is not None and body.due_on <= utc_now().date():\n        raise invalid_field("due_on must be in the future", "due_on")\n    commission = Commission(',
    '    commission = Commission(',
  ]),
  fault('a new row may be due today', COMMISSIONS, [
    'body.due_on <= utc_now().date():\n        raise',
    'body.due_on < utc_now().date():\n        raise',
  ]),
  fault('a change may be due in the past', COMMISSIONS, [
    'and body.due_on <= utc_now().date()\n    ):',
    'and body.due_on <= utc_now().date()\n        and False\n    ):',
  ]),

  // Values
  {
    name: 'uniqueness minds the case',
    edits: [
      { file: MODELS, from: 'func.lower(col(Commission.title))', to: 'col(Commission.title)' },
      { file: MIGRATION, from: 'sa.func.lower(sa.column("title"))', to: '"title"' },
    ],
  },
  {
    name: 'a check stands where a constraint should',
    edits: [
      {
        file: MODELS,
        from: 'func.lower(col(Commission.title)),\n    unique=True,',
        to: 'func.lower(col(Commission.title)),',
      },
      {
        file: MIGRATION,
        from: 'sa.func.lower(sa.column("title"))],\n        unique=True,',
        to: 'sa.func.lower(sa.column("title"))],',
      },
      {
        file: COMMISSIONS,
        from: '    session.add(commission)\n',
        to: '    known = select(Commission.id).where(\n        Commission.potter_id == current_user["id"],\n        func.lower(Commission.title) == body.title.lower(),\n    )\n    if (await session.exec(known)).first() is not None:\n        raise HTTPException(status.HTTP_409_CONFLICT, "Title already exists")\n    session.add(commission)\n',
      },
    ],
  },
  fault('a number is drawn from the rows there are', COMMISSIONS, [
    'number=await next_in_sequence(session, utc_now().strftime("COM-%Y%m%d-"), 3)',
    'number=utc_now().strftime("COM-%Y%m%d-")\n        + f"{(await session.exec(select(func.count()).select_from(Commission))).one() + 1:03}"',
  ]),
  fault('a number skips one', SEQUENCES, [
    'col(SequenceCounter.last_number) + 1',
    'col(SequenceCounter.last_number) + 2',
  ]),
  fault('a taken slug is taken again', SLUGS, ['(await session.exec(statement)).first() is None', 'True']),
  fault('a slug stays when its title changes', PIECES, [
    'if body.title is not None and body.title != piece.title:',
    'if False:',
  ]),
  fault('a change of texts adds to them', PIECES, [
    '        await session.exec(delete(PieceGlaze).where(col(PieceGlaze.piece_id) == piece.id))\n',
    '',
  ]),
  fault('an amount is rounded', COMMISSIONS, ['price=body.price,', 'price=round(body.price),']),

  // Figures and files of rows
  fault('a count takes the rows of all users', COMMISSIONS, [
    'select(func.count())\n        .select_from(Commission)\n        .where(Commission.potter_id == current_user["id"])\n    )\n    total_number',
    'select(func.count())\n        .select_from(Commission)\n    )\n    total_number',
  ]),
  fault('a sum takes the rows of all users', COMMISSIONS, [
    'func.sum(col(Commission.price)), 0))\n        .select_from(Commission)\n        .where(Commission.potter_id == current_user["id"])',
    'func.sum(col(Commission.price)), 0))\n        .select_from(Commission)',
  ]),
  fault('a count minds no state', COMMISSIONS, [
    '    statement = statement.where(col(Commission.status) == "fired")\n',
    '',
  ]),
  fault('an export of all users', COMMISSIONS, [
    'select(Commission).where(Commission.potter_id == current_user["id"])\n    commissions = await session.stream_scalars',
    'select(Commission)\n    commissions = await session.stream_scalars',
  ]),
  fault('a cell is taken for a formula', 'app/exports.py', [
    'return f"\'{text}" if formula',
    'return f"{text}" if formula',
  ]),
  fault('many at once, of anybody', COMMISSIONS, [
    'col(Commission.id).in_(wanted), col(Commission.potter_id) == current_user["id"]',
    'col(Commission.id).in_(wanted)',
  ]),
  fault('more at once than allowed', SCHEMAS, [
    'ids: list[UUID] = Field(min_length=1, max_length=50)',
    'ids: list[UUID] = Field(min_length=1)',
  ]),

  // Accounts
  fault(
    'a refresh token is not rotated',
    SESSIONS,
    [
      '.values(token_hash=token_hash(fresh), expires_at=now + SESSION_LIFETIME)',
      '.values(expires_at=now + SESSION_LIFETIME)',
    ],
    ['f"{session_id}.{fresh}"', 'token'],
  ),
  fault('an old refresh token opens still', SESSIONS, [
    '            col(LoginSession.token_hash) == token_hash(secret),\n            col(LoginSession.expires_at) > now,\n        )\n        .values',
    '            col(LoginSession.expires_at) > now,\n        )\n        .values',
  ]),
  fault('a refresh token never ends', SESSIONS, [
    '            col(LoginSession.expires_at) > now,\n        )\n        .values',
    '        )\n        .values',
  ]),
  fault('signing out ends nothing', AUTH_ROUTES, [
    '    await end_given_session(session, body.refresh_token, current_user["id"])\n',
    '    return None\n',
  ]),
  fault(
    'a reset token is good twice',
    MAIL_TOKENS,
    [
      '        delete(AccountToken)\n        .where(\n            col(AccountToken.token_hash)',
      '        update(AccountToken)\n        .values(purpose=purpose)\n        .where(\n            col(AccountToken.token_hash)',
    ],
    ['from sqlmodel import col, delete', 'from sqlalchemy import update\nfrom sqlmodel import col, delete'],
  ),
  fault('a reset token never ends', MAIL_TOKENS, ['            col(AccountToken.expires_at) > now,\n', '']),
  fault('a new password leaves the old sign-ins', AUTH_ROUTES, [
    '    await end_all_sessions(session, potter.id)\n',
    '',
  ]),
  fault('an unknown address is told', AUTH_ROUTES, [
    '    if potter is not None:\n        mail_token',
    '    if potter is None:\n        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such account")\n    if potter is not None:\n        mail_token',
  ]),
  fault('an unknown account is told from a wrong password', AUTH_ROUTES, [
    '    if potter is None or not matches:\n        raise unauthorized("Invalid email or password")',
    '    if potter is None:\n        raise unauthorized("No such account")\n    if not matches:\n        raise unauthorized("Invalid email or password")',
  ]),
  fault('an unknown account is refused sooner', AUTH_ROUTES, [
    '    matches = await run_in_threadpool(',
    '    if potter is None:\n        raise unauthorized("Invalid email or password")\n    matches = await run_in_threadpool(',
  ]),
  fault('any password opens', AUTH_ROUTES, ['if potter is None or not matches:', 'if potter is None:']),
  fault(
    'a password under a fast digest',
    AUTH,
    ['    return PASSWORDS.hash(password)', '    return hashlib.sha256(password.encode()).hexdigest()'],
    ['from datetime import UTC', 'import hashlib\nfrom datetime import UTC'],
  ),
  fault('an access token lives for a year', AUTH, ['timedelta(minutes=15)', 'timedelta(days=365)']),
  fault('a bad token is no token', AUTH, [
    'return None if credentials is None else get_current_user(credentials, settings)',
    'try:\n        return None if credentials is None else get_current_user(credentials, settings)\n    except HTTPException:\n        return None',
  ]),
  fault('me is the first account', 'app/routers/me.py', [
    'select(Potter).where(Potter.id == potter_id))).one_or_none()',
    'select(Potter))).first()',
  ]),

  // Files
  fault(
    'a file has no largest size',
    STORAGE,
    ['    if len(content) > rules.max_bytes:\n        raise HTTPException(*rules.too_large)\n', ''],
    ['await file.read(rules.max_bytes + 1)', 'await file.read()'],
  ),
  fault('the type of a file is what the client says', STORAGE, [
    'return [checked(await file.read(rules.max_bytes + 1), rules) for file in files]',
    'uploads = []\n    for file in files:\n        content = await file.read(rules.max_bytes + 1)\n        if len(content) > rules.max_bytes:\n            raise HTTPException(*rules.too_large)\n        if file.content_type not in rules.types:\n            raise HTTPException(*rules.wrong_type)\n        uploads.append(Upload(content, file.content_type or "", ".png"))\n    return uploads',
  ]),
  fault('a file stays when its row goes', PIECES, [
    '    await run_in_threadpool(discard, storage, [piece.photo_url])\n',
    '',
  ]),
  fault('a file stays when another takes its place', PIECES, [
    '    await run_in_threadpool(discard, storage, [replaced])\n',
    '',
  ]),
  fault('a file has the name of the client', STORAGE, [
    'storage.save(f"{uuid4().hex}{upload.suffix}"',
    'storage.save(f"photo{upload.suffix}"',
  ]),
  fault('browsers may guess the type of a file', STORAGE, [
    '        response.headers["X-Content-Type-Options"] = "nosniff"\n',
    '',
  ]),
]
