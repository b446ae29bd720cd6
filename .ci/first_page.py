"""Start the demo on an empty database and visit its first page: `first_page.py SECONDS COMMAND…`.

Fails when it takes more seconds of the processor than that, or prints a warning. COMMAND ends
in an address: `.venv/bin/python manage.py demo 127.0.0.1:8000`.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from visit import status, wait_for


def main(budget: str, *command: str) -> None:
    """Visit, stop the server, and exit with what is wrong, if anything is."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        database = {"DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3"}
        with log.open("w") as output:
            server = subprocess.Popen(  # noqa: S603  # what this run itself was told to start
                command, env=os.environ | database, stdout=output, stderr=subprocess.STDOUT
            )
            try:
                wait_for(f"http://{command[-1]}/healthz", server.pid)
                answer = status(f"http://{command[-1]}/")
            finally:
                server.send_signal(signal.SIGINT)
                _pid, _code, used = os.wait4(server.pid, 0)
        seconds = used.ru_utime + used.ru_stime
        told = log.read_text("utf-8")
    print(f"{answer} / after {seconds:.1f} s of the processor, at most {budget} s")
    if answer != 200 or seconds > float(budget) or "warning" in told.lower():  # noqa: PLR2004
        sys.exit(told)


if __name__ == "__main__":
    main(*sys.argv[1:])
