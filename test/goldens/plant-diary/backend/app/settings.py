"""Settings of the service, read from the environment and from `.env`."""

import logging
from functools import lru_cache

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

logger = logging.getLogger(__name__)
KNOWN_SECRETS = frozenset(
    {"better-auth-secret-12345678901234567890", "changeme", "change-me", "secret"}
)
"""Secrets that anybody can look up, such as the one Better Auth falls back to."""


class Settings(BaseSettings):
    """Environment variables of the service; `.env.example` lists them."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    better_auth_secret: SecretStr = Field(default=SecretStr(""), validate_default=True)
    database_url: str = "sqlite:///./app.db"

    @field_validator("better_auth_secret")
    @classmethod
    def refuse_guessable_secret(cls, secret: SecretStr) -> SecretStr:
        """Refuse a secret with which anybody could sign tokens."""
        value = secret.get_secret_value()
        if not value.strip() or value.lower() in KNOWN_SECRETS:
            raise ValueError("must be a secret of your own, at least 32 random characters")
        if len(value) < 32:
            logger.warning("BETTER_AUTH_SECRET is shorter than 32 characters")
        return secret


@lru_cache
def get_settings() -> Settings:
    """Return the settings, read once per process."""
    return Settings()
