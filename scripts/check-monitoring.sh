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
node -e '
  const fs = require("fs");
  const folder = "deploy/monitoring/grafana/dashboards/";
  const queries = [];
  const walk = (node) => {
    if (node && typeof node === "object") {
      if (typeof node.expr === "string") queries.push(node.expr.replace(/\$(\{[^}]*\}|\w+)/g, "demo"));
      Object.values(node).forEach(walk);
    }
  };
  fs.readdirSync(folder).filter((file) => file.endsWith(".json")).forEach((file) => walk(JSON.parse(fs.readFileSync(folder + file))));
  if (queries.length === 0) throw new Error("the dashboards ask nothing");
  const rules = queries.map((expr, at) => ({ record: `dashboard:query_${at}`, expr }));
  fs.writeFileSync(process.argv[1], JSON.stringify({ groups: [{ name: "dashboards", rules }] }));
' "$queries"
"$promtool" check rules --lint=none "$queries"
