"""Tests. Their environment is set here, before anything imports the application."""

import os
import secrets

os.environ["BETTER_AUTH_SECRET"] = secrets.token_urlsafe(48)
os.environ["DATABASE_URL"] = "sqlite://"

USER = "user-1"
OTHER_USER = "user-2"
