#!/usr/bin/env bash
# Runs all tests of the project and installs what they need first. Arguments go on to `dotnet test`.
# The last line printed is always "N passed, N failed", followed by ", N skipped" if there are any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export LC_ALL=C DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

passed=0 failed=0 skipped=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say() { printf '== %s\n' "$*"; }

finish() {
  local skips=""
  ((skipped == 0)) || skips=", $skipped skipped"
  echo "$passed passed, $failed failed$skips"
  exit $((failed > 0))
}

stop() { say "$*"; failed=$((failed + 1)); finish; }

# On a developer's machine the tests that miss a tool are skipped and say why. In CI they must not be.
missing() { if [[ ${CI:-} == true ]]; then stop "$*"; else say "$*"; say "The tests that need it will be skipped."; fi; }

as_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

install_tools() {
  local -A package_of=([php]=php-cli [nginx]=nginx-light [chromium]=chromium [node]=nodejs [npm]=npm)
  local tool packages=()
  for tool in php nginx chromium node npm; do
    command -v "$tool" > /dev/null || packages+=("${package_of[$tool]}")
  done
  ((${#packages[@]})) || return 0

  if ! command -v apt-get > /dev/null || ! as_root true 2> /dev/null; then
    missing "Missing, and only root can install it on Debian or Ubuntu: ${packages[*]}"
    return 0
  fi
  say "Installing ${packages[*]}: this can take a minute"
  if ! { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${packages[@]}"; } > "$scratch/apt" 2>&1; then
    tail -n 5 "$scratch/apt"
    missing "apt-get could not install: ${packages[*]}"
  fi
}

install_jquery() {
  command -v npm > /dev/null || return 0
  say "Installing jQuery for the page of the old style"
  npm ci --prefix tests/pages --prefer-offline --no-audit --no-fund > "$scratch/npm" 2>&1 && return
  tail -n 5 "$scratch/npm"
  missing "npm could not install jQuery into tests/pages."
}

# Prints the number after the last line that begins with each of the given words, 0 where there is none.
numbers_after() {
  local log=$1 label
  shift
  for label in "$@"; do
    awk -v label="$label" 'index($0, label) == 1 { n = $NF; gsub(/[^0-9]/, "", n) } END { print n + 0 }' "$log"
  done
}

# The summary only counts; whether all went well is the exit code's to say. A test host that dies half-way
# leaves a summary without a single failure in it, and a build that fails leaves none.
count() {
  local runner=$1 code=$2 good=$3 bad=$4 left_out=$5
  if ((bad == 0 && code != 0)); then
    say "$runner ended with exit code $code, though no test is counted as failed."
    bad=1
  elif ((good + bad == 0)); then
    say "$runner ran no test."
    bad=1
  fi
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left_out))
}

test_dotnet() {
  # One project after the other: some tests use up all of a resource that the others need, such as inotify instances.
  local code=0 options=(--max-parallel-test-modules 1)
  # A filter leaves some projects without any test (exit code 8), which is a fault only where nothing was filtered.
  (($# == 0)) || options+=(--ignore-exit-code 8)
  say "dotnet test"
  dotnet test "${options[@]}" "$@" 2>&1 | tee "$scratch/dotnet" || code=$?
  # shellcheck disable=SC2046 # three numbers, three words
  count "dotnet test" "$code" $(numbers_after "$scratch/dotnet" "  succeeded: " "  failed: " "  skipped: ")
}

test_browser_client() {
  local code=0
  [[ -d tests/browser-client ]] && command -v node > /dev/null || return 0
  say "node --test"
  (cd tests/browser-client && node --test --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$scratch/node") || code=$?
  # shellcheck disable=SC2046
  count "node --test" "$code" $(numbers_after "$scratch/node" "# pass " "# fail " "# skipped ")
}

dotnet --version > /dev/null 2>&1 || stop "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0"
install_tools
install_jquery
test_dotnet "$@"
test_browser_client
finish
