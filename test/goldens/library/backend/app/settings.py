"""Settings of the service, read from the environment and from `.env`."""

import logging
from functools import lru_cache
from typing import Annotated, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

logger = logging.getLogger(__name__)
KNOWN_SECRETS = frozenset(
    {"better-auth-secret-12345678901234567890", "changeme", "change-me", "secret"}
)
"""Secrets that anybody can look up, such as the one Better Auth falls back to."""


class Settings(BaseSettings):
    """Environment variables of the service; `.env.example` lists them."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    library_secret: SecretStr = SecretStr("")
    library_secrets: SecretStr = SecretStr("")
    jwks_url: str = Field(default="", pattern="^(https?://.+)?$")
    jwt_audience: str = ""
    jwt_issuer: str = ""
    database_url: str = "sqlite:///./app.db"
    cors_origins: Annotated[list[str], NoDecode] = ["http://localhost:3000"]

    @property
    def token_secrets(self) -> list[str]:
        """Secrets that a token may be signed with; none when keys are published."""
        if self.jwks_url:
            return []
        rotation = self.library_secrets.get_secret_value()
        if not rotation:
            return [self.library_secret.get_secret_value()]
        return [entry.partition(":")[2].strip() for entry in rotation.split(",")]

    @model_validator(mode="after")
    def refuse_guessable_secrets(self) -> Self:
        """Refuse a secret with which anybody could sign tokens."""
        for secret in self.token_secrets:
            if not secret.strip() or secret.lower() in KNOWN_SECRETS:
                raise ValueError(
                    "LIBRARY_SECRET must be a secret of your own, at least 32 random characters"
                )
            if len(secret) < 32:
                logger.warning("LIBRARY_SECRET is shorter than 32 characters")
        return self

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
