"""Tests of plants."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unittest.mock import ANY

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.models import Plant
from tests import OTHER_USER, USER


def test_list_plants_shows_a_plant(client: TestClient, make_plant: Callable[..., Plant]) -> None:
    """A row is listed as it is stored (specs/001-plant-diary/contracts/openapi.yaml:65)."""
    plant = make_plant()
    response = client.get("/api/plants")
    assert response.status_code == 200
    assert response.json() == [
        {
            "id": str(plant.id),
            "user_id": plant.user_id,
            "name": plant.name,
            "species": plant.species,
            "room": plant.room,
            "watering_interval_days": plant.watering_interval_days,
            "notes": plant.notes,
            "archived": plant.archived,
            "created_at": ANY,
            "updated_at": ANY,
        }
    ]


def test_list_plants_may_be_empty(client: TestClient) -> None:
    """Without rows the list is empty (specs/001-plant-diary/contracts/openapi.yaml:65)."""
    response = client.get("/api/plants")
    assert response.status_code == 200
    assert response.json() == []


def test_list_plants_shows_only_own_rows(
    client: TestClient, make_plant: Callable[..., Plant]
) -> None:
    """Another user's rows stay hidden (specs/001-plant-diary/contracts/openapi.yaml:33)."""
    mine = make_plant()
    make_plant(user_id=OTHER_USER)
    response = client.get("/api/plants")
    assert [item["id"] for item in response.json()] == [str(mine.id)]


def test_list_plants_filters_by_room(client: TestClient, make_plant: Callable[..., Plant]) -> None:
    """Only rows that match are shown (specs/001-plant-diary/contracts/openapi.yaml:38)."""
    first = make_plant(room="First room")
    second = make_plant(room="Second room")
    response = client.get("/api/plants", params={"room": "First room"})
    assert [item["id"] for item in response.json()] == [str(first.id)]
    response = client.get("/api/plants", params={"room": "Second room"})
    assert [item["id"] for item in response.json()] == [str(second.id)]


def test_list_plants_filters_by_archived(
    client: TestClient, make_plant: Callable[..., Plant]
) -> None:
    """Only rows that match are shown (specs/001-plant-diary/contracts/openapi.yaml:42)."""
    first = make_plant(archived=False)
    second = make_plant(archived=True)
    response = client.get("/api/plants", params={"archived": "false"})
    assert [item["id"] for item in response.json()] == [str(first.id)]
    response = client.get("/api/plants", params={"archived": "true"})
    assert [item["id"] for item in response.json()] == [str(second.id)]


def test_list_plants_combines_filters(client: TestClient, make_plant: Callable[..., Plant]) -> None:
    """A row must match all filters (specs/001-plant-diary/contracts/openapi.yaml:33)."""
    both = make_plant(room="First room", archived=False)
    make_plant(room="First room", archived=True)
    make_plant(room="Second room", archived=False)
    response = client.get("/api/plants", params={"room": "First room", "archived": "false"})
    assert [item["id"] for item in response.json()] == [str(both.id)]


@pytest.mark.parametrize("column", ["name", "species"])
def test_list_plants_searches_text(
    client: TestClient, make_plant: Callable[..., Plant], column: str
) -> None:
    """The search ignores case and finds parts of words
    (specs/001-plant-diary/contracts/openapi.yaml:46).
    """
    found = make_plant(**{column: "Velvet"})
    make_plant(**{column: "Cotton"})
    response = client.get("/api/plants", params={"search": "VELV"})
    assert [item["id"] for item in response.json()] == [str(found.id)]


@pytest.mark.parametrize("wildcard", ["%", "_"])
def test_list_plants_searches_wildcards_literally(
    client: TestClient, make_plant: Callable[..., Plant], wildcard: str
) -> None:
    """Wildcards of SQL stand for themselves (specs/001-plant-diary/contracts/openapi.yaml:46)."""
    found = make_plant(name=f"a{wildcard}b")
    make_plant(name="acb")
    response = client.get("/api/plants", params={"search": f"a{wildcard}b"})
    assert [item["id"] for item in response.json()] == [str(found.id)]


def test_list_plants_combines_search_and_filter(
    client: TestClient, make_plant: Callable[..., Plant]
) -> None:
    """A row must match the search and the filter
    (specs/001-plant-diary/contracts/openapi.yaml:46).
    """
    both = make_plant(name="Velvet", archived=True)
    make_plant(name="Velvet", archived=False)
    make_plant(name="Cotton", archived=True)
    response = client.get("/api/plants", params={"search": "velvet", "archived": "true"})
    assert [item["id"] for item in response.json()] == [str(both.id)]


def test_list_plants_has_a_default_order(
    client: TestClient, make_plant: Callable[..., Plant]
) -> None:
    """Rows are sorted by created_at unless asked otherwise (specs/001-plant-diary/spec.md:52)."""
    low = make_plant(created_at=datetime(2024, 1, 1, tzinfo=UTC))
    high = make_plant(created_at=datetime(2024, 6, 1, tzinfo=UTC))
    response = client.get("/api/plants")
    assert [item["id"] for item in response.json()] == [str(high.id), str(low.id)]


@pytest.mark.parametrize(
    ("sort", "column", "low", "high"),
    [
        pytest.param(
            "created_at",
            "created_at",
            datetime(2024, 1, 1, tzinfo=UTC),
            datetime(2024, 6, 1, tzinfo=UTC),
            id="created_at",
        ),
        pytest.param("name", "name", "First name", "Second name", id="name"),
    ],
)
def test_list_plants_sorts_as_asked(
    client: TestClient,
    make_plant: Callable[..., Plant],
    sort: str,
    column: str,
    low: Any,
    high: Any,
) -> None:
    """Each order that can be asked for is kept
    (specs/001-plant-diary/contracts/openapi.yaml:50).
    """
    first = make_plant(**{column: low})
    second = make_plant(**{column: high})
    response = client.get("/api/plants", params={"sort": sort, "order": "asc"})
    assert [item["id"] for item in response.json()] == [str(first.id), str(second.id)]
    response = client.get("/api/plants", params={"sort": sort, "order": "desc"})
    assert [item["id"] for item in response.json()] == [str(second.id), str(first.id)]


def test_list_plants_is_cut_into_pages(
    client: TestClient, make_plant: Callable[..., Plant]
) -> None:
    """Three rows fill a page of two and another of one
    (specs/001-plant-diary/contracts/openapi.yaml:58).
    """
    for _ in range(3):
        make_plant()
    response = client.get("/api/plants", params={"limit": 2, "offset": 0})
    assert response.status_code == 200
    assert len(response.json()) == 2
    response = client.get("/api/plants", params={"limit": 2, "offset": 2})
    assert response.status_code == 200
    assert len(response.json()) == 1


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        pytest.param("archived", "perhaps", id="archived perhaps"),
        pytest.param("sort", "not-listed", id="sort not-listed"),
        pytest.param("order", "not-listed", id="order not-listed"),
        pytest.param("limit", "many", id="limit many"),
        pytest.param("limit", "0", id="limit 0"),
        pytest.param("limit", "101", id="limit 101"),
        pytest.param("offset", "many", id="offset many"),
        pytest.param("offset", "-1", id="offset -1"),
    ],
)
def test_list_plants_refuses_invalid_queries(
    client: TestClient, parameter: str, value: str
) -> None:
    """A query parameter past its rules is named
    (specs/001-plant-diary/contracts/openapi.yaml:73).
    """
    response = client.get("/api/plants", params={parameter: value})
    assert response.status_code == 422
    assert parameter in response.text


def test_create_plant_returns_the_new_plant(client: TestClient, session: Session) -> None:
    """The new plant is shown and stored (specs/001-plant-diary/contracts/openapi.yaml:89)."""
    response = client.post(
        "/api/plants",
        json={
            "name": "Second name",
            "species": "Second species",
            "room": "Second room",
            "watering_interval_days": 2,
            "notes": "Second notes",
        },
    )
    assert response.status_code == 201
    assert response.json() == {
        "id": ANY,
        "user_id": USER,
        "name": "Second name",
        "species": "Second species",
        "room": "Second room",
        "watering_interval_days": 2,
        "notes": "Second notes",
        "archived": False,
        "created_at": ANY,
        "updated_at": ANY,
    }
    plant = session.exec(select(Plant)).one()
    assert plant.user_id == USER
    assert plant.name == "Second name"
    assert plant.species == "Second species"
    assert plant.room == "Second room"
    assert plant.watering_interval_days == 2
    assert plant.notes == "Second notes"
    assert plant.archived is False


def test_create_plant_fills_in_defaults(client: TestClient, session: Session) -> None:
    """What may be left out gets its default (specs/001-plant-diary/contracts/openapi.yaml:89)."""
    response = client.post("/api/plants", json={"name": "Second name"})
    assert response.status_code == 201
    assert response.json() == {
        "id": ANY,
        "user_id": USER,
        "name": "Second name",
        "species": None,
        "room": None,
        "watering_interval_days": 7,
        "notes": None,
        "archived": False,
        "created_at": ANY,
        "updated_at": ANY,
    }
    plant = session.exec(select(Plant)).one()
    assert plant.user_id == USER
    assert plant.name == "Second name"
    assert plant.species is None
    assert plant.room is None
    assert plant.watering_interval_days == 7
    assert plant.notes is None
    assert plant.archived is False


def test_create_plant_answers_the_documented_example(client: TestClient) -> None:
    """The documented request is answered as shown
    (specs/001-plant-diary/contracts/openapi.yaml:83).
    """
    response = client.post(
        "/api/plants",
        json={
            "name": "Boston fern",
            "species": "Nephrolepis exaltata",
            "room": "Bathroom",
            "watering_interval_days": 3,
        },
    )
    assert response.status_code == 201
    assert response.json()["name"] == "Boston fern"
    assert response.json()["species"] == "Nephrolepis exaltata"
    assert response.json()["room"] == "Bathroom"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("name", "x", id="name shortest"),
        pytest.param("name", "x" * 100, id="name longest"),
        pytest.param("species", "x" * 200, id="species longest"),
        pytest.param("species", None, id="species null"),
        pytest.param("room", "x" * 50, id="room longest"),
        pytest.param("room", None, id="room null"),
        pytest.param("watering_interval_days", 1, id="watering_interval_days least"),
        pytest.param("watering_interval_days", 365, id="watering_interval_days greatest"),
        pytest.param("notes", "x" * 2000, id="notes longest"),
        pytest.param("notes", None, id="notes null"),
    ],
)
def test_create_plant_accepts_values_at_their_limits(
    client: TestClient, field: str, value: Any
) -> None:
    """Limits are inclusive (specs/001-plant-diary/contracts/openapi.yaml:95)."""
    content = {"name": "Second name"}
    response = client.post("/api/plants", json=content | {field: value})
    assert response.status_code == 201
    assert response.json()[field] == value


@pytest.mark.parametrize("field", ["name"])
def test_create_plant_requires_its_fields(client: TestClient, session: Session, field: str) -> None:
    """A missing field is named (specs/001-plant-diary/contracts/openapi.yaml:95)."""
    content = {"name": "Second name"}
    del content[field]
    response = client.post("/api/plants", json=content)
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Plant)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("name", None, id="name null"),
        pytest.param("name", 7, id="name of another type"),
        pytest.param("name", "", id="name too short"),
        pytest.param("name", "x" * 101, id="name too long"),
        pytest.param("species", 7, id="species of another type"),
        pytest.param("species", "x" * 201, id="species too long"),
        pytest.param("room", 7, id="room of another type"),
        pytest.param("room", "x" * 51, id="room too long"),
        pytest.param("watering_interval_days", None, id="watering_interval_days null"),
        pytest.param(
            "watering_interval_days", "not valid", id="watering_interval_days of another type"
        ),
        pytest.param("watering_interval_days", 0, id="watering_interval_days too small"),
        pytest.param("watering_interval_days", 366, id="watering_interval_days too great"),
        pytest.param("notes", 7, id="notes of another type"),
        pytest.param("notes", "x" * 2001, id="notes too long"),
    ],
)
def test_create_plant_refuses_invalid_values(
    client: TestClient, session: Session, field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored
    (specs/001-plant-diary/contracts/openapi.yaml:95).
    """
    content = {"name": "Second name"}
    response = client.post("/api/plants", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Plant)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("id", "11111111-1111-4111-8111-111111111111", id="id"),
        pytest.param("user_id", OTHER_USER, id="user_id"),
        pytest.param("created_at", "2030-06-01T12:00:00Z", id="created_at"),
        pytest.param("updated_at", "2030-06-01T12:00:00Z", id="updated_at"),
        pytest.param("no_such_field", 1, id="unknown"),
    ],
)
def test_create_plant_refuses_other_fields(client: TestClient, field: str, value: Any) -> None:
    """A field that cannot be set is refused (specs/001-plant-diary/contracts/openapi.yaml:74)."""
    content = {"name": "Second name"}
    response = client.post("/api/plants", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text


def test_get_plant_returns_the_plant(client: TestClient, make_plant: Callable[..., Plant]) -> None:
    """A plant is shown as it is stored (specs/001-plant-diary/contracts/openapi.yaml:105)."""
    plant = make_plant()
    response = client.get(f"/api/plants/{plant.id}")
    assert response.status_code == 200
    assert response.json() == {
        "id": str(plant.id),
        "user_id": plant.user_id,
        "name": plant.name,
        "species": plant.species,
        "room": plant.room,
        "watering_interval_days": plant.watering_interval_days,
        "notes": plant.notes,
        "archived": plant.archived,
        "created_at": ANY,
        "updated_at": ANY,
    }


def test_get_plant_finds_no_unknown_plant(client: TestClient) -> None:
    """An id that no plant has is answered with 404
    (specs/001-plant-diary/contracts/openapi.yaml:111).
    """
    response = client.get("/api/plants/00000000-0000-4000-8000-000000000000")
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}


def test_get_plant_refuses_a_malformed_plant_id(client: TestClient) -> None:
    """What cannot be an id is answered with 422
    (specs/001-plant-diary/contracts/openapi.yaml:112).
    """
    response = client.get("/api/plants/not-an-id")
    assert response.status_code == 422


def test_get_plant_refuses_another_users_plant(
    client: TestClient, session: Session, make_plant: Callable[..., Plant]
) -> None:
    """Another user's plant is answered as one that does not exist, and stays as it is
    (specs/001-plant-diary/contracts/openapi.yaml:111).
    """
    plant = make_plant(user_id=OTHER_USER)
    before = plant.model_dump()
    response = client.get(f"/api/plants/{plant.id}")
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}
    session.refresh(plant)
    assert plant.model_dump() == before


def test_update_plant_changes_the_plant(
    client: TestClient, session: Session, make_plant: Callable[..., Plant]
) -> None:
    """A plant is changed as asked, and in nothing else
    (specs/001-plant-diary/contracts/openapi.yaml:123).
    """
    plant = make_plant(updated_at=datetime(2024, 1, 1, tzinfo=UTC))
    kept = plant.model_dump(
        exclude={"name", "species", "room", "watering_interval_days", "notes", "updated_at"}
    )
    response = client.patch(
        f"/api/plants/{plant.id}",
        json={
            "name": "Second name",
            "species": "Second species",
            "room": "Second room",
            "watering_interval_days": 2,
            "notes": "Second notes",
        },
    )
    assert response.status_code == 200
    assert response.json() == {
        "id": str(plant.id),
        "user_id": plant.user_id,
        "name": "Second name",
        "species": "Second species",
        "room": "Second room",
        "watering_interval_days": 2,
        "notes": "Second notes",
        "archived": plant.archived,
        "created_at": ANY,
        "updated_at": ANY,
    }
    session.refresh(plant)
    assert plant.name == "Second name"
    assert plant.species == "Second species"
    assert plant.room == "Second room"
    assert plant.watering_interval_days == 2
    assert plant.notes == "Second notes"
    assert plant.updated_at > datetime(2024, 1, 1, tzinfo=UTC)
    assert (
        plant.model_dump(
            exclude={"name", "species", "room", "watering_interval_days", "notes", "updated_at"}
        )
        == kept
    )


def test_update_plant_keeps_what_is_not_sent(
    client: TestClient, session: Session, make_plant: Callable[..., Plant]
) -> None:
    """Only the fields that are sent change (specs/001-plant-diary/contracts/openapi.yaml:123)."""
    plant = make_plant(updated_at=datetime(2024, 1, 1, tzinfo=UTC))
    kept = plant.model_dump(exclude={"name", "updated_at"})
    response = client.patch(f"/api/plants/{plant.id}", json={"name": "Second name"})
    assert response.status_code == 200
    assert response.json() == {
        "id": str(plant.id),
        "user_id": plant.user_id,
        "name": "Second name",
        "species": plant.species,
        "room": plant.room,
        "watering_interval_days": plant.watering_interval_days,
        "notes": plant.notes,
        "archived": plant.archived,
        "created_at": ANY,
        "updated_at": ANY,
    }
    session.refresh(plant)
    assert plant.name == "Second name"
    assert plant.updated_at > datetime(2024, 1, 1, tzinfo=UTC)
    assert plant.model_dump(exclude={"name", "updated_at"}) == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("name", "x", id="name shortest"),
        pytest.param("name", "x" * 100, id="name longest"),
        pytest.param("species", "x" * 200, id="species longest"),
        pytest.param("species", None, id="species null"),
        pytest.param("room", "x" * 50, id="room longest"),
        pytest.param("room", None, id="room null"),
        pytest.param("watering_interval_days", 1, id="watering_interval_days least"),
        pytest.param("watering_interval_days", 365, id="watering_interval_days greatest"),
        pytest.param("notes", "x" * 2000, id="notes longest"),
        pytest.param("notes", None, id="notes null"),
    ],
)
def test_update_plant_accepts_values_at_their_limits(
    client: TestClient, make_plant: Callable[..., Plant], field: str, value: Any
) -> None:
    """Limits are inclusive (specs/001-plant-diary/contracts/openapi.yaml:130)."""
    plant = make_plant()
    content = {"name": "Second name"}
    response = client.patch(f"/api/plants/{plant.id}", json=content | {field: value})
    assert response.status_code == 200
    assert response.json()[field] == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("name", None, id="name null"),
        pytest.param("name", 7, id="name of another type"),
        pytest.param("name", "", id="name too short"),
        pytest.param("name", "x" * 101, id="name too long"),
        pytest.param("name", "   ", id="name blank"),
        pytest.param("species", 7, id="species of another type"),
        pytest.param("species", "x" * 201, id="species too long"),
        pytest.param("room", 7, id="room of another type"),
        pytest.param("room", "x" * 51, id="room too long"),
        pytest.param("watering_interval_days", None, id="watering_interval_days null"),
        pytest.param(
            "watering_interval_days", "not valid", id="watering_interval_days of another type"
        ),
        pytest.param("watering_interval_days", 0, id="watering_interval_days too small"),
        pytest.param("watering_interval_days", 366, id="watering_interval_days too great"),
        pytest.param("notes", 7, id="notes of another type"),
        pytest.param("notes", "x" * 2001, id="notes too long"),
    ],
)
def test_update_plant_refuses_invalid_values(
    client: TestClient, make_plant: Callable[..., Plant], field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored
    (specs/001-plant-diary/contracts/openapi.yaml:130).
    """
    plant = make_plant()
    content = {"name": "Second name"}
    response = client.patch(f"/api/plants/{plant.id}", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("id", "11111111-1111-4111-8111-111111111111", id="id"),
        pytest.param("user_id", OTHER_USER, id="user_id"),
        pytest.param("created_at", "2030-06-01T12:00:00Z", id="created_at"),
        pytest.param("updated_at", "2030-06-01T12:00:00Z", id="updated_at"),
        pytest.param("no_such_field", 1, id="unknown"),
    ],
)
def test_update_plant_refuses_other_fields(
    client: TestClient, make_plant: Callable[..., Plant], field: str, value: Any
) -> None:
    """A field that cannot be set is refused
    (specs/001-plant-diary/contracts/openapi.yaml:113).
    """
    plant = make_plant()
    content = {"name": "Second name"}
    response = client.patch(f"/api/plants/{plant.id}", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text


def test_update_plant_refuses_an_empty_body(
    client: TestClient, make_plant: Callable[..., Plant]
) -> None:
    """At least one field must be sent (specs/001-plant-diary/contracts/openapi.yaml:187)."""
    plant = make_plant()
    response = client.patch(f"/api/plants/{plant.id}", json={})
    assert response.status_code == 422
    assert response.json() == {"detail": "At least one field must be provided"}


def test_update_plant_finds_no_unknown_plant(client: TestClient) -> None:
    """An id that no plant has is answered with 404
    (specs/001-plant-diary/contracts/openapi.yaml:129).
    """
    response = client.patch(
        "/api/plants/00000000-0000-4000-8000-000000000000", json={"name": "Second name"}
    )
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}


def test_update_plant_refuses_a_malformed_plant_id(client: TestClient) -> None:
    """What cannot be an id is answered with 422
    (specs/001-plant-diary/contracts/openapi.yaml:130).
    """
    response = client.patch("/api/plants/not-an-id", json={"name": "Second name"})
    assert response.status_code == 422


def test_update_plant_refuses_another_users_plant(
    client: TestClient, session: Session, make_plant: Callable[..., Plant]
) -> None:
    """Another user's plant is answered as one that does not exist, and stays as it is
    (specs/001-plant-diary/contracts/openapi.yaml:129).
    """
    plant = make_plant(user_id=OTHER_USER)
    before = plant.model_dump()
    response = client.patch(f"/api/plants/{plant.id}", json={"name": "Second name"})
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}
    session.refresh(plant)
    assert plant.model_dump() == before


def test_delete_plant_removes_the_plant(
    client: TestClient, session: Session, make_plant: Callable[..., Plant]
) -> None:
    """A removed plant is gone, and no other
    (specs/001-plant-diary/contracts/openapi.yaml:136).
    """
    plant = make_plant()
    kept = make_plant()
    path = f"/api/plants/{plant.id}"
    response = client.delete(path)
    assert response.status_code == 204
    assert session.exec(select(Plant.id)).all() == [kept.id]
    response = client.delete(path)
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}


def test_delete_plant_finds_no_unknown_plant(client: TestClient) -> None:
    """An id that no plant has is answered with 404
    (specs/001-plant-diary/contracts/openapi.yaml:139).
    """
    response = client.delete("/api/plants/00000000-0000-4000-8000-000000000000")
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}


def test_delete_plant_refuses_a_malformed_plant_id(client: TestClient) -> None:
    """What cannot be an id is answered with 422
    (specs/001-plant-diary/contracts/openapi.yaml:140).
    """
    response = client.delete("/api/plants/not-an-id")
    assert response.status_code == 422


def test_delete_plant_refuses_another_users_plant(
    client: TestClient, session: Session, make_plant: Callable[..., Plant]
) -> None:
    """Another user's plant is answered as one that does not exist, and stays as it is
    (specs/001-plant-diary/contracts/openapi.yaml:139).
    """
    plant = make_plant(user_id=OTHER_USER)
    before = plant.model_dump()
    response = client.delete(f"/api/plants/{plant.id}")
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}
    session.refresh(plant)
    assert plant.model_dump() == before


@pytest.mark.parametrize(
    "before", [pytest.param(False, id="not set"), pytest.param(True, id="set")]
)
def test_toggle_plant_archived_turns_the_flag(
    client: TestClient, session: Session, make_plant: Callable[..., Plant], before: bool
) -> None:
    """The flag becomes its opposite, whatever it was
    (specs/001-plant-diary/contracts/openapi.yaml:150).
    """
    plant = make_plant(updated_at=datetime(2024, 1, 1, tzinfo=UTC), archived=before)
    kept = plant.model_dump(exclude={"archived", "updated_at"})
    response = client.patch(f"/api/plants/{plant.id}/archive")
    assert response.status_code == 200
    assert response.json() == {
        "id": str(plant.id),
        "user_id": plant.user_id,
        "name": plant.name,
        "species": plant.species,
        "room": plant.room,
        "watering_interval_days": plant.watering_interval_days,
        "notes": plant.notes,
        "archived": not before,
        "created_at": ANY,
        "updated_at": ANY,
    }
    session.refresh(plant)
    assert plant.archived == (not before)
    assert plant.updated_at > datetime(2024, 1, 1, tzinfo=UTC)
    assert plant.model_dump(exclude={"archived", "updated_at"}) == kept


def test_toggle_plant_archived_finds_no_unknown_plant(client: TestClient) -> None:
    """An id that no plant has is answered with 404
    (specs/001-plant-diary/contracts/openapi.yaml:156).
    """
    response = client.patch("/api/plants/00000000-0000-4000-8000-000000000000/archive")
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}


def test_toggle_plant_archived_refuses_a_malformed_plant_id(client: TestClient) -> None:
    """What cannot be an id is answered with 422
    (specs/001-plant-diary/contracts/openapi.yaml:157).
    """
    response = client.patch("/api/plants/not-an-id/archive")
    assert response.status_code == 422


def test_toggle_plant_archived_refuses_another_users_plant(
    client: TestClient, session: Session, make_plant: Callable[..., Plant]
) -> None:
    """Another user's plant is answered as one that does not exist, and stays as it is
    (specs/001-plant-diary/contracts/openapi.yaml:156).
    """
    plant = make_plant(user_id=OTHER_USER)
    before = plant.model_dump()
    response = client.patch(f"/api/plants/{plant.id}/archive")
    assert response.status_code == 404
    assert response.json() == {"detail": "Plant not found"}
    session.refresh(plant)
    assert plant.model_dump() == before
