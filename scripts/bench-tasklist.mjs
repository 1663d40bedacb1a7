#!/usr/bin/env node
// Measures how long after its creation a user task can be found in Tasklist, on a running Vigie with the embedded platform.
// Node 20 or newer, no dependencies. Usage: node scripts/bench-tasklist.mjs --help
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const HELP = `Creates tickets one after the other, completes their first task, and prints how long Tasklist takes to show both tasks.

  node scripts/bench-tasklist.mjs [--url http://127.0.0.1:8090] [--webapps http://localhost:8080]
                                  [--user operator] [--password ...] [--tickets 30] [--median 1500] [--p95 3000]

The password is taken from VIGIE_OPERATOR_PASSWORD when --password is not given. A new task counts from the answer to the
request for its ticket, the next one from the answer to the completion of the one before.
Exit code: 0 within both limits (ms), 1 not, 2 wrong usage or Vigie cannot be reached.`;

const { values: given } = parseArgs({
  options: {
    url: { type: 'string', default: process.env.VIGIE_URL ?? 'http://127.0.0.1:8090' },
    webapps: { type: 'string', default: process.env.VIGIE_WEBAPPS ?? 'http://localhost:8080' },
    user: { type: 'string', default: 'operator' },
    password: { type: 'string', default: process.env.VIGIE_OPERATOR_PASSWORD },
    tickets: { type: 'string', default: '30' },
    median: { type: 'string', default: '1500' },
    p95: { type: 'string', default: '3000' },
    help: { type: 'boolean', default: false }
  }
});
if (given.help) {
  console.log(HELP);
  process.exit(0);
}
if (!given.password) {
  console.error(`no password: set VIGIE_OPERATOR_PASSWORD or give --password\n\n${HELP}`);
  process.exit(2);
}

const POLL_MS = 25;
const PATIENCE_MS = 60_000;
const vigie = { authorization: `Basic ${Buffer.from(`${given.user}:${given.password}`).toString('base64')}`, 'content-type': 'application/json' };

async function ask(method, url, headers, body) {
  const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(30_000) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} was answered with ${answer.status}: ${text.slice(0, 200)}`);
  return text ? JSON.parse(text) : null;
}

/** As the account of the trial mode. */
async function session() {
  const answer = await fetch(`${given.webapps}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'username=demo&password=demo'
  });
  if (!answer.ok) throw new Error(`Tasklist refused the account demo with ${answer.status}`);
  return {
    cookie: answer.headers.getSetCookie().map(cookie => cookie.split(';')[0]).join('; '),
    'x-csrf-token': answer.headers.get('x-csrf-token'),
    'content-type': 'application/json'
  };
}

const seen = new Set();

/** Waits until the list in Tasklist has a task of this step that was not there before, and gives it. */
async function shown(tasklist, ticket, step, since) {
  while (performance.now() - since < PATIENCE_MS) {
    const found = await ask('POST', `${given.webapps}/v1/tasks/search`, tasklist, { state: 'CREATED', taskDefinitionId: step, pageSize: 50 });
    const fresh = found.find(task => !seen.has(task.id));
    if (fresh) {
      const ms = performance.now() - since;
      seen.add(fresh.id);
      await belongs(tasklist, fresh.id, ticket, since);
      return { id: fresh.id, ms };
    }
    await pause(POLL_MS);
  }
  throw new Error(`Tasklist has not shown ${step} of ${ticket} for ${PATIENCE_MS / 1000} s`);
}

/** Somebody else's ticket must not be measured. */
async function belongs(tasklist, task, ticket, since) {
  while (performance.now() - since < PATIENCE_MS) {
    const variables = await ask('POST', `${given.webapps}/v1/tasks/${task}/variables/search`, tasklist, { variableNames: ['ticketId'] });
    if (variables.length) {
      if (variables[0].value === `"${ticket}"`) return;
      throw new Error(`another ticket came in between: ${variables[0].value}; hint: measure while nobody else makes tickets`);
    }
    await pause(POLL_MS);
  }
  throw new Error(`Tasklist has not shown the ticket of task ${task} for ${PATIENCE_MS / 1000} s`);
}

/** Tasks that were open before are not ours. */
async function seeOldOnes(tasklist) {
  for (const step of ['Task_QualifyTicket', 'Task_AssignOwner']) {
    const open = await ask('POST', `${given.webapps}/v1/tasks/search`, tasklist, { state: 'CREATED', taskDefinitionId: step, pageSize: 1000 });
    open.forEach(task => seen.add(task.id));
  }
}

async function ticket(number) {
  const created = await ask('POST', `${given.url}/api/tickets`, vigie, {
    application: 'cesizen',
    title: `latency ${number}`,
    description: 'made by bench-tasklist',
    type: 'corrective',
    impact: 'service-down',
    reporter: { name: 'Inès Martin', email: 'ines@example.org' }
  });
  return created.id;
}

function figures(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = share => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  const [median, p95] = [at(0.5), at(0.95)];
  console.log(`${name.padEnd(10)} n ${sorted.length}  min ${sorted[0].toFixed(0)}  median ${median.toFixed(0)}  p95 ${p95.toFixed(0)}  max ${sorted.at(-1).toFixed(0)} ms`);
  return median <= Number(given.median) && p95 <= Number(given.p95);
}

const news = [];
const nexts = [];
try {
  const tasklist = await session();
  await seeOldOnes(tasklist);
  for (let number = 1; number <= Number(given.tickets); number++) {
    const id = await ticket(number);
    const first = await shown(tasklist, id, 'Task_QualifyTicket', performance.now());
    news.push(first.ms);
    await ask('PATCH', `${given.webapps}/v1/tasks/${first.id}/assign`, tasklist, { assignee: 'demo', allowOverrideAssignment: true });
    await ask('PATCH', `${given.webapps}/v1/tasks/${first.id}/complete`, tasklist, { variables: [{ name: 'decision', value: '"accept"' }] });
    nexts.push((await shown(tasklist, id, 'Task_AssignOwner', performance.now())).ms);
    await pause(Math.random() * 1000); // not in step with anything that comes round
  }
} catch (error) {
  console.error(`bench-tasklist: ${error.message}`);
  process.exit(2);
}
const fine = [figures('new task', news), figures('next task', nexts)];
process.exit(fine.every(Boolean) ? 0 : 1);
