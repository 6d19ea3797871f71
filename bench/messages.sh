#!/usr/bin/env bash
# The load benchmark of messages, one command: the gateway and ASP.NET Core SignalR at the same work, on three transports.
# Usage: bench/messages.sh [--quick]     Sizes are environment variables, listed below. See bench/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."

keep=true
if [[ ${1:-} == --quick ]]; then
  keep=false
  : "${SUBSCRIBERS:=500}" "${WARM_UP:=20000}" "${WARM_UP_SECONDS:=3}" "${REST:=0.3}" "${IDLE:=1}" "${ROUNDS:=20}" "${POLL_ROUNDS:=3}" "${LENGTH:=1}" "${PAUSE:=0.3}"
  benchmark=(--warmupCount 1 --iterationCount 1)
else
  : "${SUBSCRIBERS:=10000}" "${WARM_UP:=600000}" "${WARM_UP_SECONDS:=60}" "${REST:=3}" "${IDLE:=10}" "${ROUNDS:=60}" "${POLL_ROUNDS:=20}" "${LENGTH:=10}" "${PAUSE:=1}"
  read -ra benchmark <<<"${BENCHMARK_OPTIONS:-}"
fi
: "${PUBLISHERS:=16}" "${AHEAD:=64}" "${MISSED:=100}" "${POSTERS:=64}" "${PORT:=9310}" "${SERVER_CORE:=0}" "${LOAD_CORE:=1}"
source bench/common.sh
check_machine
build src/NovComet.Web bench/NovComet.SignalR bench/NovComet.Load bench/NovComet.Benchmarks

# deliver <label> <transport> <option>...: each alone, then several at once. Polls have to be back before the next message leaves alone.
deliver() {
  local rounds=(--rounds "$ROUNDS")
  [[ $2 != LongPoll ]] || rounds=(--rounds "$POLL_ROUNDS" --pause "$PAUSE")
  load deliver "$1" --transport "$2" --subscribers "$SUBSCRIBERS" --publishers "$PUBLISHERS" --ahead "$AHEAD" "${rounds[@]}" --seconds "$LENGTH" \
    --warm-up "$WARM_UP" --warm-up-seconds "$WARM_UP_SECONDS" --rest "$REST" "${@:3}"
}

hold() { load held "$1" --transport "$2" --subscribers "$SUBSCRIBERS" --seconds "$IDLE" --rest "$REST" "${@:3}"; }
publish() { load publish "$1" --publishers "$POSTERS" --seconds "$LENGTH" --warm-up-seconds "$LENGTH" --rest "$REST" "${@:2}"; }

# A server of its own for each transport, and idle comes first: memory that busy connections leave behind would hide what held ones need.
gateway=(dotnet "$(program src/NovComet.Web)" --urls "http://127.0.0.1:$PORT" "--NovComet:Directory=$channels")
for transport in Sse WebSocket LongPoll; do
  echo "== gateway, $transport"
  start_server "${gateway[@]}"
  hold gateway $transport
  deliver gateway $transport
  load resume gateway --transport $transport --subscribers "$SUBSCRIBERS" --missed "$MISSED"
  stop_server
done
echo "== gateway, publishing"
start_server "${gateway[@]}"
publish gateway
stop_server

signalr=(dotnet "$(program bench/NovComet.SignalR)" --urls "http://127.0.0.1:$PORT")
for transport in Sse WebSocket LongPoll; do
  echo "== SignalR, $transport"
  start_server "${signalr[@]}"
  hold SignalR $transport --signalr --path /hub
  deliver SignalR $transport --signalr --path /hub
  stop_server
done
echo "== SignalR, publishing"
start_server "${signalr[@]}"
publish SignalR --signalr --path /hub
stop_server

echo "== in the process"
taskset -c "$SERVER_CORE" dotnet "$(program bench/NovComet.Benchmarks)" --filter '*PublishBenchmarks*' --artifacts "$work/benchmarks" "${benchmark[@]}" \
  >"$work/benchmarks.log" || { tail -50 "$work/benchmarks.log" >&2; fail "the micro-benchmark failed."; }

report $keep "server on core $SERVER_CORE, load on core $LOAD_CORE; channels on $(stat -f -c %T "$channels"); $SUBSCRIBERS subscribers, $PUBLISHERS publishers up to $AHEAD messages ahead for $LENGTH s, $ROUNDS messages alone ($POLL_ROUNDS for polls); $POSTERS connections publish to nobody; warm-up $WARM_UP deliveries or $WARM_UP_SECONDS s." \
  < <(printf 'Publishing in the process, on core %s:\n\n' "$SERVER_CORE"; grep '^|' "$work/benchmarks.log")
