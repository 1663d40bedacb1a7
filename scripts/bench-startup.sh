#!/usr/bin/env bash
# How long Vigie takes to become ready, and how much memory all its processes hold when idle: first with a fresh data
# folder, then again with the same one. Fails above the limits.
# Usage: scripts/bench-startup.sh [mvn|jar]     (mvn: ./mvnw spring-boot:run, the default; jar: target/vigie-*.jar)
# Settings: MAX_SECONDS (60), MAX_MIB (2560), IDLE_SECONDS (20, waited before memory is measured), JAVA (for jar)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mode=${1:-mvn}
max_seconds=${MAX_SECONDS:-60}
max_mib=${MAX_MIB:-2560}
idle_seconds=${IDLE_SECONDS:-20}
readiness=http://127.0.0.1:8090/actuator/health/readiness

mkdir -p target
data=$(mktemp -d "$PWD/target/bench-startup.XXXXXX")
vigie=
failed=0

now() { date +%s%3N; }

start() {
  case $mode in
    mvn) ./mvnw -B -q spring-boot:run "-Dspring-boot.run.arguments=--vigie.data-dir=$data" >"$data.log" 2>&1 & ;;
    jar) "${JAVA:-java}" -Xmx384m -XX:+UseSerialGC -jar target/vigie-*.jar "--vigie.data-dir=$data" >"$data.log" 2>&1 & ;;
    *) echo "bench-startup: unknown mode $mode" >&2; exit 2 ;;
  esac
  vigie=$!
}

stop() {
  [ -n "$vigie" ] || return 0
  # Maven hands the signal on to the application and waits for it
  kill "$vigie" 2>/dev/null || true
  wait "$vigie" 2>/dev/null || true
  vigie=
}

cleanup() { stop; rm -rf "$data" "$data.log"; }
trap cleanup EXIT

# The process and all its descendants.
family() {
  ps -e -o pid=,ppid= | awk -v root="$1" '
    { parent[$1] = $2 }
    END { for (p in parent) { q = p; while (q != root && q in parent && q > 1) q = parent[q]; if (q == root) print p } }'
}

name_of() {
  case $1 in
    *StandaloneBroker*) echo broker ;;
    *StandaloneCamunda*) echo webapps ;;
    *OpenSearchMain*) echo opensearch ;;
    *bin/postgres*|postgres:*) echo postgres ;;
    *classworlds*|*MavenWrapper*) echo maven ;;
    *VigieApplication*|*vigie-*.jar*) echo vigie ;;
    *) echo other ;;
  esac
}

memory() {
  local pid rss args
  for pid in $(family "$vigie"); do
    read -r rss args < <(ps -o rss=,args= -p "$pid" 2>/dev/null) || continue
    echo "$(name_of "$args") $rss"
  done | awk '{ kib[$1] += $2; all += $2 }
    END { for (n in kib) printf "  %-12s %5d MiB\n", n, kib[n] / 1024; printf "  %-12s %5d MiB\n", "all", all / 1024 }'
}

measure() {
  local title=$1 begin seconds mib
  begin=$(now)
  start
  until curl -s -f -o /dev/null --max-time 2 "$readiness"; do
    if ! kill -0 "$vigie" 2>/dev/null || [ $(($(now) - begin)) -gt 300000 ]; then
      echo "bench-startup: Vigie did not become ready; the end of its output:" >&2
      tail -n 40 "$data.log" >&2
      exit 1
    fi
    sleep 0.2
  done
  seconds=$((($(now) - begin + 500) / 1000))
  sleep "$idle_seconds"
  echo "$title: ready after $seconds s; resident when idle:"
  memory | sort -k2 -n | tee "$data/memory"
  mib=$(awk '$1 == "all" { print $2 }' "$data/memory")
  if [ "$seconds" -gt "$max_seconds" ]; then echo "  more than $max_seconds s"; failed=1; fi
  if [ "$mib" -gt "$max_mib" ]; then echo "  more than $max_mib MiB"; failed=1; fi
  begin=$(now)
  stop
  echo "  stopped after $((($(now) - begin + 500) / 1000)) s"
}

if curl -s -o /dev/null --max-time 2 "$readiness"; then
  echo "bench-startup: something answers on port 8090 already; stop it first" >&2
  exit 2
fi
measure "fresh data folder"
measure "same folder again"
exit "$failed"
