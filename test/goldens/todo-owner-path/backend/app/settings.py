"""Settings of the service, read from the environment and from `.env`."""

import logging
from functools import lru_cache
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

logger = logging.getLogger(__name__)
KNOWN_SECRETS = frozenset(
    {"better-auth-secret-12345678901234567890", "changeme", "change-me", "secret"}
)
"""Secrets that anybody can look up, such as the one Better Auth falls back to."""


class Settings(BaseSettings):
    """Environment variables of the service; `.env.example` lists them."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    better_auth_secret: SecretStr = Field(default=SecretStr(""), validate_default=True)
    database_url: str = "sqlite:///./todo.db"
    cors_origins: Annotated[list[str], NoDecode] = ["http://localhost:3000"]

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

    @field_validator("cors_origins", mode="before")
    @classmethod
    def split_origins(cls, value: object) -> object:
        """Accept origins as one comma-separated text."""
        if isinstance(value, str):
            return [origin.strip() for origin in value.split(",") if origin.strip()]
        return value

    @field_validator("cors_origins")
    @classmethod
    def refuse_any_origin(cls, origins: list[str]) -> list[str]:
        """Refuse `*`: with credentials it would let every site act for the user."""
        if "*" in origins:
            raise ValueError("must list the allowed origins one by one")
        return origins


@lru_cache
def get_settings() -> Settings:
    """Return the settings, read once per process."""
    return Settings()
