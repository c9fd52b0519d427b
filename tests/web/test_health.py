"""Health and version, for machines."""

from collections import namedtuple

import pytest
from litestar.testing import TestClient
from sqlalchemy import text

from forsa.main import Outside, create_app
from forsa.settings import read_settings
from forsa.web.public import health


class TestReadiness:
    def test_is_said_and_leaves_no_row(self, client_of, reader):
        with client_of(None) as client:
            answer = client.get("/health/ready")

        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        assert reader.execute(text("SELECT count(*) FROM sign_in_failure")).scalar_one() == 0

    def test_names_a_schema_that_is_behind(self, client_of, database):
        with database.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '0000'"))

        with client_of(None) as client:
            answer = client.get("/health/ready")

        assert answer.status_code == 503
        [cause] = answer.json()["causes"]
        assert cause.startswith("the database is at step 0000, this version needs ")

    def test_names_a_database_that_cannot_be_written(self, tmp_path):
        settings = read_settings(
            {
                "FORSA_DATABASE_URL": f"sqlite:///{tmp_path}/no/such.db",
                "FORSA_DATA_DIR": str(tmp_path),
            }
        )
        with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
            answer = client.get("/health/ready")
            alive = client.get("/health/live")

        assert answer.status_code == 503
        assert "the database cannot be written" in answer.json()["causes"]
        assert alive.status_code == 200

    def test_names_a_full_disk(self, client_of, monkeypatch):
        usage = namedtuple("usage", "total used free")(10, 10, 199_999_999)
        monkeypatch.setattr(health.shutil, "disk_usage", lambda _: usage)

        with client_of(None) as client:
            answer = client.get("/health/ready")

        assert answer.json()["causes"] == ["less than 200 MB are free on the disk"]

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_is_only_degraded_by_late_jobs(self, settings, clock):
        outside = Outside(clock=clock, late_jobs=lambda session, now: ["issue"])
        with TestClient(
            create_app(settings, outside=outside), base_url="http://127.0.0.1:8000"
        ) as client:
            answer = client.get("/health/ready")

        assert answer.status_code == 200
        assert answer.json() == {"status": "degraded", "late_jobs": ["issue"]}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_version_is_told(client_of):
    with client_of(None) as client:
        assert client.get("/version").json() == {"version": "0.1.0"}
