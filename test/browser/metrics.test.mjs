// A real Prometheus with the settings of deploy/monitoring asks Vigie, and is asked what the dashboards ask.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { dashboardQueries } from '../../scripts/dashboard-queries.mjs';
import { until } from './vigie.mjs';

const PROMETHEUS = 'http://127.0.0.1:9099';
const SETTINGS = resolve('deploy/monitoring');

let folder;
let prometheus;
let said = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const changes = [
    ['scrape_interval: 1m', 'scrape_interval: 2s\n  evaluation_interval: 2s'],
    ['/etc/prometheus/vigie-auditor-password', join(process.env.VIGIE_DATA, 'accounts/auditor.password')],
    ['127.0.0.1:8090', new URL(process.env.VIGIE_URL).host]
  ];
  const settings = changes.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `prometheus.yml has no ${from}`);
    return text.replace(from, to);
  }, readFileSync(join(SETTINGS, 'prometheus.yml'), 'utf8'));
  writeFileSync(join(folder, 'prometheus.yml'), settings);
  writeFileSync(join(folder, 'rules.yml'), readFileSync(join(SETTINGS, 'rules.yml')));
  prometheus = spawn(
    process.env.PROMETHEUS ?? 'prometheus',
    [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${new URL(PROMETHEUS).host}`],
    { stdio: ['ignore', 'ignore', 'pipe'] }
  );
  prometheus.on('error', error => (said += `${error.message}; hint: install prometheus, or name it in PROMETHEUS`));
  prometheus.stderr.on('data', part => (said += part));
});

after(async () => {
  if (prometheus?.pid && prometheus.exitCode === null) {
    prometheus.kill();
    await new Promise(done => prometheus.on('exit', done));
  }
  rmSync(folder, { recursive: true, force: true });
});

/** What Prometheus answers; nothing as long as it does not. */
async function ask(path) {
  assert.ok(prometheus.pid && prometheus.exitCode === null, said);
  const answer = await fetch(PROMETHEUS + path).then(found => found.json(), () => null);
  return answer?.data ?? (answer?.error ? assert.fail(`${path}: ${answer.error}`) : null);
}

const allRules = async () => ((await ask('/api/v1/rules'))?.groups ?? []).flatMap(group => group.rules);

const query = expr => ask(`/api/v1/query?query=${encodeURIComponent(expr)}`);

test('Prometheus reads the metrics with the account of the auditor, and every query of the dashboards is answered', async () => {
  const target = await until('Prometheus to have asked Vigie', async () =>
    (await ask('/api/v1/targets'))?.activeTargets?.find(({ lastScrape, health }) => health !== 'unknown' && !lastScrape.startsWith('0001')));
  assert.equal(target.health, 'up', target.lastError);

  const applications = (await ask('/api/v1/label/application/values?match[]=vigie_kpi')).sort();
  assert.deepEqual(applications, ['cesizen', 'demo', 'mangatheque', 'vigie'], 'what the dashboards let one choose from');
  const silent = [];
  for (const { dashboard, panel, expr } of dashboardQueries('cesizen')) {
    const { result } = await query(expr);
    if (!result.length) silent.push(`${dashboard}: ${panel}: ${expr}`);
  }
  // no backup, no request that failed and no figure of the month yet: that is all that may have nothing to show
  assert.deepEqual(silent.filter(line => !/vigie_backup|status=~"5|rate\(|vigie_kpi_objective|vigie_kpi_met|vigie_notices/.test(line)), []);
  assert.ok((await query('sum(vigie_open{what="tickets"})')).result.length);
});

test('the rules are taken and none of them fires because of how they are written', async () => {
  const rules = await until('the rules to be looked at', async () => {
    const found = await allRules();
    return found.length && found.every(({ lastEvaluation }) => lastEvaluation && !lastEvaluation.startsWith('0001')) && found;
  });
  assert.ok(rules.length >= 7);
  assert.deepEqual(rules.filter(rule => rule.health !== 'ok').map(rule => `${rule.name}: ${rule.lastError}`), []);
  await until('the first answer to end the suspicion that Vigie is down', async () =>
    (await allRules()).find(rule => rule.name === 'VigieDown').state === 'inactive');
});
