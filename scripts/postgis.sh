#!/usr/bin/env bash
# Runs a temporary PostgreSQL with PostGIS for tests and development: its own
# folder, a Unix socket and a free port of the loopback. It never touches a
# cluster of the system. Works as root (the server then runs as postgres, or as
# nobody) or as anyone.
#
#   scripts/postgis.sh               start, print the URL, stop when stdin ends or at Ctrl-C
#   scripts/postgis.sh start [DIR]   start in the background and print the URL
#   scripts/postgis.sh stop [DIR]    stop what start began, and remove it
#   scripts/postgis.sh url [DIR]     print the URL again
#   scripts/postgis.sh halt [DIR]    end the server in order; keep its files
#   scripts/postgis.sh crash [DIR]   end it at once, with no word to anyone; keep its files
#   scripts/postgis.sh resume [DIR]  start it again, on the same port
#   scripts/postgis.sh run COMMAND   run a command with MAILLAGE_TEST_DATABASE_URL set
#   scripts/postgis.sh install       install the Debian packages (as root)
#
# The role of the URL is a superuser of the temporary server alone. Nothing is
# made durable (fsync is off): a crash of the machine may lose it.
set -euo pipefail

packages=(postgresql-15 postgresql-15-postgis-3)
pooler=pgbouncer
default_dir=${TMPDIR:-/tmp}/maillage-postgis-$(id -u)

die() { echo "scripts/postgis.sh: $*" >&2; exit 1; }

# bin is the folder of the newest server that has PostGIS; empty when none has.
find_bin() {
	local dir
	for dir in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
		local version=${dir%/bin}
		if [[ -x $dir/initdb && -e /usr/share/postgresql/${version##*/}/extension/postgis.control ]]; then
			echo "$dir"
			return
		fi
	done
}

need_bin() {
	bin=$(find_bin)
	[[ -n $bin ]] || die "no PostgreSQL with PostGIS here: run scripts/postgis.sh install as root, or apt-get install ${packages[*]}"
}

# as_owner runs a command as whoever may run the server, which is not root.
as_owner() {
	if [[ $(id -u) -ne 0 ]]; then
		"$@"
		return
	fi
	local owner=nobody
	id postgres >/dev/null 2>&1 && owner=postgres
	(cd / && exec setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups --reset-env -- "$@")
}

free_port() {
	local port
	for _ in {1..50}; do
		port=$((20000 + RANDOM % 12000))
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
	done
	die "found no free port between 20000 and 32000"
}

launch() { # DIR
	as_owner "$bin/pg_ctl" -D "$1/data" -l "$1/log" -w -t 60 -s start >/dev/null 2>&1 </dev/null
}

halt() { # DIR MODE
	[[ ! -e $1/data/postmaster.pid ]] || as_owner "$bin/pg_ctl" -D "$1/data" -m "$2" -w -t 60 -s stop >/dev/null 2>&1 || true
}

make_cluster() { # DIR
	local dir=$1 password
	[[ ${#dir} -lt 80 ]] || die "$dir is too long a path for a Unix socket: set TMPDIR to a shorter one"
	password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
	(umask 077 && mkdir -p "$dir" && printf '%s\n' "$password" >"$dir/password")
	if [[ $(id -u) -eq 0 ]]; then
		local owner=nobody
		id postgres >/dev/null 2>&1 && owner=postgres
		chown -R "$owner" "$dir"
	fi
	as_owner "$bin/initdb" -D "$dir/data" -U maillage --pwfile="$dir/password" --auth=scram-sha-256 \
		--encoding=UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 || die "initdb failed: $(tail -3 "$dir/initdb.log")"
	cat >>"$dir/data/postgresql.conf" <<-CONF
		listen_addresses = '127.0.0.1'
		unix_socket_directories = '$dir'
		fsync = off
		shared_buffers = 64MB
		max_wal_size = 512MB
		max_connections = 60
		jit = off
		timezone = 'UTC'
		log_min_messages = warning
	CONF
}

psql_url() { # DIR
	echo "postgres://maillage:$(cat "$1/password")@127.0.0.1:$(cat "$1/port")/postgres?sslmode=disable"
}

start() { # DIR
	local dir=$1
	[[ ! -e $dir/data ]] || die "$dir is in use: scripts/postgis.sh stop $dir"
	make_cluster "$dir"
	for _ in {1..5}; do # another program may take the port meanwhile
		local port
		port=$(free_port)
		echo "$port" >"$dir/port"
		sed -i '/^port = /d' "$dir/data/postgresql.conf"
		echo "port = $port" >>"$dir/data/postgresql.conf"
		if launch "$dir"; then
			psql_url "$dir"
			return
		fi
	done
	tail -5 "$dir/log" >&2 || true
	die "the server did not start; see above"
}

stop() { # DIR
	[[ -e $1/data ]] || die "nothing runs in $1" # and nothing else is ever removed
	halt "$1" fast
	rm -rf "$1"
}

# hold keeps a server for as long as stdin is open: it ends with its caller,
# however the caller ends. Its folder is global, for the trap to see.
hold() {
	dir=$(mktemp -d "${TMPDIR:-/tmp}/maillage-postgis.XXXXXX")
	trap 'trap "" PIPE; halt "$dir" immediate; rm -rf "$dir"' EXIT
	trap 'exit 0' INT TERM HUP
	start "$dir"
	while read -r _; do :; done
}

run() {
	local status=0
	dir=$(mktemp -d "${TMPDIR:-/tmp}/maillage-postgis.XXXXXX")
	trap 'halt "$dir" immediate; rm -rf "$dir"' EXIT
	trap 'exit 1' INT TERM HUP
	MAILLAGE_TEST_DATABASE_URL=$(start "$dir")
	export MAILLAGE_TEST_DATABASE_URL
	"$@" || status=$?
	exit "$status"
}

# find_pooler is where pgbouncer is; Debian puts it where users do not look.
find_pooler() { command -v "$pooler" || PATH=/usr/sbin command -v "$pooler"; }

install() {
	local wanted=()
	[[ -n $(find_bin) ]] || wanted+=("${packages[@]}")
	[[ -n $(find_pooler) ]] || wanted+=("$pooler")
	[[ ${#wanted[@]} -gt 0 ]] || return 0
	[[ $(id -u) -eq 0 ]] || die "only root may install: apt-get install ${wanted[*]}"
	export DEBIAN_FRONTEND=noninteractive
	# Debian would make and start a cluster and a pooler of the system: not for a test.
	if [[ ! -e /etc/postgresql-common/createcluster.conf ]]; then
		mkdir -p /etc/postgresql-common
		echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
	fi
	if [[ -z $(find_pooler) && -d /run/systemd/system ]]; then
		systemctl mask "$pooler.service"
	fi
	local get=(apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold "${wanted[@]}")
	"${get[@]}" </dev/null || { apt-get update </dev/null && "${get[@]}" </dev/null; }
}

command=${1:-hold}
[[ $# -eq 0 ]] || shift
case $command in
install) install ;;
hold) need_bin; hold ;;
run) [[ $# -gt 0 ]] || die "run what? scripts/postgis.sh run COMMAND"; need_bin; run "$@" ;;
start) need_bin; start "${1:-$default_dir}" ;;
stop) need_bin; stop "${1:-$default_dir}" ;;
url) psql_url "${1:-$default_dir}" ;;
halt) need_bin; halt "${1:-$default_dir}" fast ;;
crash) need_bin; halt "${1:-$default_dir}" immediate ;;
resume) need_bin; launch "${1:-$default_dir}" || die "did not start again: $(tail -3 "${1:-$default_dir}/log")" ;;
*) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
esac
