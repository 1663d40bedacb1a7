#!/usr/bin/env node
// Measures how fast a running Vigie takes tickets in: requests at a fixed rate whatever the answers take (open loop),
// beside a baseline of plain reads at the same rate. Node 20 or newer, no dependencies.
// Usage: node scripts/bench-tickets.mjs --help

import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

const HELP = `Creates tickets at a fixed rate and prints the latency of the answers.

  node scripts/bench-tickets.mjs [--url http://127.0.0.1:8090] [--user operator] [--password ...]
                                 [--rate 20] [--seconds 60] [--warm-up 10] [--limit 250]

The password is taken from VIGIE_OPERATOR_PASSWORD when --password is not given. Latency counts from the moment at which
a request was due, so that a stall counts for every request that it delays.
Exit code: 0 p99 within the limit (ms) and no error, 1 not, 2 wrong usage or Vigie cannot be reached.`;

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
        rate: { type: 'string', default: '20' },
        seconds: { type: 'string', default: '60' },
        'warm-up': { type: 'string', default: '10' },
        limit: { type: 'string', default: '250' },
        help: { type: 'boolean', default: false },
      },
    });
    for (const name of ['rate', 'seconds', 'warm-up', 'limit']) {
      values[name] = Number(values[name]);
      if (!(values[name] >= 0)) throw new Error(`--${name} is not a number`);
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
if (!given.password) usage(`no password: set VIGIE_OPERATOR_PASSWORD or give --password\n\n${HELP}`);

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const authorization = `Basic ${Buffer.from(`${given.user}:${given.password}`).toString('base64')}`;

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, given.url),
      { method, agent, headers: { authorization, ...(body && { 'content-type': 'application/json' }) }, timeout: 30_000 },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part) => (text += part));
        incoming.on('end', () => resolve({ status: incoming.statusCode, text }));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer after 30 s')));
    outgoing.on('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}

const TYPES = ['corrective', 'evolutive', 'preventive', 'adaptive'];
const IMPACTS = ['service-down', 'key-function-degraded', 'limited', 'cosmetic', 'improvement'];

function ticket(number) {
  return {
    application: number % 2 ? 'mangatheque' : 'cesizen',
    title: `Mesure de charge n° ${number}`,
    description: "Le chargement de la page d'accueil échoue une fois sur deux depuis ce matin. ".repeat(4),
    type: TYPES[number % TYPES.length],
    impact: IMPACTS[number % IMPACTS.length],
    labels: ['performance'],
    reporter: { name: 'Banc de mesure', email: 'mesure@example.org' },
  };
}

/** Sends at the fixed rate and gives every answer with its latency from the moment it was due (ms). */
async function openLoop(seconds, send) {
  const answers = [];
  const began = performance.now();
  const total = Math.round(seconds * given.rate);
  for (let number = 0; number < total; number++) {
    const due = began + (number * 1000) / given.rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    answers.push(
      send(number).then(
        (answer) => ({ ...answer, millis: performance.now() - due }),
        (error) => ({ status: 0, text: error.message, millis: performance.now() - due }),
      ),
    );
  }
  return Promise.all(answers);
}

function summary(answers) {
  const sorted = answers.map(({ millis }) => millis).sort((a, b) => a - b);
  const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) };
}

const ms = (value) => `${value.toFixed(1).padStart(8)} ms`;

function line(name, { p50, p95, p99, max }, errors) {
  console.log(`${name.padEnd(26)} p50${ms(p50)}   p95${ms(p95)}   p99${ms(p99)}   max${ms(max)}   errors ${errors}`);
}

const first = await call('GET', '/api/tickets?limit=1').catch((error) => usage(`${given.url} cannot be reached: ${error.message}`));
if (first.status !== 200) usage(`GET /api/tickets answered ${first.status}; check --user and --password`);

console.log(`${new Date().toISOString()}  ${cpus().length} x ${cpus()[0].model}, load ${loadavg()[0].toFixed(2)}`);
console.log(`${given.rate} requests a second, open loop, ${given.seconds} s each after ${given['warm-up']} s of warm-up`);

await openLoop(given['warm-up'], (number) => call('POST', '/api/tickets', ticket(number)));
const reads = await openLoop(given.seconds / 4, () => call('GET', '/api/tickets?limit=1'));
const creations = await openLoop(given.seconds, (number) => call('POST', '/api/tickets', ticket(number)));

const failedReads = reads.filter(({ status }) => status !== 200);
const failed = creations.filter(({ status }) => status !== 201);
const read = summary(reads);
const create = summary(creations);
line('GET /api/tickets?limit=1', read, failedReads.length);
line('POST /api/tickets', create, failed.length);
console.log(`ratio POST to GET          p50 ${(create.p50 / read.p50).toFixed(1)}   p95 ${(create.p95 / read.p95).toFixed(1)}   p99 ${(create.p99 / read.p99).toFixed(1)}`);
const started = creations.filter(({ status, text }) => status === 201 && JSON.parse(text).processInstanceKey !== null).length;
console.log(`answers that named their process instance: ${started} of ${creations.length} (${((100 * started) / creations.length).toFixed(1)} %)`);
console.log(`load at the end ${loadavg()[0].toFixed(2)}`);
for (const { status, text } of failed.slice(0, 3)) console.log(`error ${status}: ${text.slice(0, 200)}`);

agent.destroy();
const good = create.p99 <= given.limit && failed.length === 0 && failedReads.length === 0;
console.log(good ? `p99 within ${given.limit} ms, no errors` : `NOT within ${given.limit} ms at p99 without errors`);
process.exit(good ? 0 : 1);
