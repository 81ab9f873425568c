"""Tests of GET /health."""

from fastapi.testclient import TestClient


def test_health_answers(anonymous: TestClient) -> None:
    """Everybody gets the answer, without a token
    (specs/001-plant-diary/contracts/openapi.yaml:20).
    """
    response = anonymous.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
