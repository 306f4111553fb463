# shellcheck shell=bash
# The steps of .ci/run. Each writes its output to a file that is shown only where the step failed.
# shellcheck disable=SC2154 # root and work are set by .ci/run

passed=0
failed=0
server=
# Seconds and name of each step, one a line, in the order in which they ended.
took=

# step NAME COMMAND...: counts as one test
step() {
  local name=$1 started=$SECONDS
  shift
  local status=0
  timed "$@" >"$work/log" 2>&1 || status=$?
  note $((SECONDS - started)) "$name"
  if [ "$status" -eq 0 ]; then
    passed=$((passed + 1))
    printf 'ok      %s (%d s)\n' "$name" $((SECONDS - started))
  else
    failed=$((failed + 1))
    printf 'FAILED  %s (%d s)\n' "$name" $((SECONDS - started))
    tail -n 60 "$work/log" | sed 's/^/        /'
    cd "$root" || exit 1
    return 1
  fi
}

# suite NAME COMMAND...: a run of tap, counted by its own last line `# { total: 9, pass: 8, fail: 1 }`
suite() {
  local name=$1 started=$SECONDS status=0 counts good bad
  shift
  timed "$@" >"$work/log" 2>&1 || status=$?
  note $((SECONDS - started)) "$name"
  counts=$(grep -E '^# \{ total: [0-9]+' "$work/log" | tail -n 1)
  good=$(count pass "$counts")
  bad=$(count fail "$counts")
  # A run that failed before or beside its tests is a failure, whatever tap counted; one without a test is none.
  if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; }; then bad=1; fi
  passed=$((passed + good))
  failed=$((failed + bad))
  if [ "$bad" -eq 0 ]; then
    printf 'ok      %s: %d tests (%d s)\n' "$name" "$good" $((SECONDS - started))
  else
    printf 'FAILED  %s: %d passed, %d failed (%d s)\n' "$name" "$good" "$bad" $((SECONDS - started))
    { grep -E -A 24 '^ *not ok' "$work/log" | head -n 200; tail -n 40 "$work/log"; } | sed 's/^/        /'
    return 1
  fi
}

count() {
  local number
  number=$(sed -nE "s/.*[{,] $1: ([0-9]+).*/\1/p" <<<"$2")
  printf '%s' "${number:-0}"
}

# Functions run here, programs under a limit: nothing may hang a build for ever.
timed() {
  if [ "$(type -t "$1")" = function ]; then "$@"; else timeout --kill-after=10 "${limit:-900}" "$@"; fi
}

note() {
  took+="$1 $2"$'\n'
}

# Where the time went, the longest first; what is no step (a trap, a shell function between them) is in the sum only.
times() {
  printf '\nwhere the time went:\n'
  printf '%s' "$took" | sort -k1,1nr | while read -r seconds name; do
    printf '%6d s  %s\n' "$seconds" "$name"
  done
  printf '%6d s  in all (%d min)\n\n' "$SECONDS" $((SECONDS / 60))
}

finish() {
  times
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
  exit
}

install_tools() {
  local missing=()
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  command -v git >/dev/null || missing+=(git)
  command -v curl >/dev/null || missing+=(curl)
  if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    step "apt-get install ${missing[*]}" apt_install "${missing[@]}"
  fi
  step 'node 20 or later, npm, git, curl' have_tools
}

# install_packages PROGRAM PACKAGE...: installs the packages whose programs are not there. RUNLEVEL=1 keeps packages from
# starting the services that they bring.
install_packages() {
  local missing=()
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || missing+=("$2")
    shift 2
  done
  if [ ${#missing[@]} -eq 0 ] || [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then return; fi
  step "apt-get install ${missing[*]}" apt_install "${missing[@]}"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  apt-get update && apt-get install -y --no-install-recommends "$@"
}

have_tools() {
  node -e 'if (Number(process.versions.node.split(".")[0]) < 20) throw new Error(`Node ${process.version} is too old`)' &&
    npm --version && git --version && curl --version
}

have_go() {
  command -v go >/dev/null || PATH=$PATH:/usr/local/go/bin
  command -v go || { echo 'Go is not installed; the comparison with the kubelet needs 1.26 or later'; return 1; }
  local version
  version=$(go env GOVERSION)
  [ "$(printf '%s\n' go1.26 "$version" | sort -V | head -n 1)" = go1.26 ] || { echo "$version is too old, 1.26 is needed"; return 1; }
}

# The package `node` brings the official binary through an install script; where npm does not run install scripts, the
# package for this platform is the same binary without one.
get_node() {
  local at="$work/node-$1" platform
  mkdir -p "$at"
  npm install --no-save --prefix "$at" "node@$1"
  if [ ! -x "$at/node_modules/node/bin/node" ]; then
    platform=$(node -p 'process.platform + "-" + process.arch')
    npm install --no-save --prefix "$at" "node-$platform@$1" || return 1
    mkdir -p "$at/node_modules/node/bin"
    ln -sf "$at/node_modules/node-$platform/bin/node" "$at/node_modules/node/bin/node"
  fi
  "$at/node_modules/node/bin/node" --version | grep "^v$1\\."
}

on_node() {
  local line=$1
  shift
  PATH="$work/node-$line/node_modules/node/bin:$PATH" timeout --kill-after=10 "${limit:-900}" "$@"
}

# What README.md promises: clone, `npm ci && npm start`, paste the printed curl, be denied.
fresh_clone() {
  local clone="$work/clone" command answer
  [ -z "$(git -C "$root" status --porcelain)" ] || echo 'the work tree has changes that HEAD, which is cloned, has not'
  git clone --quiet "$root" "$clone" && cd "$clone" && timeout 600 npm ci || return 1
  setsid npm start >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 120); do
    command=$(sed -nE 's/^ *(curl .*)$/\1/p' "$work/server.log" | head -n 1)
    [ -n "$command" ] && break
    kill -0 "$server" 2>/dev/null || break
    sleep 1
  done
  if [ -z "$command" ]; then
    echo 'the server printed no curl:'
    cat "$work/server.log"
    return 1
  fi
  echo "$command"
  answer=$(bash -c "$command --max-time 20") || { echo "curl failed: $?"; cat "$work/server.log"; return 1; }
  stop_server
  cd "$root" || return 1
  echo "$answer"
  node -e 'const { response } = JSON.parse(process.argv[1]); if (response.allowed !== false || !/\[PG\d{3}\]/.test(response.status.message)) process.exit(1)' "$answer"
}

# Only what was started here: npm leads a process group of its own.
stop_server() {
  [ -n "$server" ] || return 0
  kill -TERM -- "-$server" 2>/dev/null
  for _ in $(seq 50); do
    kill -0 -- "-$server" 2>/dev/null || break
    sleep 0.2
  done
  kill -KILL -- "-$server" 2>/dev/null
  server=
  return 0
}
