"""Routes of health."""

from fastapi import APIRouter

from app.schemas import HealthResponse

router = APIRouter(prefix="/health", tags=["health"])


@router.get("")
async def health() -> HealthResponse:
    """Tell whether the service is up (specs/001-plant-diary/contracts/openapi.yaml:17)."""
    return HealthResponse(status="ok")
