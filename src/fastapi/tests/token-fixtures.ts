import { list } from '../../python/nodes/collection.js'
import { roleClaim, rolesOf } from '../modules/roles.js'
import { call, keyword } from '../../python/nodes/call.js'
import { dictionary } from '../../python/nodes/collection.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number, string } from '../../python/nodes/literal.js'
import { attribute, moduleReference, name, symbol } from '../../python/nodes/name.js'
import { compare, conditional } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { AUTH_SESSION } from '../modules/auth-sessions.js'
import { settingWith } from '../modules/settings.js'
import { tokenTrust } from '../modules/token-settings.js'
import { userId } from './row-value.js'

/** Fixtures that sign tokens and, where settings say which tokens count, change those settings. */
export function tokenFixtures(backend: Backend): readonly Statement[] {
  switch (tokenTrust(backend)) {
    case 'own-secret':
      return [makeToken(backend)]
    case 'settings':
      return [makeToken(backend), useSettings(backend), publishKey()]
    case 'sessions':
      return [signIn(backend), useSettings(backend)]
    case 'published-keys':
      return [
        python`PRIVATE_KEY = ${privateKey(backend.design.auth.algorithm)}`,
        makeToken(backend),
        useSettings(backend),
        publishKey(),
        publishOwnKey(backend),
      ]
  }
}

/** `Ed25519PrivateKey.generate()` and its kin: a new private key for an algorithm (RFC 7518, section 3.1). */
export function privateKey(algorithm: string): Expression {
  const family = (module: string): Expression => symbol('cryptography.hazmat.primitives.asymmetric', module)
  const curve = CURVES.get(algorithm)
  if (curve !== undefined) {
    return call(attribute(family('ec'), 'generate_private_key'), call(attribute(family('ec'), curve)))
  }
  return algorithm === 'EdDSA'
    ? call(attribute(attribute(family('ed25519'), 'Ed25519PrivateKey'), 'generate'))
    : call(attribute(family('rsa'), 'generate_private_key'), number(65537), number(2048))
}

const CURVES: ReadonlyMap<string, string> = new Map([
  ['ES256', 'SECP256R1'],
  ['ES384', 'SECP384R1'],
  ['ES512', 'SECP521R1'],
])

/** The claims of a token; those that a test sets to None are left out. */
function payload(backend: Backend): Expression {
  const claim = roleClaim(backend)
  return {
    kind: 'dictionary',
    entries: [
      { key: string(backend.design.auth.identityClaim), value: name('user_id') },
      { key: string('exp'), value: name('expires') },
      ...(claim === null ? [] : [{ key: string(claim), value: list(rolesOf(backend).map(string)) }]),
      { key: null, value: name('claims') },
    ],
  }
}

/** `make_token`; where published keys may count, its tokens name the key that signed them. */
function makeToken(backend: Backend): Statement {
  const published = tokenTrust(backend) !== 'own-secret'
  const signer = tokenTrust(backend) === 'published-keys' ? name('PRIVATE_KEY') : secretOf(backend)
  const keyId = published ? [parameter('kid', name('str'), string('1'))] : []
  const headers = published ? [keyword('headers', dictionary([[string('kid'), name('kid')]]))] : []
  const encoded = call(
    attribute(moduleReference('jwt'), 'encode'),
    name('present'),
    conditional(compare(name('algorithm'), '==', string('none')), string(''), name('secret')),
    name('algorithm'),
    ...headers,
  )
  const sign = functionDefinition('sign', {
    parameters: [
      parameter('user_id', name('str'), userId(backend, 'USER')),
      parameter('key', symbol('typing', 'Any'), none),
      parameter('algorithm', name('str'), string(backend.design.auth.algorithm)),
      ...keyId,
      { ...parameter('claims', symbol('typing', 'Any')), form: 'keywords' },
    ],
    returns: name('str'),
    body: [
      python`
        from datetime import UTC, datetime, timedelta

        secret = key or ${signer}
        expires = datetime.now(UTC) + timedelta(hours=1)
        payload = ${payload(backend)}
        present = {name: value for name, value in payload.items() if value is not None}
        return ${encoded}
      `,
    ],
  })
  return python`
    from collections.abc import Callable
    import pytest

    @pytest.fixture
    def make_token() -> Callable[..., str]:
        """Return a function that signs a token; a claim of None is left out."""

        ${[sign]}

        return sign
  `
}

/** `make_token` where sessions are looked up: it stores one and returns what Better Auth would hand to the browser. */
function signIn(backend: Backend): Statement {
  return python`
    import hmac
    import secrets
    from base64 import b64encode
    from collections.abc import Callable
    from datetime import UTC, datetime, timedelta
    from urllib.parse import quote
    import pytest
    from sqlalchemy import Engine
    from sqlmodel import Session

    @pytest.fixture
    def make_token(engine: Engine) -> Callable[..., str]:
        """Return a function that signs a user in and returns the signed token of the session."""

        def sign_in(
            user_id: str = ${userId(backend, 'USER')},
            key: str | None = None,
            expires_at: datetime | None = None,
        ) -> str:
            token = secrets.token_urlsafe(24)
            expires_at = expires_at or datetime.now(UTC) + timedelta(hours=1)
            with Session(engine) as session:
                session.add(${own(backend, 'authSessions', AUTH_SESSION)}(token=token, user_id=user_id, expires_at=expires_at))
                session.commit()
            secret = key or ${secretOf(backend)}
            signature = b64encode(hmac.digest(secret.encode(), token.encode(), "sha256"))
            return quote(f"{token}.{signature.decode()}", safe="")

        return sign_in
  `
}

function secretOf(backend: Backend): Expression {
  const setting = settingWith(backend, 'secret')?.attribute ?? 'secret'
  return call(attribute(call(own(backend, 'settings', 'get_settings')), setting, 'get_secret_value'))
}

function useSettings(backend: Backend): Statement {
  const [app, getSettings] = [own(backend, 'main', 'app'), own(backend, 'settings', 'get_settings')]
  return python`
    from collections.abc import Callable
    from typing import Any
    import pytest

    @pytest.fixture
    def use_settings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        """Return a function that changes settings for one test."""

        def use(**values: Any) -> None:
            settings = ${own(backend, 'settings', 'Settings')}(**values)
            monkeypatch.setitem(${app}.dependency_overrides, ${getSettings}, lambda: settings)

        return use
  `
}

/** A key server without a network: what a client would fetch is given. */
function publishKey(): Statement {
  return python`
    from collections.abc import Callable
    from typing import Any
    import jwt
    import pytest

    @pytest.fixture
    def publish_key(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        """Return a function that publishes the public half of a key."""

        def publish(key: Any, algorithm: str) -> None:
            public = jwt.get_algorithm_by_name(algorithm).to_jwk(key.public_key(), as_dict=True)
            fetched = {"keys": [{**public, "kid": "1", "alg": algorithm}]}
            monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", lambda client: fetched)

        return publish
  `
}

function publishOwnKey(backend: Backend): Statement {
  return python`
    from collections.abc import Callable
    import pytest

    @pytest.fixture(autouse=True)
    def published_key(publish_key: Callable[..., None]) -> None:
        """Publish the key that signs the tokens of the tests."""
        publish_key(PRIVATE_KEY, ${string(backend.design.auth.algorithm)})
  `
}
