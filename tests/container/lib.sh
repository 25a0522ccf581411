# What tests/container/check.sh is made of, on the frame of tests/lib.sh, whose start, stop and clean_up it replaces; sourced, not run.
# shellcheck shell=bash

readonly APP_UID=1654 # of Microsoft's images
readonly IMAGE_MAX_MB=50

way=""

now_ms() {
  local micros="${EPOCHREALTIME/[.,]/}"
  printf '%s' "$((micros / 1000))"
}

size_of() { du -sk --apparent-size "$1" | awk '{printf "%.1f MB", $1 / 1024}'; }

clean_up() {
  if [[ -n "$server" ]]; then
    # The program became another user, and so does not die with what started it.
    local child
    for child in $(cat "/proc/$server/task/$server/children" 2> /dev/null); do
      kill -KILL "$child" 2> /dev/null || true
    done
    kill -KILL "$server" 2> /dev/null || true
  fi
  rm -rf "$work"
}

# --- the Dockerfile -----------------------------------------------------------------------------------------------

# One instruction, continuation lines joined: instruction NAME.
instruction() { sed -e ':a' -e '/\\$/{N;s/ *\\\n */ /;ba' -e '}' "$root/Dockerfile" | sed -n "s/^$1 //p"; }

# The words of a JSON array, one a line.
words() { sed -e 's/^.*\[//' -e 's/\].*$//' <<< "$1" | tr ',' '\n' | sed -e 's/^ *"//' -e 's/" *$//'; }

read_dockerfile() {
  entrypoint="$(words "$(instruction ENTRYPOINT)")"
  port="$(instruction EXPOSE)"
  mapfile -t command < <(words "$(instruction CMD)")
  mapfile -t environment < <(instruction ENV)
  mapfile -t healthcheck < <(words "$(instruction HEALTHCHECK)")
}

check_dockerfile_text() {
  [[ "$(instruction USER)" == '$APP_UID' ]] || fail "USER must be \$APP_UID, so that the image is not root's"
  [[ "${command[*]}" == *":$port" ]] || fail "CMD ${command[*]} listens elsewhere than EXPOSE $port says"
  [[ "${healthcheck[*]}" == "$entrypoint health" ]] || fail "HEALTHCHECK must be $entrypoint health, but is: ${healthcheck[*]}"

  # What is copied from here exists, and git knows it: a fresh clone builds.
  local line source
  while read -r line; do
    [[ "$line" != --from=* ]] || continue
    for source in ${line% *}; do
      [[ -e "$root/$source" ]] || fail "COPY $source: there is no such file"
    done
  done < <(instruction COPY)

  # A project that is forgotten in the restore layer would be fetched again and again, or not at all.
  for source in "$root"/simulator/*/*.csproj "$root"/scenarios/*/*.csproj; do
    source="${source#"$root"/}"
    grep -qF "$source" "$root/Dockerfile" || fail "the restore layer forgets $source"
  done
  say "Dockerfile: user, port, command, sources and projects agree with the program"
}

# --- the tree and the ways to run in it ------------------------------------------------------------------------------

choose_way() {
  local published="$1"
  image="$work/rootfs"
  image_size="$(size_of "$published") and its base"
  way="directly"
  if ! can_unshare; then
    say "NOTE: this machine does not allow namespaces: started directly, as $(id -un), with an empty environment."
    say "NOTE: not checked here: read-only root, another user, and that the image has every library."
  else
    lay_out_tree "$published"
    way="as in the image"
    image_size="$(size_of "$image") (libraries of this machine)"
    local as="uid $APP_UID"
    [[ "$(id -u)" == 0 ]] || as="uid $APP_UID in a user namespace"
    say "runs in a tree of its own: read-only, as $as, without a shell or anything that the image does not have"
  fi

  if [[ "$way" == "directly" ]]; then
    cp -a "$published" "$work/direct"
  fi
}

# Whether the kernel lets us do all that in_tree does; the answer is a number that nothing else gives.
can_unshare() {
  local code=0
  mkdir -p "$work/probe/proc"
  # shellcheck disable=SC2046
  unshare $(namespaces) bash -c '
    mount --bind "$1" "$1" && mount -t proc proc "$1/proc" && mount -o remount,bind,ro "$1" && exit 7' probe "$work/probe" \
    2> /dev/null || code=$?
  [[ "$code" == 7 ]]
}

# Root makes the mounts as root and then really becomes the user; anyone else needs a user namespace for both.
namespaces() {
  if [[ "$(id -u)" == 0 ]]; then
    echo --mount --pid --fork --kill-child
  else
    echo --user --map-root-user --mount --pid --fork --kill-child
  fi
}

# What mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled has of what the binary links, from this machine, and the image's
# own files on top: the binary without its symbols, and the scenarios.
lay_out_tree() {
  local published="$1"
  mkdir -p "$image"/{app,scenarios,proc,dev,etc,tmp}
  cp -a "$published/$(basename "$entrypoint")" "$image/app/"
  cp -a "$root/scenarios/." "$image/scenarios/"
  lay_out_libraries
  printf 'root:x:0:0:root:/root:/sbin/nologin\napp:x:%s:%s::/home/app:/sbin/nologin\n' "$APP_UID" "$APP_UID" > "$image/etc/passwd"
  printf 'root:x:0:\napp:x:%s:\n' "$APP_UID" > "$image/etc/group"
  printf '127.0.0.1\tlocalhost\n::1\tlocalhost\n' > "$image/etc/hosts"
  touch "$image/dev/null" "$image/dev/urandom" "$image/dev/random"
  chmod -R a+rX "$image"
}

# The libraries that the binary is linked with, and OpenSSL, which it opens by name.
lay_out_libraries() {
  local library
  while read -r library; do
    mkdir -p "$image$(dirname "$library")"
    cp -L "$library" "$image$library"
  done < <(
    {
      ldd "$image/app/$(basename "$entrypoint")" | grep -o '/[^ ]*' | grep -v "^$image"
      ldconfig_paths | grep -E '/lib(ssl|crypto)\.so\.3$'
    } | sort -u
  )
}

ldconfig_paths() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | sed -n 's/.*=> //p'; }

# The environment of the image: that of its base, then the Dockerfile's.
image_environment() {
  printf '%s\n' PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "APP_UID=$APP_UID" ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_RUNNING_IN_CONTAINER=true DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true "${environment[@]}"
}

# Runs the program as the image would, with these arguments.
in_image() {
  local variables
  mapfile -t variables < <(image_environment)
  if [[ "$way" == "directly" ]]; then
    cd /
    exec_or_run env -i "${variables[@]}" "$work/direct/$(basename "$entrypoint")" "$@"
    return
  fi

  local become=(chroot "--userspec=$APP_UID:$APP_UID" "$image")
  [[ "$(id -u)" == 0 ]] || become=(unshare --user "--map-user=$APP_UID" "--map-group=$APP_UID" "--root=$image" --wd=/)
  # shellcheck disable=SC2046,SC2016
  exec_or_run unshare $(namespaces) bash -c '
    set -e
    image="$1"
    shift
    mount --bind "$image" "$image"
    mount -t proc proc "$image/proc"
    for device in null random urandom; do mount --bind "/dev/$device" "$image/dev/$device"; done
    mount -o remount,bind,ro "$image"
    PATH="$PATH:/usr/sbin:/sbin"
    exec env -i "$@"' in_image "$image" "${variables[@]}" "$(command -v "${become[0]}" || echo "/usr/sbin/${become[0]}")" "${become[@]:1}" \
    "$entrypoint" "$@"
}

# In a subshell of its own that does nothing else, the program takes the shell's place, so that its id is the job's.
exec_or_run() {
  if [[ -n "${REPLACE_SHELL:-}" ]]; then exec "$@"; else "$@"; fi
}

# --- a server -------------------------------------------------------------------------------------------------------

# Starts the image's command on a free port; leaves server, bound and start_ms.
start() {
  local arguments=("${command[@]/:$port/:0}") began line=""
  rm -f "$work/line"
  mkfifo "$work/line"
  began="$(now_ms)"
  (REPLACE_SHELL=1 in_image "${arguments[@]}") > "$work/line" 2>&1 < /dev/null &
  server=$!
  exec 9< "$work/line"
  : > "$work/server.out"
  while IFS= read -r -t 20 line <&9; do
    printf '%s\n' "$line" >> "$work/server.out"
    [[ ! "$line" =~ http://[^[:space:]]*:([0-9]+)$ ]] || break
  done
  bound="${BASH_REMATCH[1]:-}"
  [[ -n "$bound" ]] || fail "it did not start: $(cat "$work/server.out")"
  cat <&9 >> "$work/server.out" &
  ask_health || fail "it started, but did not answer: $(cat "$work/server.out")"
  start_ms=$(($(now_ms) - began))
}

# One request without a process of its own, which would count.
ask_health() {
  local line
  exec 8<> "/dev/tcp/127.0.0.1/$bound" || return 1
  printf 'GET /_sim/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&8
  IFS= read -r -t 10 line <&8 || return 1
  exec 8>&-
  [[ "$line" == *' 200 '* ]]
}

# Stops it as Docker would; leaves stop_ms.
stop() {
  local began code=0 target="$server" children
  if [[ "$way" != "directly" ]]; then
    read -r children < "/proc/$server/task/$server/children" || true
    target="${children%% *}"
  fi
  began="$(now_ms)"
  kill -TERM "$target" || fail "it was gone before it was stopped: $(cat "$work/server.out")"
  wait "$server" || code=$?
  stop_ms=$(($(now_ms) - began))
  server=""
  exec 9<&-
  [[ "$code" == 0 ]] || fail "stopped by SIGTERM it gave exit code $code: $(cat "$work/server.out")"
}
