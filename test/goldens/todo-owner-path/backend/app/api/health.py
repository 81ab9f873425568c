"""State of the service."""

from fastapi import APIRouter

from app.schemas import HealthResponse

router = APIRouter(tags=["health"])


@router.get("/health")
def health() -> HealthResponse:
    """Say that the process is up; open to everybody (backend/CLAUDE.md:9)."""
    return HealthResponse(status="ok")
