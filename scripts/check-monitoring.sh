#!/bin/sh
# Checks deploy/monitoring with Prometheus' own tool: settings, rules, when each rule fires, and every query of the dashboards.
# promtool comes with Prometheus (Debian: package prometheus); PROMTOOL names another one.
set -eu
cd "$(dirname "$0")/.."
promtool=${PROMTOOL:-promtool}
command -v "$promtool" >/dev/null || { echo "there is no promtool; hint: install prometheus, or name it in PROMTOOL" >&2; exit 2; }
"$promtool" check config --syntax-only deploy/monitoring/prometheus.yml
"$promtool" check rules deploy/monitoring/rules.yml
"$promtool" test rules src/test/resources/prometheus/rules-test.yml
queries=$(mktemp)
trap 'rm -f "$queries"' EXIT
node scripts/dashboard-queries.mjs "$queries"
"$promtool" check rules --lint=none "$queries"
