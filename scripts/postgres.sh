#!/bin/sh
# A throw-away PostgreSQL for tests, in a folder of its own, on a free port of the loopback, never as root.
#   scripts/postgres.sh install      Debian's package, without leaving a service running (needs root)
#   scripts/postgres.sh start DIR    prints MAGPIE_TEST_DATABASE_URL=...
#   scripts/postgres.sh stop DIR     stops it and removes DIR/cluster
set -eu

usage() {
  echo "usage: $0 install | start DIR | stop DIR" >&2
  exit 2
}

fail() {
  echo "postgres.sh: $1" >&2
  exit 1
}

# The folder of the newest installed version's programs.
programs() {
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
  [ -n "$found" ] || fail "Cannot find PostgreSQL: run '$0 install' first"
  echo "$found"
}

# PostgreSQL refuses to run as root.
unprivileged() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  else
    setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups "$@"
  fi
}

install_postgresql() {
  if ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1; then return; fi
  # The package would make a cluster and start it.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    printf 'create_main_cluster = false\nstart_conf = manual\n' >/etc/postgresql-common/createcluster.conf
  apt-get -o DPkg::Lock::Timeout=300 update -qq
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends postgresql >/dev/null
}

# PostgreSQL takes no port 0, so the kernel is asked first; another process may be quicker, hence several tries.
free_port() {
  "$(node_program)" -e '
    const server = require("node:net").createServer()
    server.listen(0, "127.0.0.1", () => { console.log(server.address().port); server.close() })'
}

node_program() {
  own=$scripts/../node_modules/.bin/node
  if [ -x "$own" ]; then echo "$own"; else echo node; fi
}

start() {
  bin=$(programs)
  mkdir -p "$dir"
  [ ! -e "$cluster" ] || fail "Cannot start in $dir: a cluster is there already (stop it first)"
  mkdir -m 700 "$cluster"
  if [ "$(id -u)" -eq 0 ]; then
    # The unprivileged user must reach the data through DIR, which mktemp makes for root alone.
    chmod a+x "$dir"
    chown "$owner" "$cluster"
    unprivileged test -x "$cluster" || fail "Cannot start in $dir: the user $owner may not go there"
  fi
  cd "$cluster"
  unprivileged "$bin/initdb" --pgdata=data --username=magpie --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
    >initdb.log 2>&1 || fail "Cannot make a cluster: $(tail -n 3 initdb.log)"
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    if unprivileged "$bin/pg_ctl" start --pgdata=data --log=server.log --wait --timeout=30 --silent \
      --options="-h 127.0.0.1 -p $port -k '' -c fsync=off -c max_connections=200"; then
      echo "MAGPIE_TEST_DATABASE_URL=postgres://magpie@127.0.0.1:$port/postgres"
      return
    fi
  done
  fail "Cannot start PostgreSQL in $dir: see $cluster/server.log"
}

stop() {
  [ -e "$cluster" ] || return 0
  bin=$(programs)
  cd "$cluster"
  unprivileged "$bin/pg_ctl" stop --pgdata=data --mode=immediate --silent || true
  cd /
  rm -rf "$cluster"
}

scripts=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
owner=postgres
id "$owner" >/dev/null 2>&1 || owner=nobody

[ $# -ge 1 ] || usage
case $1 in
  install) [ $# -eq 1 ] || usage; install_postgresql ;;
  start | stop)
    [ $# -eq 2 ] || usage
    case $2 in /*) dir=$2 ;; *) dir=$PWD/$2 ;; esac
    cluster=$dir/cluster
    "$1"
    ;;
  *) usage ;;
esac
