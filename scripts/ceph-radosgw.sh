#!/usr/bin/env bash
# A throw-away S3 server for tests: Ceph's radosgw over one monitor and one OSD, all on the loopback, all state in
# memory and in one folder. Works as root and as any other user.
#   scripts/ceph-radosgw.sh install            Debian's packages (needs root)
#   scripts/ceph-radosgw.sh start DIR PORT     prints MAGPIE_TEST_S3_ENDPOINT=... and the keys
#   scripts/ceph-radosgw.sh stop DIR           ends its daemons and removes DIR
# Two accounts: the second (MAGPIE_TEST_S3_OTHER_...) owns nothing and may read nothing of the first.
# SSE-C and SSE-KMS (key id magpie-key) work over plain HTTP. DIR/rgw.log has a line for each request.
set -euo pipefail
umask 077
unset CEPH_ARGS CEPH_CONF CEPH_KEYRING

packages=(radosgw ceph-mon ceph-osd)
key=MAGPIETESTKEY0000001 secret=magpie-test-secret-not-a-real-one-000001
other=MAGPIETESTKEY0000002 other_secret=magpie-test-secret-not-a-real-one-000002

fail() {
  echo "ceph-radosgw.sh: $*" >&2
  exit 1
}

# A daemon is ours when the process we wrote down still runs with our configuration file.
is_alive() { # NAME
  local pid
  pid=$(cat "$dir/$1.pid" 2>/dev/null) && [ -n "$pid" ] &&
    tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- " $dir/ceph.conf "
}

# Detached, and holding none of our descriptors: else whoever reads our output would wait for the daemon's end.
start_daemon() { # NAME COMMAND...
  setsid bash -c 'echo $$ >"$0"; exec "$@"' "$dir/$1.pid" "${@:2}" </dev/null >"$dir/$1.out" 2>&1 &
  disown
  until [ -s "$dir/$1.pid" ]; do sleep 0.02; done
}

end_daemons() {
  local name
  for name in rgw osd mon; do
    is_alive "$name" || continue
    kill -KILL "$(cat "$dir/$name.pid")" # nothing in it is worth a slow, clean end
    while is_alive "$name"; do sleep 0.05; done
  done
}

is_taken() { (exec 9<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  while port=$((20000 + RANDOM)); is_taken "$port"; do :; done
  echo "$port"
}

# `command -v` with several names is content with one of them.
are_installed() {
  local program
  for program; do command -v "$program" >/dev/null || return 1; done
}

install_ceph() {
  if are_installed "${packages[@]}"; then return; fi
  apt-get -o DPkg::Lock::Timeout=300 update -qq
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends \
    "${packages[@]}" >/dev/null
}

configuration() { # FSID PORT MONITOR_PORT
  cat <<CONF
[global]
fsid = $1
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
mon_host = [v2:127.0.0.1:$3]
ms_bind_ipv6 = false
ms_bind_msgr1 = false
# no keys inside the cluster; radosgw would insist on an encrypted link to the monitor
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
ms_mon_client_mode = crc
keyring = $dir/keyring
# no socket files (their paths may be too long), all logs here, requests only
admin_socket =
run_dir = $dir
crash_dir = $dir
log_file = $dir/\$name.log
mon_cluster_log_file = /dev/null
debug_ms = 0/0
debug_osd = 0/0
debug_objecter = 0/0
debug_rgw = 1/1
mon_data = $dir/mon
mon_data_avail_warn = 1
mon_data_avail_crit = 1
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
# a new pool takes 50 ms instead of a second; radosgw makes several
paxos_propose_interval = 0.05
osd_data = $dir/osd
osd_objectstore = memstore
memstore_device_bytes = 8G
osd_memory_target = 1G
osd_enable_op_tracker = false
osd_crush_chooseleaf_type = 0
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
osd_pool_default_pg_autoscale_mode = off
rgw_data = $dir/rgw
# without tcp_nodelay each answer waits 40 ms for the client's delayed ACK
rgw_frontends = beast endpoint=127.0.0.1:$2 tcp_nodelay=1
rgw_rados_pool_pg_num_min = 4
rgw_thread_pool_size = 64
rgw_crypt_require_ssl = false
rgw_crypt_s3_kms_backend = testing
rgw_crypt_s3_kms_encryption_keys = magpie-key=$(printf 'magpie-test-key-of-32-bytes-long' | base64)
CONF
}

start_cluster() { # PORT MONITOR_PORT CONFIGURATION_FILE
  local fsid osd conf=$3
  fsid=$(</proc/sys/kernel/random/uuid) osd=$(</proc/sys/kernel/random/uuid)
  # Joined by &&: in a condition, as it is called, set -e ends nothing.
  configuration "$fsid" "$1" "$2" >"$conf" &&
    ceph-authtool -c "$conf" "$dir/keyring" --create-keyring --gen-key -n mon. --cap mon 'allow *' &&
    ceph-authtool -c "$conf" "$dir/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' &&
    monmaptool -c "$conf" --create --addv a "[v2:127.0.0.1:$2]" --fsid "$fsid" "$dir/monmap" &&
    ceph-mon -c "$conf" -i a --mkfs --monmap "$dir/monmap" --keyring "$dir/keyring" &&
    start_daemon mon ceph-mon -c "$conf" -i a -f &&
    ceph-osd -c "$conf" -i 0 --mkfs --no-mon-config --osd-uuid "$osd" &&
    timeout 30 ceph -c "$conf" osd new "$osd" 0 &&
    start_daemon osd ceph-osd -c "$conf" -i 0 -f &&
    timeout 120 radosgw-admin -c "$conf" user create --uid=magpie --display-name=magpie \
      --access-key="$key" --secret-key="$secret" &&
    start_daemon rgw radosgw -c "$conf" -n client.admin -f --log-file "$dir/rgw.log" &&
    timeout 60 radosgw-admin -c "$conf" user create --uid=other --display-name=other \
      --access-key="$other" --secret-key="$other_secret"
}

start() { # PORT
  local port=$1
  are_installed "${packages[@]}" ceph || fail "Cannot find Ceph: run '$0 install' first"
  [[ $port =~ ^[1-9][0-9]{1,4}$ ]] || fail "Cannot listen on $port: not a port"
  [ ! -e "$dir" ] || rmdir "$dir" 2>/dev/null || fail "Cannot start in $dir: it is not empty (stop it first)"
  ! is_taken "$port" || fail "Cannot listen on $port: it is taken"
  mkdir -p "$dir"/{mon,osd,rgw}
  trap end_daemons EXIT
  start_cluster "$port" "$(free_port)" "$dir/ceph.conf" >"$dir/start.out" 2>&1 ||
    fail "Cannot start Ceph: see $dir/start.out and $dir/*.log"
  for _ in {1..600}; do
    is_taken "$port" && break
    is_alive rgw || fail "Cannot start radosgw: see $dir/rgw.out and $dir/rgw.log"
    sleep 0.1
  done
  is_taken "$port" || fail "Cannot start radosgw: it does not listen; see $dir/rgw.log"
  trap - EXIT
  cat <<LINES
MAGPIE_TEST_S3_ENDPOINT=http://127.0.0.1:$port
MAGPIE_TEST_S3_ACCESS_KEY_ID=$key
MAGPIE_TEST_S3_SECRET_ACCESS_KEY=$secret
MAGPIE_TEST_S3_OTHER_ACCESS_KEY_ID=$other
MAGPIE_TEST_S3_OTHER_SECRET_ACCESS_KEY=$other_secret
LINES
}

stop() {
  [ -e "$dir/ceph.conf" ] || fail "Cannot stop: $dir holds no server of this script"
  end_daemons
  rm -rf -- "$dir"
}

[ $# -lt 2 ] || dir=$(realpath -m -- "$2")
case "${1-} $#" in
  'install 1') install_ceph ;;
  'start 3') start "$3" ;;
  'stop 2') stop ;;
  *) fail "usage: $0 install | start DIR PORT | stop DIR" ;;
esac
