"""The files of kyodo_portal/site/deployment/ do what they say: real nginx, real gunicorn."""

import gzip
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from tests.source_tree import ROOT

DEPLOYMENT = ROOT / "kyodo_portal" / "site" / "deployment"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
OPENSSL = shutil.which("openssl")
HALF = b"GET /projects/ HTTP/1.1\r\nHost: portal.example.jp\r\nX-Slow: "
PATIENCE = 60

pytestmark = [pytest.mark.concurrency]


@dataclass
class Served:
    """A portal as the deployment's files serve it."""

    gunicorn: int
    https: int

    def get(self, path: str, **headers: str) -> "Answer":
        """Ask through nginx."""
        site = HTTPSConnection("127.0.0.1", self.https, context=any_certificate(), timeout=20)
        return answer_of(site, path, {"Host": "portal.example.jp", **headers})


@dataclass
class Answer:
    """What came back, whole."""

    status: int
    headers: Message
    body: bytes


def answer_of(site: HTTPConnection, path: str, headers: dict[str, str]) -> Answer:
    with closing(site):
        site.request("GET", path, headers=headers)
        response = site.getresponse()
        return Answer(response.status, response.headers, response.read())


def any_certificate() -> ssl.SSLContext:
    """A context for the certificate that this test has made itself."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing listens at {port}")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The settings of a small deployment, without those of the tests."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    return kept | {
        "SECRET_KEY": "a-key-of-nothing-but-this-test-0123456789-abcdefghijk",
        "ALLOWED_HOSTS": "portal.example.jp",
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "STATIC_ROOT": str(folder / "static"),
        "WORKERS": "2",
        "BEHIND_PROXY": "1",
        **more,
    }


def start(command: list[str], stack: ExitStack, env: dict[str, str]) -> None:
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(process.wait, 20)
    stack.callback(process.terminate)


def nginx_configuration(folder: Path, served: Served) -> Path:
    """The example with ports, paths and the certificate of this machine in the place of a city's."""
    text = (DEPLOYMENT / "nginx.conf").read_text("utf-8")
    for old, new in (
        ("127.0.0.1:8000", f"127.0.0.1:{served.gunicorn}"),
        ("listen 443 ssl", f"listen 127.0.0.1:{served.https} ssl"),
        ("listen 80 ", f"listen 127.0.0.1:{free_port()} "),
        ("/etc/ssl/certs/portal.pem", f"{folder}/portal.pem"),
        ("/etc/ssl/private/portal.key", f"{folder}/portal.key"),
        ("/var/lib/kyodo-portal/static/", f"{folder}/static/"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    paths = "\n".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"pid {folder}/nginx.pid;\nerror_log {folder}/error.log;\ndaemon off;\n"
        + ("user root;\n" if os.geteuid() == 0 else "")
        + f"events {{}}\nhttp {{\naccess_log off;\n{paths}\n{text}\n}}\n",
        "utf-8",
    )
    return whole


def make_certificate(folder: Path) -> None:
    subprocess.run(
        [
            OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=portal.example.jp",
            "-keyout", f"{folder}/portal.key", "-out", f"{folder}/portal.pem",
        ],
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    """gunicorn behind nginx, from the deployment's own files."""
    if not Path(NGINX).exists() or OPENSSL is None:
        reason = "nginx or openssl is missing: install Debian's packages"
        if os.environ.get("CI_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("deployment")
    served = Served(free_port(), free_port())
    env = environment(folder, BIND=f"127.0.0.1:{served.gunicorn}")
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    subprocess.run([*manage, "collectstatic", "-v0", "--noinput"], cwd=ROOT, env=env, check=True)
    make_certificate(folder)
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    with ExitStack() as stack:
        start([gunicorn, "--config", str(DEPLOYMENT / "gunicorn_settings.py")], stack, env)
        wait_for(served.gunicorn)
        start([NGINX, "-c", str(nginx_configuration(folder, served))], stack, env)
        wait_for(served.https)
        yield served


def seconds_for(served: Served, path: str) -> float:
    begin = time.monotonic()
    assert served.get(path).status == 200
    return time.monotonic() - begin


def test_pages_are_served_compressed_and_files_kept_for_a_year(served):
    page = served.get("/help/", **{"Accept-Encoding": "gzip"})
    assert (page.status, page.headers["Content-Encoding"]) == (200, "gzip")
    text = gzip.decompress(page.body).decode()
    style = re.search(r'href="(/static/[^"]+\.css)"', text)[1]
    file = served.get(style, **{"Accept-Encoding": "gzip"})
    assert (file.status, file.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in file.headers["Cache-Control"]


def test_thirty_half_sent_requests_keep_nobody_waiting(served):
    with ExitStack() as stack:
        for _number in range(30):
            plain = socket.create_connection(("127.0.0.1", served.https), timeout=20)
            slow = stack.enter_context(any_certificate().wrap_socket(plain))
            slow.sendall(HALF)
        assert seconds_for(served, "/healthz") < 2
        assert seconds_for(served, "/help/") < 3


def test_forged_scheme_and_host_change_nothing(served):
    """A visitor who says that the connection was plain, or another host, is not believed."""
    forged = {
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Port": "99999",
        "Forwarded": "proto=http;host=evil.example",
    }
    answer = served.get("/api/v1/", **forged)
    text = answer.body.decode()
    assert answer.status == 200
    assert '"https://portal.example.jp/api/v1/projects/"' in text
    assert "evil.example" not in text
    assert "99999" not in text


def test_gunicorn_alone_believes_no_header(served, tmp_path):
    """Without BEHIND_PROXY the scheme is what the connection is, whoever asks from this machine."""
    port = free_port()
    env = environment(tmp_path, BIND=f"127.0.0.1:{port}", WORKERS="1", BEHIND_PROXY="0")
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    with ExitStack() as stack:
        start([gunicorn, "--config", str(DEPLOYMENT / "gunicorn_settings.py")], stack, env)
        wait_for(port)
        site = HTTPConnection("127.0.0.1", port, timeout=20)
        headers = {"Host": "portal.example.jp", "X-Forwarded-Proto": "https"}
        answer = answer_of(site, "/help/", headers)
        # Over plain HTTP the portal leads to HTTPS; it would answer if it believed the header.
        assert (answer.status, answer.headers["Location"]) == (
            301,
            "https://portal.example.jp/help/",
        )


def test_alive_is_answered_under_any_host(served):
    site = HTTPConnection("127.0.0.1", served.gunicorn, timeout=20)
    answer = answer_of(site, "/healthz", {"Host": "10.1.2.3:99999"})
    assert (answer.status, answer.body) == (200, b"ok\n")
