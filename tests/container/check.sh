#!/usr/bin/env bash
# Checks the container image without a container engine: builds what the Dockerfile builds, puts it into a tree that has
# only what the image has, and runs it there as the image would: not root, read-only, with the image's environment and
# command. Then: health, the walkthrough, a stop by SIGTERM; the Dockerfile's text; sizes and the cold start.
#
#   tests/container/check.sh [PUBLISHED_DIRECTORY]      with a directory, that is taken and nothing is built
#
# Needs the .NET SDK, bash and curl. With util-linux's unshare (every Debian and Ubuntu has it) the tree is really the
# program's root; where the kernel does not allow that, the program is started directly and the output says so.
set -euo pipefail

part=container
# shellcheck source=tests/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=tests/container/lib.sh
source "$root/tests/container/lib.sh"
chmod 755 "$work"

main() {
  local published="${1:-}"
  read_dockerfile
  check_dockerfile_text

  # Where the native check before it has built nothing, there is nothing to be laid out either; it has said why.
  [[ -z "$published" || -n "$(ls -A "$published")" ]] || left_out "$published is empty; only the Dockerfile's text was checked"

  if [[ -z "$published" ]]; then
    published="$work/app"
    local began
    began="$(now_ms)"
    "$root/simulator/publish.sh" publish "$published" < /dev/null || fail "publish.sh failed"
    say "published in $((($(now_ms) - began) / 1000)) s"
  fi

  [[ -x "$published/$(basename "$entrypoint")" ]] || fail "ENTRYPOINT $entrypoint is not in what publish.sh builds"
  say "ENTRYPOINT $entrypoint is in the published directory"
  choose_way "$published"

  check_size
  check_health_command
  check_service
  measure_cold_start
  say "published: $(size_of "$published"), with symbols"
  say "all well ($way)"
}

# What everybody pulls, once for each version; what grows beyond this shall be seen.
check_size() {
  [[ "$way" == "as in the image" ]] || return 0
  [[ "$(du -sk --apparent-size "$image" | cut -f 1)" -le $((IMAGE_MAX_MB * 1024)) ]] ||
    fail "the image is $image_size; it shall be at most $IMAGE_MAX_MB MB"
  say "image: $image_size, of at most $IMAGE_MAX_MB MB"
}

# The default port of the health command is the one that the image exposes; nobody there is 3.
check_health_command() {
  local code=0
  in_image health --url http://localhost:9 > "$work/health.out" 2>&1 || code=$?
  [[ "$code" == 3 ]] || fail "health of a port where nobody listens gave exit code $code instead of 3: $(cat "$work/health.out")"
  in_image health --help > "$work/help.out" 2>&1 || fail "health --help failed: $(cat "$work/help.out")"
  grep -q ":$port\b" "$work/help.out" || fail "HEALTHCHECK asks another port than EXPOSE $port: $(cat "$work/help.out")"
  say "HEALTHCHECK: asks port $port; gives 3 where nobody listens"
}

check_service() {
  start
  local code=0
  in_image health --url "http://localhost:$bound" > "$work/health.out" 2>&1 || code=$?
  [[ "$code" == 0 ]] || fail "HEALTHCHECK gave exit code $code for a server that is well: $(cat "$work/health.out")"
  say "HEALTHCHECK: gives 0 for a server that is well"

  grep -q '^fincoresim: warning: .*-p 127.0.0.1:8080:8080' "$work/server.out" || fail "no warning that it can be reached from elsewhere: $(cat "$work/server.out")"
  say "warns that without an admin token whoever reaches it controls it"

  "$root/simulator/walkthrough.sh" "http://localhost:$bound" > "$work/walkthrough.out" 2>&1 ||
    fail "the walkthrough failed: $(tail -n 5 "$work/walkthrough.out")"
  say "$(tail -n 1 "$work/walkthrough.out")"

  local document template
  for document in fincore control; do
    # The address in use stands in the document as its server: asked for by the usual one, it is the file byte for byte.
    curl --silent --show-error --max-time 20 --header "Host: localhost:8080" --output "$work/$document.yaml" "http://localhost:$bound/openapi/$document.yaml" ||
      fail "no /openapi/$document.yaml"
    cmp -s "$work/$document.yaml" "$root/openapi/$document.yaml" || fail "/openapi/$document.yaml is not openapi/$document.yaml"
  done
  say "both OpenAPI documents, the same bytes as in openapi/"

  for template in docs empty busy; do
    curl --silent --show-error --fail --max-time 20 --output /dev/null --header 'Content-Type: application/json' \
      --data "{\"template\": \"$template\"}" "http://localhost:$bound/_sim/sandboxes" || fail "no sandbox from the template $template"
  done
  say "sandboxes from every template"

  stop
  say "stopped by SIGTERM in $stop_ms ms, exit code 0"
  [[ "$stop_ms" -lt 1000 ]] || fail "stopping took $stop_ms ms; it should take less than 1000"
  ! grep -i -E '^(warn|fail|crit):' "$work/server.out" || fail "it logged a warning"
}

# From the start of the process to the first answer.
measure_cold_start() {
  local times=()
  start
  stop
  for _ in 1 2 3 4 5; do
    start
    times+=("$start_ms")
    stop
  done
  local sorted
  sorted="$(printf '%s\n' "${times[@]}" | sort -n | tr '\n' ' ')"
  say "cold start: $(cut -d ' ' -f 3 <<< "$sorted") ms, median of 5 ($sorted)"
}

main "$@"
