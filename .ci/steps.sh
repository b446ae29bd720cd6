# What .ci/run and .ci/full share: steps with headings and times, a clean copy of the
# checkout, Debian's packages, a PostgreSQL server, and the end of all that was started.
# Sourced, not run; the caller has `set -euo pipefail`.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
WORK=$(mktemp -d -t kyodo-ci.XXXXXX)
CHECKOUT=$WORK/checkout         # a clean copy: the developer's own .venv and databases stay untouched
PYTHON=$CHECKOUT/.venv/bin/python
POSTGRESQL_DIR=                 # set from the server's start to its end
STARTED=$WORK/started           # process groups in the background, one a line
STEP=                           # process group of the step under way
SUMMARY=()
FAILED=0

# Nothing of the caller's site may reach the tests, and nothing here waits for an answer.
unset DATABASE_URL SECRET_KEY ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS DEBUG PORTAL_DEMO RELEASE \
    SITE_OFFICIAL_NAME DJANGO_SETTINGS_MODULE PYTHONPATH VIRTUAL_ENV TEST_DOSE
export TMPDIR=$WORK PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_QUIET=2 PYTHONUNBUFFERED=1
exec </dev/null

# step TITLE COMMAND…: run it with a heading and its time; a failure is remembered and the
# later steps still run, so that one run tells all that is wrong.
step() {
    local title=$1 start=$SECONDS status=0 verdict=ok
    shift
    printf '\n=== %s\n' "$title"
    set -m # a process group of its own, so that it can be ended with all its children
    ("$@") &
    STEP=$!
    set +m
    wait "$STEP" || status=$?
    STEP=
    if [ "$status" -ne 0 ]; then
        FAILED=1 verdict="FAILED ($status)"
    fi
    printf -- '--- %s: %s, %d s\n' "$title" "$verdict" $((SECONDS - start))
    LAST=$status
    SUMMARY+=("$(printf '%-12s %5d s  %s' "$verdict" $((SECONDS - start)) "$title")")
    return 0
}

# must TITLE COMMAND…: a step without which the rest makes no sense.
must() {
    step "$@"
    if [ "$LAST" -ne 0 ]; then
        finish
    fi
}

finish() {
    printf '\n=== Summary (%d s)\n' "$SECONDS"
    printf '%s\n' "${SUMMARY[@]}"
    exit "$FAILED"
}

clean_up() {
    local group
    for group in $STEP $(cat "$STARTED" 2>/dev/null); do
        kill -TERM -- "-$group" 2>/dev/null || true
    done
    stop_postgresql
    rm -rf "$WORK"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# debian PACKAGE…: install what is missing, from Debian.
debian() {
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        echo "already installed: $*"
        return 0
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "missing Debian packages: ${missing[*]}; install them or run this as root" >&2
        return 1
    fi
    # Debian would start a server of its own; this run starts, and stops, its own one.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/kyodo-ci.conf
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

install_debian_packages() {
    debian chromium fonts-noto-cjk nginx openssl postgresql
    python3 -c 'import ensurepip, venv' 2>/dev/null || debian python3 python3-venv
}

# copy_checkout DIRECTORY: the tree as it would be committed now.
copy_checkout() {
    mkdir -p "$1"
    git -C "$ROOT" -c safe.directory='*' ls-files -z --cached --others --exclude-standard |
        while IFS= read -r -d '' file; do
            if [ -e "$ROOT/$file" ]; then printf '%s\0' "$file"; fi
        done |
        tar -C "$ROOT" --null --no-recursion --files-from=- -cf - | tar -C "$1" -xf -
}

# readme_command ENDING: the one command line in README.md's code blocks with this ending.
readme_command() {
    python3 - "$ROOT/README.md" "$1" <<'PYTHON'
import pathlib
import re
import sys

readme, ending = sys.argv[1:]
blocks = re.findall(r"^```[a-z]*\n(.*?)^```", pathlib.Path(readme).read_text("utf-8"), re.M | re.S)
found = [line for block in blocks for line in block.splitlines() if line.endswith(ending)]
found = [line for line in found if line.startswith("python3 -m venv")]
if len(set(found)) != 1:
    sys.exit(f"README.md must have exactly one command ending in {ending!r}; it has {found}")
print(found[0])
PYTHON
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# as_postgres COMMAND…: the server refuses to run as root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

postgresql_bin() {
    local found
    found=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/pg_ctl' | sort -V | tail -n 1)
    dirname "$found"
}

# choose_postgresql: where the server will be; start_postgresql runs in a step, which
# cannot set variables.
choose_postgresql() {
    POSTGRESQL_DIR=$(mktemp -d /tmp/kyodo-postgresql.XXXXXX)
    POSTGRESQL_PORT=$(free_port)
    POSTGRESQL_URL=postgres://kyodo@127.0.0.1:$POSTGRESQL_PORT/postgres
}

start_postgresql() {
    local bin
    bin=$(postgresql_bin)
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres: "$POSTGRESQL_DIR"
    fi
    as_postgres "$bin/initdb" --pgdata="$POSTGRESQL_DIR/data" --username=kyodo --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 >/dev/null
    # Nothing here outlives the run, so nothing waits for the disk.
    as_postgres "$bin/pg_ctl" --pgdata="$POSTGRESQL_DIR/data" --log="$POSTGRESQL_DIR/log" --wait \
        --options="-h 127.0.0.1 -p $POSTGRESQL_PORT -k $POSTGRESQL_DIR -c fsync=off -c full_page_writes=off -c synchronous_commit=off" \
        start >/dev/null
    echo "$("$bin/postgres" --version) on port $POSTGRESQL_PORT"
}

stop_postgresql() {
    if [ -n "$POSTGRESQL_DIR" ]; then
        if [ -e "$POSTGRESQL_DIR/data/postmaster.pid" ]; then
            as_postgres "$(postgresql_bin)/pg_ctl" --pgdata="$POSTGRESQL_DIR/data" --mode=immediate stop >/dev/null || true
        fi
        rm -rf "$POSTGRESQL_DIR"
        POSTGRESQL_DIR=
    fi
}

# in_background COMMAND…: start it in a process group that ends with this run; BACKGROUND
# is its process.
in_background() {
    setsid "$@" &
    BACKGROUND=$!
    echo "$BACKGROUND" >>"$STARTED"
}
