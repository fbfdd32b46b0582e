"""The real server, worker and set-up, each in a process of its own, as an installation runs them."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from regiewijzer.config.environment import SECRET_FILE

START = "import sys; from pathlib import Path; home = Path(sys.argv[1]);"
CREATE = f"{START} from regiewijzer.config.preparation import create_administrator; print(*create_administrator(home))"
RENEW = f"{START} from regiewijzer.config.preparation import renew_password; print(renew_password(home))"
SERVE = f"{START} from regiewijzer.config.server import serve; serve(home, port=int(sys.argv[2]))"
WORK = f"{START} from regiewijzer.config.work import work; work(home, until_empty=True)"


def _run(code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> tuple[Path, str]:
    """An empty home with an administrator, and the password."""
    home = tmp_path_factory.mktemp("installation") / "home"
    _username, password = _run(CREATE, home).split()
    return home, password


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def port(installation) -> Iterator[int]:
    home, _password = installation
    port = _free_port()
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(home), str(port)], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while not _answers(port):
        assert server.poll() is None, server.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield port
    server.send_signal(signal.SIGINT)
    server.wait(timeout=30)
    server.stderr.close()


def _get(port: int, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def test_the_administrator_is_made_once(installation):
    home, password = installation
    assert re.fullmatch(r"[a-z2-9]{20}", password)
    assert _run(CREATE, home) == "beheerder None"
    for private in ("process.sqlite3", SECRET_FILE):
        assert (home / private).stat().st_mode & 0o077 == 0, private
    assert password.encode() not in (home / "process.sqlite3").read_bytes()


def test_static_files_have_names_by_content_and_are_compressed(port):
    _answer, page = _get(port, "/inloggen")
    sheet = re.search(rb'href="(/static/vendor/component-library-css/index\.[0-9a-f]{12}\.css)"', page)[1].decode()
    answer, content = _get(port, sheet, **{"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(content) < 40_000


def test_signing_in_works_on_the_real_server(installation, port):
    _home, password = installation
    answer, page = _get(port, "/inloggen")
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "username": "beheerder", "password": password})
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/inloggen", body, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie})
    signed_in = connection.getresponse()
    connection.close()
    assert (signed_in.status, signed_in.headers["Location"]) == (302, "/")


def test_the_server_tells_little_and_answers_only_to_its_names(port):
    answer, _page = _get(port, "/inloggen")
    assert answer.headers["Server"] == "regiewijzer"
    refused, _page = _get(port, "/inloggen", Host="elsewhere.example")
    assert refused.status == 400


def test_a_lost_password_is_renewed(installation, port):
    home, password = installation
    renewed = _run(RENEW, home)
    assert renewed != password
    assert len(renewed) == 20


def test_the_worker_ends_when_the_queue_is_empty(installation):
    home, _password = installation
    _run(WORK, home)
