#!/usr/bin/env bash
# The load benchmark of signals, one command: the gateway as it comes, the gateway with untuned sockets, and the classic loop.
# Usage: bench/run.sh [--quick]     Sizes are environment variables, listed below. See bench/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."

keep=true
if [[ ${1:-} == --quick ]]; then
  keep=false
  : "${POLLS:=2000}" "${WARM_UP:=20000}" "${WARM_UP_SECONDS:=1}" "${REST:=0.5}" "${IDLE:=2}" "${HOLD:=0}" "${LENGTH:=3}" "${ROUNDS:=2}" "${PAUSE:=0.3}"
else
  : "${POLLS:=10000}" "${WARM_UP:=200000}" "${WARM_UP_SECONDS:=30}" "${REST:=3}" "${IDLE:=10}" "${HOLD:=20}" "${LENGTH:=12}" "${ROUNDS:=20}" "${PAUSE:=1}"
fi
: "${RATE:=200}" "${PORT:=9310}" "${SERVER_CORE:=0}" "${LOAD_CORE:=1}"
SUBSCRIBERS=$POLLS
source bench/common.sh
check_machine
build src/NovComet.Web bench/NovComet.Classic bench/NovComet.Load

poll() { load "$1" "$label" --directory "$channels" --polls "$POLLS" --rest "$REST" "${@:2}"; }

# Idle comes first: memory that busy connections leave behind would hide what held ones need.
measure() {
  label=$1
  echo "== $label"
  start_server "${@:2}"
  poll idle --seconds "$IDLE" --hold "$HOLD"
  poll spread --hold "$HOLD" --rate "$RATE" --seconds "$LENGTH" --warm-up "$WARM_UP" --warm-up-seconds "$WARM_UP_SECONDS"
  poll fanout --rounds "$ROUNDS" --pause "$PAUSE" --warm-up "$WARM_UP" --warm-up-seconds "$WARM_UP_SECONDS"
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

report $keep "server on core $SERVER_CORE, load on core $LOAD_CORE; channels on $(stat -f -c %T "$channels"); $POLLS polls, $RATE touches/s for $LENGTH s, $ROUNDS rounds; warm-up $WARM_UP answers or $WARM_UP_SECONDS s." </dev/null
