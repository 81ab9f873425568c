"""Routes of health."""

from fastapi import APIRouter

from app.schemas import HealthResponse

router = APIRouter(prefix="/health", tags=["health"])


@router.get("")
async def health_check() -> HealthResponse:
    """Answer GET /health (specs/library.md)."""
    return HealthResponse(status="ok")
