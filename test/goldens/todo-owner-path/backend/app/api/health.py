"""Routes of health."""

from fastapi import APIRouter

from app.schemas import HealthCheckResponse

router = APIRouter(prefix="/health", tags=["health"])


@router.get("")
def health_check() -> HealthCheckResponse:
    """Say that the service is up (backend/CLAUDE.md:9)."""
    return HealthCheckResponse(status="ok")
