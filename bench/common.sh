# What both load benchmarks share: checks, builds, one server at a time on its own core, and the report. To be sourced.
# It uses: SUBSCRIBERS, PORT, SERVER_CORE, LOAD_CORE.

fail() { echo "${0##*/}: $*" >&2; exit 1; }
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }
program() { echo "$1/bin/Release/net10.0/${1##*/}.dll"; }

check_machine() {
  if (( $(ulimit -n) < SUBSCRIBERS + 1000 )); then
    ulimit -n "$(ulimit -Hn)"
    (( $(ulimit -n) >= SUBSCRIBERS + 1000 )) || fail "$SUBSCRIBERS subscribers need $((SUBSCRIBERS + 1000)) file descriptors, and the limit is $(ulimit -n): take fewer."
  fi
  (( $(nproc) >= 2 )) || fail "server and load need a core each; this machine offers $(nproc)."
  ! listening || fail "something listens on port $PORT already: set PORT."
}

build() {
  local project log
  for project; do
    log=$(dotnet build "$project" -c Release --nologo -v quiet) || { echo "$log" >&2; fail "$project does not build."; }
  done
}

# On tmpfs if there is one: a touch is then a matter of memory, as with the gateway's default directory.
work=$(mktemp -d -p "$([[ -w /dev/shm ]] && echo /dev/shm || echo "${TMPDIR:-/tmp}")" novcomet-bench.XXXXXX)
channels=$work/channels; results=$work/results.jsonl
mkdir "$channels"
clean=true
server=

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

# load <verb> <label> <option>...
load() {
  taskset -c "$LOAD_CORE" dotnet "$(program bench/NovComet.Load)" "$1" --port "$PORT" --pid "$server" --label "$2" --results "$results" "${@:3}" \
    || clean=false
}

# report <keep: true or false> <settings>: what was measured; kept runs are appended to the day's results. Further sections come in by stdin.
report() {
  dotnet "$(program bench/NovComet.Load)" report "$results" --settings "$2" >"$work/report.md"
  cat >>"$work/report.md"
  echo "== ratios"
  cat "$work/report.md"
  if $1; then
    local file
    file=bench/results/$(date -u +%F).md
    mkdir -p bench/results
    [[ -e $file ]] || printf '# Load benchmark, %s\n\n' "$(date -u +%F)" >"$file"
    cat "$work/report.md" >>"$file"
    echo "Appended to $file."
  fi
  $clean || fail "answers or messages were missing or wrong: these figures are worth nothing."
}
