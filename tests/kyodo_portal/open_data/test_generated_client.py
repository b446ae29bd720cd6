"""A client made from the API's description alone is a package of its own and reads every list."""

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.factories import many_rows
from tests.factories.city_ground import Ground
from tests.kyodo_portal.site.test_file_rows import API_LISTS

pytestmark = pytest.mark.django_db
GENERATOR = pytest.importorskip("openapi_python_client").__name__
httpx = pytest.importorskip("httpx")  # comes with the generator
PACKAGE = "kyodo_portal_api_client"


class ThisSite(httpx.BaseTransport):
    """Carries the generated client's requests to the site under test."""

    def handle_request(self, request):
        answer = Client().get(request.url.raw_path.decode())
        return httpx.Response(
            answer.status_code, headers=dict(answer.headers), content=answer.content
        )


@pytest.fixture
def package(client, tmp_path, monkeypatch):
    """Return the folder of a client generated from the description that the site serves."""
    schema = tmp_path / "schema.json"
    schema.write_bytes(client.get("/api/v1/schema/?format=json").content)
    made = tmp_path / "made"
    call = [sys.executable, "-m", GENERATOR, "generate", "--meta", "setup"]
    subprocess.run(
        [*call, "--path", str(schema), "--output-path", str(made)],
        check=True,
        capture_output=True,
        env={"PYTHONPATH": ":".join(sys.path), "PATH": str(Path(sys.executable).parent)},
        timeout=120,
    )
    monkeypatch.syspath_prepend(str(made))
    yield made
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_package_has_a_name_that_can_be_installed(package):
    assert re.search(r'name="([^"]+)"', (package / "setup.py").read_text()).group(1) == (
        "kyodo-portal-api-client"
    )
    assert (package / PACKAGE / "__init__.py").exists()


def test_client_reads_every_list(client, package):
    many_rows.reviews(Ground(), range(3))
    for name, grow in API_LISTS.items():
        if not client.get(f"/api/v1/{name}/").json()["count"]:
            grow(Ground(), range(3))
    made = importlib.import_module(PACKAGE)
    generated = made.Client(base_url="http://testserver", httpx_args={"transport": ThisSite()})
    for name in API_LISTS:
        operation = name.replace("-", "_")
        listed = importlib.import_module(f"{PACKAGE}.api.{operation}.{operation}_list")
        page = listed.sync(client=generated)
        answer = client.get(f"/api/v1/{name}/").json()
        assert answer["count"] > 0, name
        assert json.loads(json.dumps(page.to_dict())) == answer
