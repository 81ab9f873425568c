"""Who is calling."""

from typing import Annotated, TypedDict

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.settings import Settings, get_settings
from app.validation import UNSTORABLE

ALGORITHM = "HS256"
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


def get_current_user(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    settings: Annotated[Settings, Depends(get_settings)],
) -> CurrentUser:
    """Verify the bearer token and return whom it names."""
    if credentials is None or len(credentials.credentials) > MAX_TOKEN_LENGTH:
        raise unauthorized("Not authenticated")
    try:
        claims = jwt.decode(
            credentials.credentials,
            settings.better_auth_secret.get_secret_value(),
            algorithms=[ALGORITHM],
            leeway=LEEWAY_SECONDS,
            # The issuer may put its own origin into `aud`.
            options={"require": ["exp", "sub"], "verify_aud": False},
        )
    except jwt.ExpiredSignatureError:
        raise unauthorized("Token expired") from None
    except jwt.InvalidTokenError:
        raise unauthorized("Not authenticated") from None
    user_id: str = claims["sub"]
    if not user_id.strip() or len(user_id) > MAX_USER_ID_LENGTH or UNSTORABLE.search(user_id):
        raise unauthorized("Not authenticated")
    return {"id": user_id}


def require_path_owner(
    user_id: str, current_user: Annotated[CurrentUser, Depends(get_current_user)]
) -> str:
    """Return the user id of the path, which must be the caller's own."""
    if current_user["id"] != user_id:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Forbidden")
    return user_id


OwnerId = Annotated[str, Depends(require_path_owner)]
