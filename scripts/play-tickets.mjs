#!/usr/bin/env node
// Plays the sample tickets of both applications into a running Vigie and checks what comes back.
// Node 20 or newer, no dependencies. Usage: node scripts/play-tickets.mjs --help

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const HELP = `Plays the sample tickets into a running Vigie and checks priorities and due times.

  node scripts/play-tickets.mjs [--url http://127.0.0.1:8090] [--user operator] [--password ...]
                                [--application mangatheque|cesizen] [--file tickets.json ...]

The password is taken from VIGIE_OPERATOR_PASSWORD when --password is not given.
Exit code: 0 all as expected, 1 something differs, 2 wrong usage or Vigie cannot be reached.`;

const samples = new URL('../src/test/resources/samples/', import.meta.url);

function usage(message) {
  console.error(message);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:8090' },
        user: { type: 'string', default: 'operator' },
        password: { type: 'string', default: process.env.VIGIE_OPERATOR_PASSWORD },
        application: { type: 'string' },
        file: { type: 'string', multiple: true },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return usage(`${error.message}\n\n${HELP}`);
  }
}

async function load({ file, application }) {
  const files = file ?? ['tickets-mangatheque.json', 'tickets-cesizen.json'].map((name) => new URL(name, samples));
  const played = [];
  for (const name of files) {
    const { tickets } = JSON.parse(await readFile(name, 'utf8'));
    played.push(...tickets.filter(({ ticket }) => !application || ticket.application === application));
  }
  return played;
}

function client({ url, user, password }) {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return async (method, path, body) => {
    let response;
    try {
      response = await fetch(new URL(path, url), {
        method,
        headers: { authorization, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
        body: body && JSON.stringify(body),
      });
    } catch (error) {
      return usage(`${url} cannot be reached (${error.cause?.code ?? error.message}); is Vigie started?`);
    }
    const text = await response.text();
    let json;
    try {
      json = text ? JSON.parse(text) : undefined;
    } catch {
      json = undefined;
    }
    return { status: response.status, json, text };
  };
}

const sameInstant = (a, b) => (a ?? null) === (b ?? null) || Date.parse(a) === Date.parse(b);

/** What the clock of the plan says for the moment the sample was written; undefined where there is no preview. */
async function dueTimes(call, { createdAt, ticket, expected }) {
  const query = new URLSearchParams({ priority: expected.priority, from: createdAt });
  const { status, json } = await call('GET', `/api/applications/${ticket.application}/sla-preview?${query}`);
  return status === 200 ? json : undefined;
}

async function play(call, sample) {
  const { ticket, expected, why } = sample;
  const { status, json, text } = await call('POST', '/api/tickets', ticket);
  if (status === 401 || status === 403) {
    usage(`${status}: the account may not create tickets; check --user and --password`);
  }
  if (status !== 201) {
    console.log(`${'FAILED'.padEnd(8)} ${ticket.title}\n         ${status} ${json?.detail ?? text.slice(0, 200)}`);
    return false;
  }
  const faults = [];
  if (json.priority !== expected.priority) {
    faults.push(`priority ${json.priority}, expected ${expected.priority}`);
  }
  const preview = await dueTimes(call, sample);
  for (const due of ['responseDue', 'resolutionDue']) {
    if (preview && !sameInstant(preview[due], expected[due])) {
      faults.push(`${due} ${preview[due]} for a ticket of ${sample.createdAt}, expected ${expected[due]}: ${why}`);
    }
  }
  console.log(
    [
      (faults.length ? 'DIFFERS' : 'ok').padEnd(8),
      String(json.id).padEnd(12),
      json.priority.padEnd(8),
      `response ${json.responseDue ?? 'none'}`.padEnd(34),
      `resolution ${json.resolutionDue ?? 'by its release'}`.padEnd(36),
      ticket.title,
    ].join(' '),
  );
  faults.forEach((fault) => console.log(`         ${fault}`));
  return faults.length === 0;
}

const given = options();
if (given.help) {
  console.log(HELP);
  process.exit(0);
}
if (!given.password) {
  usage(`no password: set VIGIE_OPERATOR_PASSWORD or give --password\n\n${HELP}`);
}
const played = await load(given).catch((error) => usage(`the tickets cannot be read: ${error.message}`));
if (played.length === 0) {
  usage('there are no tickets to play; --application takes mangatheque or cesizen');
}
const call = client(given);
let good = 0;
for (const sample of played) {
  if (await play(call, sample)) {
    good += 1;
  }
}
console.log(`${good} of ${played.length} tickets as expected`);
process.exit(good === played.length ? 0 : 1);
