#!/usr/bin/env node
// Whether the data folder of an earlier version starts under this one and what was under way in it goes on to its end.
// Builds the earlier commit in a worktree of its own, starts it with its whole embedded platform, brings tickets to several
// steps, takes the engine away and asks for more, stops it; then starts target/vigie-*.jar on the same folder and carries
// everything to its end as people do, through the API and Tasklist. Needs the default ports.
// Usage: node scripts/upgrade-check.mjs [--from COMMIT] [--old-jar FILE] [--log FOLDER]
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values: given } = parseArgs({
  options: {
    from: { type: 'string', default: '1def41c' },
    'old-jar': { type: 'string' },
    log: { type: 'string', default: 'target/upgrade-check' },
  },
});
const PATIENCE_SECONDS = 420;
const VIGIE = 'http://127.0.0.1:8090';
const WEBAPPS = 'http://127.0.0.1:8080';
const PASSWORD = 'upgrade-check-operator';
const REPORTER = { name: 'Camille', email: 'camille@example.org' };

const say = text => console.log(`upgrade-check: ${text}`);
const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

function jarIn(folder) {
  const name = existsSync(folder) && readdirSync(folder).find(file => /^vigie-.*\.jar$/.test(file));
  if (!name) throw new Error(`there is no vigie-*.jar in ${folder}; run ./mvnw package -DskipTests first`);
  return resolve(folder, name);
}

function newestJava() {
  const homes = [process.env.JAVA_HOME, ...(existsSync('/usr/lib/jvm') ? readdirSync('/usr/lib/jvm').map(name => `/usr/lib/jvm/${name}`) : [])];
  const versions = homes
    .filter(home => home && existsSync(join(home, 'release')) && existsSync(join(home, 'bin/java')))
    .map(home => ({ home, major: Number(/JAVA_VERSION="(\d+)/.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1] ?? 0) }))
    .sort((a, b) => b.major - a.major);
  return join(versions[0].home, 'bin/java');
}

/** The jar of the earlier version, in which the response to LEVEL_1 is due after a minute: nobody can wait for half an hour. */
function buildEarlier(work) {
  const tree = join(work, 'earlier');
  execFileSync('git', ['worktree', 'add', '--detach', tree, given.from], { stdio: 'ignore' });
  try {
    const table = join(tree, 'dmn/ticketSla.dmn');
    const figures = readFileSync(table, 'utf8');
    const hasty = figures.replace(/(<outputEntry id="OutputEntry_MangathequeLevel1_ResponseAmount">\s*<text>)30(<)/, '$11$2');
    if (hasty === figures) throw new Error('dmn/ticketSla.dmn of the earlier version has no response of 30 minutes for LEVEL_1');
    writeFileSync(table, hasty);
    execFileSync('./mvnw', ['-q', '-B', 'package', '-DskipTests', '-Dspotless.check.skip'], { cwd: tree, stdio: 'inherit' });
    const jar = join(work, 'earlier.jar');
    execFileSync('cp', [jarIn(join(tree, 'target')), jar]);
    return jar;
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', tree], { stdio: 'ignore' });
  }
}

async function until(what, look, seconds = PATIENCE_SECONDS) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await pause(500);
  }
  throw new Error(`waited ${seconds} s in vain for ${what}${last ? `: ${last.message}` : ''}`);
}

/** The plan files of the earlier version: it knows no newer keys. */
function plansOfEarlier(folder) {
  const archive = execFileSync('git', ['archive', given.from, 'plans']);
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  return join(folder, 'plans');
}

async function start(name, jar, data, plans) {
  const log = createWriteStream(join(given.log, `${name}.log`));
  const begun = Date.now();
  const child = spawn(newestJava(), ['-Xmx384m', '-XX:+UseSerialGC', '-jar', jar, `--vigie.data-dir=${data}`, `--vigie.plans-dir=${plans}`, '--camunda.client.request-timeout=60s'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, VIGIE_OPERATOR_PASSWORD: PASSWORD },
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const ready = await until(`${name} to be ready`, async () =>
    child.exitCode !== null || (await fetch(`${VIGIE}/actuator/health/readiness`)).status === 200 && 'ready');
  if (ready !== 'ready') throw new Error(`${name} ended with ${child.exitCode} before it was ready`);
  const seconds = Math.round((Date.now() - begun) / 1000);
  say(`${name} is ready after ${seconds} s`);
  return { child, seconds };
}

async function stop({ child }) {
  if (child.exitCode !== null) return;
  const end = new Promise(done => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  await end;
  clearTimeout(late);
}

/** Kills the broker that this Vigie has started. */
function takeTheEngineAway({ child }) {
  const processes = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter(Boolean)
    .map(([, pid, parent, args]) => ({ pid: Number(pid), parent: Number(parent), args }));
  const ours = new Set([child.pid]);
  for (let size = 0; size !== ours.size;) {
    size = ours.size;
    processes.filter(({ parent }) => ours.has(parent)).forEach(({ pid }) => ours.add(pid));
  }
  const broker = processes.find(({ pid, args }) => ours.has(pid) && args.includes('StandaloneBroker'));
  if (!broker) throw new Error('no broker among the children of Vigie');
  process.kill(broker.pid, 'SIGKILL');
}

async function api(path, body) {
  const answer = await fetch(VIGIE + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Basic ${Buffer.from(`operator:${PASSWORD}`).toString('base64')}`,
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
  return text ? JSON.parse(text) : undefined;
}

/** Tasklist as one account uses it. */
class Tasklist {
  constructor(account) {
    this.account = account;
    this.cookies = new Map();
  }

  async send(method, path, body) {
    const answer = await fetch(WEBAPPS + path, {
      method,
      headers: {
        'content-type': 'application/json',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(this.csrf && { 'x-csrf-token': this.csrf }),
      },
      body: body && JSON.stringify(body),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      this.cookies.set(name, value);
    }
    this.csrf = answer.headers.get('x-csrf-token') ?? this.csrf;
    return answer;
  }

  async ask(method, path, body) {
    let answer = await this.send(method, path, body);
    if (answer.status === 401 || answer.status === 403) {
      await this.send('POST', `/api/login?username=${this.account}&password=${this.account}`);
      answer = await this.send(method, path, body);
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Tasklist ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Waits for the task, claims it and completes it. */
  async work(elementId, wanted, fields) {
    const task = await until(`${elementId} of ${JSON.stringify(wanted)}`, async () => {
      const found = await this.ask('POST', '/v1/tasks/search', { state: 'CREATED', taskDefinitionId: elementId, pageSize: 50, ...wanted });
      return found.find(({ assignee }) => !assignee || assignee === this.account);
    });
    if (!task.assignee) {
      await this.ask('PATCH', `/v1/tasks/${task.id}/assign`, { assignee: this.account, allowOverrideAssignment: true });
    }
    const variables = Object.entries(fields).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
    await until(`${elementId} to be completed`, async () => {
      const answer = await this.send('PATCH', `/v1/tasks/${task.id}/complete`, { variables });
      const text = answer.ok ? '' : await answer.text();
      // an answer that was lost: it is completed already
      if (text.includes('not active')) return true;
      if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 200)}`);
      return true;
    }, 60);
  }
}

const demo = new Tasklist('demo');
const act = new Tasklist('act');

async function create(application, impact, title) {
  const { id } = await api('/api/tickets', {
    application, title, description: 'Made by the upgrade check', type: 'corrective', impact, labels: ['bug'], reporter: REPORTER,
  });
  return id;
}

const ticket = id => api(`/api/tickets/${id}`);
const awaitStatus = (id, status) => until(`${id} to be ${status}`, async () => (await ticket(id)).status === status);

async function work(id, elementId, fields) {
  const { processInstanceKey } = await until(`the process of ${id}`, async () => {
    const now = await ticket(id);
    return now.processInstanceKey && now;
  });
  await demo.work(elementId, { processInstanceKey: String(processInstanceKey) }, fields);
}

const STEPS = {
  qualification: id => work(id, 'Task_QualifyTicket', { decision: 'accept', type: 'corrective', impact: 'limited' }),
  assignment: id => work(id, 'Task_AssignOwner', { owner: 'demo' }),
  analysis: id => work(id, 'Task_AnalyseCause', { rootCause: 'unknown yet', solution: 'to be tried' }),
  implementation: id => work(id, 'Task_ImplementChange', { progress: 'no-code-change', summary: 'Set right by hand' }),
  validation: id => api(`/api/tickets/${id}/validation`, { validated: true, satisfaction: 4 }),
};

/** Carries a ticket on until it has this status. */
async function carry(id, goal) {
  for (;;) {
    const { status } = await ticket(id);
    if (status === goal) return;
    const step = STEPS[status];
    if (step) await step(id);
    await until(`${id} to leave ${status}`, async () => (await ticket(id)).status !== status);
  }
}

async function qualify(id, fields) {
  await work(id, 'Task_QualifyTicket', fields);
}

async function makeCases(running) {
  const cases = {};
  for (const name of ['qualified', 'waiting', 'answered', 'validating', 'validated', 'reopened', 'reopenedAway', 'cancelled']) {
    cases[name] = await create('cesizen', 'limited', `Upgrade: ${name}`);
  }
  cases.untouched = await create('mangatheque', 'limited', 'Upgrade: untouched');
  cases.escalated = await create('mangatheque', 'service-down', 'Upgrade: escalated');
  cases.postMortem = await create('cesizen', 'service-down', 'Upgrade: post-mortem');

  await carry(cases.qualified, 'analysis');
  for (const name of ['waiting', 'answered']) {
    await qualify(cases[name], { decision: 'ask', question: 'Which browser was it?' });
    await awaitStatus(cases[name], 'waiting-for-reporter');
  }
  for (const name of ['validating', 'validated']) await carry(cases[name], 'validation');
  for (const name of ['reopened', 'reopenedAway']) {
    await qualify(cases[name], { decision: 'reject', reason: 'Works as meant' });
    await awaitStatus(cases[name], 'rejected');
  }
  await api(`/api/tickets/${cases.reopened}/reopening`, { text: 'It does not' });
  await awaitStatus(cases.reopened, 'assignment');
  await awaitStatus(cases.cancelled, 'qualification');
  await awaitStatus(cases.untouched, 'qualification');
  await work(cases.postMortem, 'Task_QualifyTicket', { decision: 'accept', type: 'corrective', impact: 'service-down' });
  await carry(cases.postMortem, 'resolved');
  await until('the post-mortem', async () => (await api(`/api/post-mortems/PM-${cases.postMortem}`)).status === 'writing');
  await until('the escalation', async () => (await api(`/api/tickets/${cases.escalated}/escalations`)).length > 0);

  takeTheEngineAway(running);
  cases.created = await create('cesizen', 'limited', 'Upgrade: created while the engine was away');
  await api(`/api/tickets/${cases.answered}/answers`, { text: 'Firefox' });
  await api(`/api/tickets/${cases.validated}/validation`, { validated: true, satisfaction: 5 });
  await api(`/api/tickets/${cases.reopenedAway}/reopening`, { text: 'Still broken' });
  await api(`/api/tickets/${cases.cancelled}/cancellation`, { text: 'Reported twice' });
  return cases;
}

async function finish(cases) {
  const ends = [];
  const end = async (name, work) => {
    await work(cases[name]);
    const { status } = await ticket(cases[name]);
    ends.push(`${name} (${cases[name]}): ${status}`);
    say(ends.at(-1));
  };
  await end('cancelled', id => awaitStatus(id, 'cancelled'));
  await end('validated', id => awaitStatus(id, 'resolved'));
  await end('answered', async id => {
    await awaitStatus(id, 'qualification');
    await carry(id, 'validation');
    await carry(id, 'resolved');
  });
  await end('created', async id => {
    await awaitStatus(id, 'qualification');
    await carry(id, 'resolved');
  });
  await end('reopenedAway', async id => {
    await awaitStatus(id, 'assignment');
    await carry(id, 'resolved');
  });
  await end('waiting', async id => {
    await api(`/api/tickets/${id}/answers`, { text: 'Chromium' });
    await awaitStatus(id, 'qualification');
    await carry(id, 'resolved');
  });
  for (const name of ['qualified', 'validating', 'reopened', 'untouched']) await end(name, id => carry(id, 'resolved'));
  await end('escalated', async id => {
    await api(`/api/tickets/${id}/escalation-acknowledgement`, { text: 'On it' });
    const states = (await api(`/api/tickets/${id}/escalations`)).map(({ state }) => state);
    if (states.some(state => /running/i.test(state))) throw new Error(`escalations are ${states}`);
    await carry(id, 'resolved');
  });
  await end('postMortem', async id => {
    await demo.work('Task_WritePostMortem', {}, {
      timeline: '- 10:00: down', impact: 'Everybody', rootCause: 'Certificate', immediateActions: 'Renewed', lessons: 'Watch it',
      longTermFixes: 'None', noActions: true, actions: [], author: 'demo',
    });
    await act.work('Task_ReviewPostMortem', {}, { reviewDecision: 'approve', reviewer: 'act' });
    await until('the post-mortem to be closed', async () => (await api(`/api/post-mortems/PM-${id}`)).status === 'closed');
  });
  return ends;
}

async function noTroubles() {
  await until('an end of all troubles', async () => {
    const troubles = await api('/api/troubles');
    if (troubles.length > 0) throw new Error(troubles.map(({ key, message }) => `${key}: ${message}`).join('; '));
    return true;
  }, 120);
}

mkdirSync(given.log, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'vigie-upgrade-'));
const data = join(folder, 'data');
let running;
let code = 1;
try {
  const jar = jarIn('target');
  const earlier = given['old-jar'] ? resolve(given['old-jar']) : buildEarlier(folder);
  running = await start('earlier', earlier, data, plansOfEarlier(folder));
  const cases = await makeCases(running);
  say(`${Object.keys(cases).length} tickets under way; the earlier version stops, its engine is gone`);
  await stop(running);
  const begun = Date.now();
  running = await start('this', jar, data, resolve('plans'));
  const ends = await finish(cases);
  await noTroubles();
  const log = readFileSync(join(given.log, 'this.log'), 'utf8');
  const faults = log.split('\n').filter(line => /cannot be read|unknown type|there is no listener/.test(line));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  say(`all ${ends.length} went on to their end in ${Math.round((Date.now() - begun) / 1000)} s, no trouble is open`);
  code = 0;
} catch (error) {
  console.error(`upgrade-check: ${error.message}\nhint: the logs are in ${given.log}`);
} finally {
  if (running) await stop(running);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(code);
