#!/usr/bin/env node
// What a newcomer waits for: clones Vigie, starts it, presses the button of the demo, and says when the first backup was proven and the
// first bad release was taken back. Node 20 or newer, no dependencies. Usage: node scripts/newcomer.mjs --help
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Clones the repository into a new folder, starts Vigie there with ./mvnw spring-boot:run, asks for the scenario, and prints the
seconds from the beginning of the clone to: ready, the first backup that a restore test has proven, the first release that was rolled back.

  node scripts/newcomer.mjs [--from .] [--scenario tour] [--limit 180] [--patience 900] [--keep]

The ports of Vigie (README) must be free. --keep leaves the folder there. Exit code: 0 within the limit, 1 not, or Vigie did not get so far,
2 wrong usage.`;

let given;
try {
  ({ values: given } = parseArgs({
    options: {
      from: { type: 'string', default: resolve(dirname(fileURLToPath(import.meta.url)), '..') },
      scenario: { type: 'string', default: 'tour' },
      limit: { type: 'string', default: '180' },
      patience: { type: 'string', default: '900' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  }));
} catch (error) {
  console.error(`${error.message}\n\n${HELP}`);
  process.exit(2);
}
if (given.help) {
  console.log(HELP);
  process.exit(0);
}

const URL_OF_VIGIE = 'http://localhost:8090';
const DEMO = `${URL_OF_VIGIE}/api/applications/demo`;
const folder = mkdtempSync(join(tmpdir(), 'newcomer-'));
const home = join(folder, 'vigie');
const begin = Date.now();
const seconds = () => (Date.now() - begin) / 1000;
const reached = {};
let vigie;
let ended = false;

/** Says it the first time. */
function reach(what) {
  if (what in reached) return;
  reached[what] = seconds();
  console.log(`${reached[what].toFixed(1).padStart(7)} s  ${what}`);
}

async function until(what, probe) {
  while (seconds() < Number(given.patience)) {
    if (ended) throw new Error(`Vigie ended before: ${what}`);
    if (await probe()) return reach(what);
    await pause(500);
  }
  throw new Error(`not within ${given.patience} s: ${what}`);
}

async function ask(address, method = 'GET') {
  const password = readFileSync(join(home, 'data/accounts/operator.password'), 'utf8').trim();
  const answer = await fetch(address, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`operator:${password}`).toString('base64')}` },
    signal: AbortSignal.timeout(20_000)
  });
  if (!answer.ok) throw new Error(`${method} ${address} was answered with ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return answer.json();
}

const isReady = () => fetch(`${URL_OF_VIGIE}/actuator/health/readiness`, { signal: AbortSignal.timeout(2_000) }).then(answer => answer.ok, () => false);

/** A restore test has found in the backup what was in the database. */
async function isProven() {
  const tests = await ask(`${DEMO}/restore-tests`);
  return tests.some(test => test.status === 'succeeded' && test.details?.verdict === 'verified');
}

/** A release has ended badly, its version is marked as bad, and the one before serves. */
async function isTakenBack() {
  const releases = await ask(`${DEMO}/releases`);
  const failed = releases.filter(release => release.status === 'failed').map(release => release.input?.version ?? release.details?.version);
  if (!failed.length) return false;
  const versions = await ask(`${DEMO}/versions`);
  return versions.some(({ version, state }) => state === 'bad' && failed.includes(version)) && versions.some(({ state }) => state === 'serving');
}

let code = 1;
try {
  if (await isReady()) throw new Error('another Vigie runs here; stop it first');
  const clone = spawnSync('git', ['clone', '--quiet', given.from, home], { stdio: 'inherit' });
  if (clone.status !== 0) throw new Error(`${given.from} cannot be cloned`);
  reach('cloned');
  vigie = spawn('./mvnw', ['-B', 'spring-boot:run'], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(join(folder, 'vigie.log'));
  vigie.stdout.pipe(log);
  vigie.stderr.pipe(log);
  vigie.on('exit', () => (ended = true));
  await until('ready', isReady);
  await ask(`${URL_OF_VIGIE}/api/demo/${given.scenario}`, 'POST');
  await Promise.all([until('first proven backup', isProven), until('first release rolled back', isTakenBack)]);
  const took = Math.max(reached['first proven backup'], reached['first release rolled back']);
  code = took <= Number(given.limit) ? 0 : 1;
  console.log(`${took.toFixed(1)} s of ${given.limit} s: ${code === 0 ? 'within' : 'above'} the limit`);
} catch (error) {
  console.error(`newcomer: ${error.message}`);
  if (vigie) console.error(readFileSync(join(folder, 'vigie.log'), 'utf8').split('\n').slice(-40).join('\n'));
} finally {
  if (vigie && !ended) {
    // Maven hands the signal on and waits for the application
    vigie.kill('SIGTERM');
    await new Promise(done => vigie.on('exit', done));
  }
  if (given.keep) console.log(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
process.exit(code);
