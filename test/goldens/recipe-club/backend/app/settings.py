"""Settings of the service, read from the environment and from `.env`."""

import logging
from functools import lru_cache
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

logger = logging.getLogger(__name__)
KNOWN_SECRETS = frozenset(
    {"better-auth-secret-12345678901234567890", "changeme", "change-me", "secret"}
)
"""Secrets that anybody can look up, such as the one Better Auth falls back to."""


class Settings(BaseSettings):
    """Environment variables of the service; `.env.example` lists them."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    better_auth_secret: SecretStr = SecretStr("")
    better_auth_secrets: SecretStr = SecretStr("")
    better_auth_jwks_url: str = Field(default="", pattern="^(https?://.+)?$")
    jwt_audience: str = ""
    jwt_issuer: str = ""
    database_url: str = "sqlite:///./app.db"

    @property
    def token_secrets(self) -> list[str]:
        """Secrets that a token may be signed with; none when keys are published."""
        if self.better_auth_jwks_url:
            return []
        rotation = self.better_auth_secrets.get_secret_value()
        if not rotation:
            return [self.better_auth_secret.get_secret_value()]
        return [entry.partition(":")[2].strip() for entry in rotation.split(",")]

    @model_validator(mode="after")
    def refuse_guessable_secrets(self) -> Self:
        """Refuse a secret with which anybody could sign tokens."""
        for secret in self.token_secrets:
            if not secret.strip() or secret.lower() in KNOWN_SECRETS:
                raise ValueError(
                    "BETTER_AUTH_SECRET must be a secret of your own, at least 32 random characters"
                )
            if len(secret) < 32:
                logger.warning("BETTER_AUTH_SECRET is shorter than 32 characters")
        return self


@lru_cache
def get_settings() -> Settings:
    """Return the settings, read once per process."""
    return Settings()
