#!/usr/bin/env node
// Measures how a running Vigie takes alerts of Alertmanager in: deliveries at a fixed rate whatever the answers take (open loop),
// sent again as Alertmanager would, and whether each that was accepted is kept. Node 20 or newer, no dependencies.
// Usage: node scripts/bench-alerts.mjs --help

import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

const HELP = `Sends alerts to the webhook of Alertmanager and looks whether each that was accepted is there.

  node scripts/bench-alerts.mjs --secret SECRET [--url http://127.0.0.1:8090] [--user operator] [--password ...]
                                [--alerts 10000] [--seconds 60] [--group 1] [--limit 250] [--settle 120]

--secret is that of monitoring.alertmanagerSecretFrom of the plan whose alerts these become. --group is how many alerts a delivery
holds. The password is taken from VIGIE_OPERATOR_PASSWORD when --password is not given. Latency counts from the moment at which a
delivery was due. 5xx is sent again after its Retry-After, as Alertmanager does; anything else but 2xx is lost. The alerts stay in
Vigie: use one that was made for this.
Exit code: 0 p99 of all answers, and of those that accept, within the limit (ms) and every alert there, 1 not, 2 wrong usage or Vigie cannot be reached.`;

const RUN = `bench${Date.now().toString(36)}`;
const MOST_ATTEMPTS = 20;

function usage(message) {
  console.error(message);
  process.exit(2);
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: 'string', default: process.env.VIGIE_URL ?? 'http://127.0.0.1:8090' },
        user: { type: 'string', default: 'operator' },
        password: { type: 'string', default: process.env.VIGIE_OPERATOR_PASSWORD },
        secret: { type: 'string' },
        alerts: { type: 'string', default: '10000' },
        seconds: { type: 'string', default: '60' },
        group: { type: 'string', default: '1' },
        limit: { type: 'string', default: '250' },
        settle: { type: 'string', default: '120' },
        help: { type: 'boolean', default: false },
      },
    });
    for (const name of ['alerts', 'seconds', 'group', 'limit', 'settle']) {
      values[name] = Number(values[name]);
      if (!(values[name] > 0)) throw new Error(`--${name} is not a number above 0`);
    }
    return values;
  } catch (error) {
    return usage(`${error.message}\n\n${HELP}`);
  }
}

const given = options();
if (given.help) {
  console.log(HELP);
  process.exit(0);
}
if (!given.secret) usage(`no secret: give --secret\n\n${HELP}`);
if (!given.password) usage(`no password: set VIGIE_OPERATOR_PASSWORD or give --password\n\n${HELP}`);

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const basic = `Basic ${Buffer.from(`${given.user}:${given.password}`).toString('base64')}`;
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function call(method, path, authorization, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, given.url),
      { method, agent, headers: { authorization, ...(body && { 'content-type': 'application/json' }) }, timeout: 30_000 },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part) => (text += part));
        incoming.on('end', () => resolve({ status: incoming.statusCode, text, retryAfter: incoming.headers['retry-after'] }));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer after 30 s')));
    outgoing.on('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}

const startsAt = new Date().toISOString();

function delivery(number) {
  const labels = (index) => ({ alertname: RUN, instance: `host-${number}-${index}`, severity: 'warning' });
  const alerts = Array.from({ length: given.group }, (_, index) => ({
    status: 'firing',
    labels: labels(index),
    annotations: { summary: `measured load ${number}-${index}` },
    startsAt,
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example/graph',
    fingerprint: `${RUN}x${number}x${index}`,
  }));
  return {
    version: '4',
    groupKey: `{}:{alertname="${RUN}"}`,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'vigie',
    groupLabels: { alertname: RUN },
    commonLabels: { alertname: RUN, severity: 'warning' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example',
    alerts,
  };
}

/** The longest that any delivery took from when it was due until it was accepted, with all its repetitions (ms). */
let longest = 0;

/** One delivery as Alertmanager makes it: 5xx and broken connections come again. Every answer counts with its latency. */
async function deliver(number, due, answers) {
  let from = due;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const answer = await call('POST', '/webhooks/alertmanager', `Bearer ${given.secret}`, delivery(number)).catch((error) => ({
      status: 0,
      text: error.message,
    }));
    answers.push({ status: answer.status, text: answer.text, millis: performance.now() - from });
    if (answer.status >= 200 && answer.status < 300) {
      longest = Math.max(longest, performance.now() - due);
      return true;
    }
    if (answer.status !== 0 && answer.status < 500) return false;
    await pause(1000 * Number(answer.retryAfter ?? 1));
    from = performance.now();
  }
  return false;
}

/** Ids of what this run has left in Vigie. */
async function kept() {
  const found = new Set();
  let before = '';
  for (;;) {
    const page = await call('GET', `/api/alerts?limit=500${before}`, basic);
    if (page.status !== 200) throw new Error(`GET /api/alerts answered ${page.status}`);
    const alerts = JSON.parse(page.text);
    for (const alert of alerts) if (alert.fingerprint.includes(RUN)) found.add(alert.fingerprint);
    if (alerts.length < 500 || !alerts.some((alert) => alert.fingerprint.includes(RUN))) return found.size;
    before = `&before=${alerts.at(-1).id}`;
  }
}

const first = await call('GET', '/api/alerts?limit=1', basic).catch((error) => usage(`${given.url} cannot be reached: ${error.message}`));
if (first.status !== 200) usage(`GET /api/alerts answered ${first.status}; check --user and --password`);

const total = Math.ceil(given.alerts / given.group);
console.log(`${new Date().toISOString()}  ${cpus().length} x ${cpus()[0].model}, load ${loadavg()[0].toFixed(2)}`);
console.log(`${given.alerts} alerts in ${total} deliveries over ${given.seconds} s, run ${RUN}`);

const answers = [];
const began = performance.now();
const sent = [];
for (let number = 0; number < total; number++) {
  const due = began + (number * 1000 * given.seconds) / total;
  const wait = due - performance.now();
  if (wait > 0) await pause(wait);
  sent.push(deliver(number, due, answers));
}
const accepted = (await Promise.all(sent)).filter(Boolean).length * given.group;

let found = 0;
const until = performance.now() + given.settle * 1000;
do {
  await pause(1000);
  found = await kept();
} while (found < accepted && performance.now() < until);

/** Latencies as shares of them see it; answers that refuse are quick, so those that accept are looked at alone as well. */
function latencies(chosen) {
  const sorted = chosen.map(({ millis }) => millis).sort((a, b) => a - b);
  const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Infinity;
  const text = `p50 ${at(0.5).toFixed(1)} ms   p95 ${at(0.95).toFixed(1)} ms   p99 ${at(0.99).toFixed(1)} ms   max ${at(1).toFixed(1)} ms`;
  return { p99: at(0.99), text };
}

const all = latencies(answers);
const accepting = latencies(answers.filter(({ status }) => status >= 200 && status < 300));
const counts = new Map();
for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
console.log(`answers ${[...counts].map(([status, count]) => `${status}: ${count}`).join(', ')}`);
console.log(`all answers         ${all.text}`);
console.log(`those that accept   ${accepting.text}`);
console.log(`accepted ${accepted} of ${total * given.group} alerts, the latest ${longest.toFixed(0)} ms after it was due; found in Vigie ${found}`);
console.log(`all found ${((performance.now() - began) / 1000).toFixed(0)} s after the first was due`);
console.log(`load at the end ${loadavg()[0].toFixed(2)}`);
for (const { status, text } of answers.filter((answer) => answer.status < 200 || answer.status > 299).slice(0, 3)) {
  console.log(`answer ${status}: ${String(text).slice(0, 200)}`);
}

agent.destroy();
const good = all.p99 <= given.limit && accepting.p99 <= given.limit && accepted === total * given.group && found >= accepted;
console.log(good ? `p99 within ${given.limit} ms, every alert kept` : `NOT p99 within ${given.limit} ms with every alert kept`);
process.exit(good ? 0 : 1);
