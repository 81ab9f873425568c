"""Who is calling."""

import logging
from contextlib import suppress
from functools import lru_cache
from typing import Annotated, Any, TypedDict

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.settings import Settings, get_settings
from app.validation import UNSTORABLE

logger = logging.getLogger(__name__)
ALGORITHM = "HS256"
PUBLISHED_KEY_ALGORITHMS = ["EdDSA", "ES256", "RS256"]
LEEWAY_SECONDS = 10
MAX_TOKEN_LENGTH = 8192
MAX_USER_ID_LENGTH = 255

bearer = HTTPBearer(auto_error=False, bearerFormat="JWT")


class CurrentUser(TypedDict):
    """The caller."""

    id: str


def unauthorized(detail: str) -> HTTPException:
    """Return a 401 that names the scheme, as RFC 9110 section 11.6.1 asks."""
    return HTTPException(status.HTTP_401_UNAUTHORIZED, detail, {"WWW-Authenticate": "Bearer"})


@lru_cache
def key_server(url: str) -> jwt.PyJWKClient:
    """Return the client of a key server, which keeps the keys for five minutes."""
    return jwt.PyJWKClient(url, timeout=5)


def published_key(token: str, url: str) -> jwt.PyJWK:
    """Return the published key that a token names; it may wait for the network."""
    try:
        return key_server(url).get_signing_key_from_jwt(token)
    except (jwt.PyJWKClientConnectionError, jwt.PyJWKSetError, OSError, ValueError) as error:
        logger.error("no keys from %s: %s", url, type(error).__name__)
        raise HTTPException(
            status.HTTP_503_SERVICE_UNAVAILABLE, "Service temporarily unavailable"
        ) from None


def verify_token(token: str, settings: Settings) -> dict[str, Any]:
    """Return the claims of a token signed with a published key or, without any, a secret."""
    if settings.better_auth_jwks_url:
        key = published_key(token, settings.better_auth_jwks_url)
        return read_claims(token, key, PUBLISHED_KEY_ALGORITHMS, settings)
    for secret in settings.token_secrets:
        with suppress(jwt.InvalidSignatureError):
            return read_claims(token, secret, [ALGORITHM], settings)
    raise jwt.InvalidSignatureError


def read_claims(
    token: str, key: jwt.PyJWK | str, algorithms: list[str], settings: Settings
) -> dict[str, Any]:
    """Verify signature, times, audience and issuer, and return the claims."""
    return jwt.decode(
        token,
        key,
        algorithms=algorithms,
        leeway=LEEWAY_SECONDS,
        audience=settings.jwt_audience or None,
        issuer=settings.jwt_issuer or None,
        # An issuer may put its own origin into `aud`: it counts where one is configured.
        options={"require": ["exp", "sub"], "verify_aud": bool(settings.jwt_audience)},
    )


def get_current_user(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    settings: Annotated[Settings, Depends(get_settings)],
) -> CurrentUser:
    """Verify the bearer token and return whom it names."""
    if credentials is None or len(credentials.credentials) > MAX_TOKEN_LENGTH:
        raise unauthorized("Not authenticated")
    try:
        claims = verify_token(credentials.credentials, settings)
    except jwt.ExpiredSignatureError:
        raise unauthorized("Token expired") from None
    except jwt.PyJWTError:
        raise unauthorized("Not authenticated") from None
    user_id: str = claims["sub"]
    if not user_id.strip() or len(user_id) > MAX_USER_ID_LENGTH or UNSTORABLE.search(user_id):
        raise unauthorized("Not authenticated")
    return {"id": user_id}


UserDep = Annotated[CurrentUser, Depends(get_current_user)]


def get_optional_user(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    settings: Annotated[Settings, Depends(get_settings)],
) -> CurrentUser | None:
    """Return the caller; None for a request without a token."""
    return None if credentials is None else get_current_user(credentials, settings)


OptionalUserDep = Annotated[CurrentUser | None, Depends(get_optional_user)]
