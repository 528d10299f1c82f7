# A throw-away PostgreSQL for the tests: made, started, and removed again.
# Sourced by scripts/test, after install.sh.
# shellcheck shell=bash

POSTGRES_HOME=""
POSTGRES_BIN=""
POSTGRES_PORT=""
POSTGRES_OWNER=()

# start_postgres: LONGDAN_TEST_POSTGRES_URL names a PostgreSQL that answers.
start_postgres() {
  if [[ -n ${LONGDAN_TEST_POSTGRES_URL:-} ]]; then
    return 0
  fi
  find_postgres || return 1
  POSTGRES_HOME=$(mktemp -d "${TMPDIR:-/tmp}/longdan-postgres.XXXXXX")
  choose_owner || return 1
  local password
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  if ! { create_cluster "$password" && start_on_a_free_port && create_database "$password"; }; then
    echo "PostgreSQL would not start; the end of its log:" >&2
    tail -n 20 "$POSTGRES_HOME/log" >&2 || true
    return 1
  fi
  export LONGDAN_TEST_POSTGRES_URL="postgres://longdan:$password@127.0.0.1:$POSTGRES_PORT/longdan"
  echo "a throw-away $("$POSTGRES_BIN/postgres" --version) on port $POSTGRES_PORT"
}

# stop_postgres: the cluster that start_postgres made is gone.
stop_postgres() {
  [[ -n $POSTGRES_HOME ]] || return 0
  if [[ -f $POSTGRES_HOME/data/postmaster.pid ]]; then
    as_owner "$POSTGRES_BIN/pg_ctl" stop -s -m immediate -D data || true
  fi
  rm -rf "$POSTGRES_HOME"
  POSTGRES_HOME=""
}

# find_postgres: POSTGRES_BIN is the folder of PostgreSQL's own programs.
find_postgres() {
  if look_for_postgres; then
    return 0
  fi
  if may_install; then
    echo "installing PostgreSQL"
    if install_package postgresql && look_for_postgres; then
      return 0
    fi
  fi
  echo "PostgreSQL is missing: install it (Debian: apt-get install postgresql)" \
    "or set LONGDAN_TEST_POSTGRES_URL" >&2
  return 1
}

look_for_postgres() {
  local found
  found=$(command -v initdb || printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  [[ -x $found ]] || return 1
  POSTGRES_BIN=$(dirname "$(readlink -f "$found")")
}

# choose_owner: initdb refuses root, so root hands the cluster to somebody without rights.
choose_owner() {
  ((EUID == 0)) || return 0
  local name
  for name in postgres nobody longdan-test; do
    if id "$name" >/dev/null 2>&1; then
      break
    fi
  done
  id "$name" >/dev/null 2>&1 || useradd --system --no-create-home "$name" || return 1
  POSTGRES_OWNER=(setpriv "--reuid=$(id -u "$name")" "--regid=$(id -g "$name")" --clear-groups)
  chown "$name" "$POSTGRES_HOME"
}

# as_owner COMMAND...: runs it as the cluster's owner, in the cluster's folder.
as_owner() {
  (cd "$POSTGRES_HOME" && "${POSTGRES_OWNER[@]}" "$@")
}

# create_cluster PASSWORD: an empty cluster whose only user is `longdan`. No test takes
# the power away, so it needn't wait for the disk.
create_cluster() {
  as_owner tee password <<<"$1" >/dev/null &&
    as_owner "$POSTGRES_BIN/initdb" --pgdata=data --username=longdan --pwfile=password \
      --auth=scram-sha-256 --encoding=UTF8 --locale=C >"$POSTGRES_HOME/log" 2>&1 &&
    as_owner tee -a data/postgresql.conf >/dev/null <<EOF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$POSTGRES_HOME'
max_connections = 300
max_locks_per_transaction = 256
fsync = off
full_page_writes = off
EOF
}

# start_on_a_free_port: tries ports until the server could take one, which is POSTGRES_PORT.
start_on_a_free_port() {
  local attempt
  for attempt in 1 2 3 4 5; do
    POSTGRES_PORT=$((20000 + RANDOM % 20000))
    if as_owner "$POSTGRES_BIN/pg_ctl" start -s -w -D data -l server.log -o "-p $POSTGRES_PORT" </dev/null; then
      return 0
    fi
    echo "attempt $attempt: port $POSTGRES_PORT" >>"$POSTGRES_HOME/log"
    cat "$POSTGRES_HOME/server.log" >>"$POSTGRES_HOME/log"
  done
  return 1
}

# create_database PASSWORD: the database that the address names.
create_database() {
  PGPASSWORD=$1 "$POSTGRES_BIN/createdb" -h 127.0.0.1 -p "$POSTGRES_PORT" -U longdan longdan
}
