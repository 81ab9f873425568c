"""Tests of GET /health."""

from fastapi.testclient import TestClient


def test_health_check_answers(anonymous: TestClient) -> None:
    """Everybody gets the answer, without a token (standard API-1)."""
    response = anonymous.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
