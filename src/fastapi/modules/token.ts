import { list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { settingWith, type BackendSetting } from './settings.js'
import { tokenTrust } from './token-settings.js'

/** Algorithms of published keys that count where the specification names none: each key has one of its own. */
const PUBLISHED = ['EdDSA', 'ES256', 'RS256']

/** The algorithms of published keys that a backend accepts. */
export function publishedAlgorithms(backend: Backend): readonly string[] {
  return tokenTrust(backend) === 'published-keys' ? [backend.design.auth.algorithm] : PUBLISHED
}

/** The constants of the auth module that fix the algorithms: a token never chooses its own (AUTH-1). */
export function tokenAlgorithms(backend: Backend): readonly Statement[] {
  const published = list(publishedAlgorithms(backend).map(string))
  const algorithm = string(backend.design.auth.algorithm)
  switch (tokenTrust(backend)) {
    case 'own-secret':
      return [python`ALGORITHM = ${algorithm}`]
    case 'published-keys':
      return [python`PUBLISHED_KEY_ALGORITHMS = ${published}`]
    case 'settings':
      return [
        python`
          ALGORITHM = ${algorithm}
          PUBLISHED_KEY_ALGORITHMS = ${published}
        `,
      ]
    case 'sessions':
      return []
  }
}

/** `verify_token`, which returns the claims of a token or raises an error of PyJWT, and what it needs. */
export function tokenVerification(backend: Backend): readonly Statement[] {
  const settings = own(backend, 'settings', 'Settings')
  const required = list(['exp', backend.design.auth.identityClaim].map(string))
  const trust = tokenTrust(backend)
  if (trust === 'own-secret') {
    return [
      python`
        from typing import Any
        import jwt

        def verify_token(token: str, settings: ${settings}) -> dict[str, Any]:
            """Return the claims of a token that was signed with the secret."""
            return jwt.decode(
                token,
                ${settingOf(backend, 'secret')}.get_secret_value(),
                algorithms=[ALGORITHM],
                leeway=LEEWAY_SECONDS,
                options={"require": ${required}, "verify_aud": False},
            )
      `,
    ]
  }
  const keys = settingOf(backend, 'keys')
  const audience = settingOf(backend, 'audience')
  return [
    ...keyServer(),
    trust === 'published-keys'
      ? python`
          from typing import Any

          def verify_token(token: str, settings: ${settings}) -> dict[str, Any]:
              """Return the claims of a token that was signed with a published key."""
              return read_claims(token, published_key(token, ${keys}), PUBLISHED_KEY_ALGORITHMS, settings)
        `
      : python`
          from contextlib import suppress
          from typing import Any
          import jwt

          def verify_token(token: str, settings: ${settings}) -> dict[str, Any]:
              """Return the claims of a token signed with a published key or, without any, a secret."""
              if ${keys}:
                  key = published_key(token, ${keys})
                  return read_claims(token, key, PUBLISHED_KEY_ALGORITHMS, settings)
              for secret in settings.token_secrets:
                  with suppress(jwt.InvalidSignatureError):
                      return read_claims(token, secret, [ALGORITHM], settings)
              raise jwt.InvalidSignatureError
        `,
    python`
      from typing import Any
      import jwt

      def read_claims(
          token: str, key: jwt.PyJWK | str, algorithms: list[str], settings: ${settings}
      ) -> dict[str, Any]:
          """Verify signature, times, audience and issuer, and return the claims."""
          return jwt.decode(
              token,
              key,
              algorithms=algorithms,
              leeway=LEEWAY_SECONDS,
              audience=${audience} or None,
              issuer=${settingOf(backend, 'issuer')} or None,
              # An issuer may put its own origin into \`aud\`: it counts where one is configured.
              options={"require": ${required}, "verify_aud": bool(${audience})},
          )
    `,
  ]
}

/** Published keys are fetched in a thread, one fetch at a time, and kept for five minutes (RFC 7517). */
function keyServer(): readonly Statement[] {
  return [
    python`
      from functools import lru_cache
      import jwt

      @lru_cache
      def key_server(url: str) -> jwt.PyJWKClient:
          """Return the client of a key server, which keeps the keys for five minutes."""
          return jwt.PyJWKClient(url, timeout=5)
    `,
    python`
      import jwt
      from fastapi import HTTPException, status

      def published_key(token: str, url: str) -> jwt.PyJWK:
          """Return the published key that a token names; it may wait for the network."""
          try:
              return key_server(url).get_signing_key_from_jwt(token)
          except (jwt.PyJWKClientConnectionError, jwt.PyJWKSetError, OSError, ValueError) as error:
              logger.error("no keys from %s: %s", url, type(error).__name__)
              raise HTTPException(
                  status.HTTP_503_SERVICE_UNAVAILABLE, "Service temporarily unavailable"
              ) from None
    `,
  ]
}

function settingOf(backend: Backend, role: BackendSetting['role']): Expression {
  return attribute(name('settings'), settingWith(backend, role)?.attribute ?? role)
}
