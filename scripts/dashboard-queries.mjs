// Every query of the dashboards of Grafana. As a program: writes them as a file of recording rules, which promtool can check.
// Usage: node scripts/dashboard-queries.mjs FILE
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../deploy/monitoring/grafana/dashboards/', import.meta.url));

/** @returns {{dashboard: string, panel: string, expr: string}[]} with the application put in for the dashboards' variable */
export function dashboardQueries(application) {
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.json'))
    .flatMap(file => {
      const { title, panels } = JSON.parse(readFileSync(FOLDER + file, 'utf8'));
      return panels.flatMap(panel =>
        (panel.targets ?? []).map(({ expr }) => ({ dashboard: title, panel: panel.title, expr: expr.replace(/\$(\{[^}]*\}|\w+)/g, application) })));
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rules = dashboardQueries('demo').map(({ expr }, at) => ({ record: `dashboard:query_${at}`, expr }));
  if (!rules.length) throw new Error('the dashboards ask nothing');
  writeFileSync(process.argv[2], JSON.stringify({ groups: [{ name: 'dashboards', rules }] }));
}
