#!/usr/bin/env node
// The pictures at the beginning of the README, taken anew: asks a running Vigie for the scenario `tour` and looks at its pages meanwhile.
// Usage: VIGIE_OPERATOR_PASSWORD=... node scripts/take-pictures.mjs [--url http://localhost:8090] [--out docs/images]
// On a fresh installation, as a newcomer has it; --again looks at what an earlier tour has left.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withBrowser } from './browser.mjs';

const { values: given } = parseArgs({
  options: { url: { type: 'string', default: 'http://localhost:8090' }, out: { type: 'string', default: 'docs/images' }, again: { type: 'boolean', default: false } }
});
const password = process.env.VIGIE_OPERATOR_PASSWORD;
const authorization = `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;
const PATIENCE_SECONDS = 900;

async function api(path, method = 'GET') {
  const answer = await fetch(given.url + path, { method, headers: { authorization } });
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function until(what, probe) {
  for (let second = 0; second < PATIENCE_SECONDS; second++) {
    const found = await probe();
    if (found) return found;
    await pause(1000);
  }
  throw new Error(`not within ${PATIENCE_SECONDS} s: ${what}`);
}

const newest = (kind, status) => async () =>
  (await api(`/api/applications/demo/${kind}`)).find(operation => operation.status === status);

await withBrowser(async browser => {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 720 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    httpCredentials: { username: 'operator', password, send: 'always' }
  });
  const page = await context.newPage();
  const take = async (name, path) => {
    const answer = await page.goto(given.url + path);
    if (!answer.ok()) throw new Error(`${path} was answered with ${answer.status()}`);
    await page.screenshot({ path: join(given.out, `${name}.png`) });
    console.log(join(given.out, `${name}.png`));
  };

  if (!given.again) await api('/api/demo/tour', 'POST');
  const test = await until('a restore test', newest('restore-tests', 'succeeded'));
  await take('backup-proven', `/operations/${test.id}`);
  const rollback = await until('a rollback', newest('rollbacks', 'succeeded'));
  await take('release-taken-back', `/operations/${rollback.id}`);
  if (!given.again) {
    await until('an incident', async () => (await api('/api/applications/demo/incidents')).find(incident => !incident.endedAt));
    await until('an incident on the status page', async () => {
      await page.goto(`${given.url}/status/demo/`);
      return page.locator('h1.overall:not(.is-up):not(.is-unknown)').count();
    });
    await take('status-page', '/status/demo/');
    await take('first-page', '/');
  }
});
