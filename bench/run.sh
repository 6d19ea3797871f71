#!/usr/bin/env bash
# The load benchmark, one command: the gateway as it comes, the gateway with untuned sockets, and the classic loop.
# Usage: bench/run.sh [--quick]     Sizes are environment variables, listed below. See bench/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."

quick=false
[[ ${1:-} == --quick ]] && quick=true
if $quick; then
  : "${POLLS:=2000}" "${WARM_UP:=20000}" "${WARM_UP_SECONDS:=1}" "${REST:=0.5}" "${IDLE:=2}" "${HOLD:=0}" "${LENGTH:=3}" "${ROUNDS:=2}" "${PAUSE:=0.3}"
else
  : "${POLLS:=10000}" "${WARM_UP:=200000}" "${WARM_UP_SECONDS:=30}" "${REST:=3}" "${IDLE:=10}" "${HOLD:=20}" "${LENGTH:=12}" "${ROUNDS:=20}" "${PAUSE:=1}"
fi
: "${RATE:=200}" "${PORT:=9310}" "${SERVER_CORE:=0}" "${LOAD_CORE:=1}"

fail() { echo "run.sh: $*" >&2; exit 1; }
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }

if (( $(ulimit -n) < POLLS + 1000 )); then
  ulimit -n "$(ulimit -Hn)"
  (( $(ulimit -n) >= POLLS + 1000 )) || fail "$POLLS polls need $((POLLS + 1000)) file descriptors, and the limit is $(ulimit -n): set POLLS lower."
fi
(( $(nproc) >= 2 )) || fail "server and load need a core each; this machine offers $(nproc)."
listening && fail "something listens on port $PORT already: set PORT."

# On tmpfs if there is one: a touch is then a matter of memory, as with the gateway's default directory.
work=$(mktemp -d -p "$([[ -w /dev/shm ]] && echo /dev/shm || echo "${TMPDIR:-/tmp}")" novcomet-bench.XXXXXX)
channels=$work/channels; results=$work/results.jsonl
mkdir "$channels"
server=
stop_server() {
  [[ -n $server ]] || return 0
  kill "$server" 2>/dev/null || true
  for _ in {1..100}; do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
  kill -KILL "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}
trap 'stop_server; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

for project in src/NovComet.Web bench/NovComet.Classic bench/NovComet.Load; do
  log=$(dotnet build "$project" -c Release --nologo -v quiet) || { echo "$log" >&2; fail "$project does not build."; }
done
program() { echo "$1/bin/Release/net10.0/${1##*/}.dll"; }

start_server() {
  taskset -c "$SERVER_CORE" "$@" >"$work/server.log" 2>&1 &
  server=$!
  for _ in {1..300}; do
    listening && return
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; fail "the server ended at once."; }
    sleep 0.1
  done
  fail "the server does not listen on port $PORT."
}

clean=true
load() {
  taskset -c "$LOAD_CORE" dotnet "$(program bench/NovComet.Load)" "$1" --port "$PORT" --directory "$channels" --pid "$server" \
    --label "$label" --results "$results" --polls "$POLLS" --rest "$REST" "${@:2}" || clean=false
}

# Idle comes first: memory that busy connections leave behind would hide what held ones need.
measure() {
  label=$1
  echo "== $label"
  start_server "${@:2}"
  load idle --seconds "$IDLE" --hold "$HOLD"
  load spread --hold "$HOLD" --rate "$RATE" --seconds "$LENGTH" --warm-up "$WARM_UP" --warm-up-seconds "$WARM_UP_SECONDS"
  load fanout --rounds "$ROUNDS" --pause "$PAUSE" --warm-up "$WARM_UP" --warm-up-seconds "$WARM_UP_SECONDS"
  stop_server
}

floor() {
  taskset -c "$LOAD_CORE" dotnet "$(program bench/NovComet.Load)" floor --directory "$channels" --server-core "$SERVER_CORE" --results "$results"
}

gateway=(dotnet "$(program src/NovComet.Web)" --urls "http://127.0.0.1:$PORT" "--NovComet:Directory=$channels")
measure "gateway" "${gateway[@]}"
measure "gateway, plain sockets" env DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=0 "${gateway[@]}"
floor
measure "classic loop" dotnet "$(program bench/NovComet.Classic)" --urls "http://127.0.0.1:$PORT" "--Classic:Directory=$channels"

settings="server on core $SERVER_CORE, load on core $LOAD_CORE; channels on $(stat -f -c %T "$channels"); $POLLS polls, $RATE touches/s for $LENGTH s, $ROUNDS rounds; warm-up $WARM_UP answers or $WARM_UP_SECONDS s."
dotnet "$(program bench/NovComet.Load)" report "$results" --settings "$settings" >"$work/report.md"
echo "== ratios"
cat "$work/report.md"
if ! $quick; then
  file=bench/results/$(date -u +%F).md
  mkdir -p bench/results
  [[ -e $file ]] || printf '# Load benchmark, %s\n\n' "$(date -u +%F)" >"$file"
  cat "$work/report.md" >>"$file"
  echo "Appended to $file."
fi
$clean || fail "answers were missing or wrong: these figures are worth nothing."
