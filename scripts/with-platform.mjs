// Runs a command against Vigie with its whole embedded platform: the one at VIGIE_URL, or one of its own started from
// the jar in a new data folder and stopped again. Usage: node scripts/with-platform.mjs COMMAND [ARG ...]
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE_SECONDS = 180;
const OLDEST_JDK = 21;

function newestJava() {
  const homes = [process.env.JAVA_HOME, ...(existsSync('/usr/lib/jvm') ? readdirSync('/usr/lib/jvm').map(name => `/usr/lib/jvm/${name}`) : [])];
  const versions = homes
    .filter(home => home && existsSync(join(home, 'release')) && existsSync(join(home, 'bin/java')))
    .map(home => ({ home, major: Number(/JAVA_VERSION="(\d+)/.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1] ?? 0) }))
    .sort((a, b) => b.major - a.major);
  if (!versions.length || versions[0].major < OLDEST_JDK) throw new Error(`no JDK of version ${OLDEST_JDK} or newer; set JAVA_HOME`);
  return join(versions[0].home, 'bin/java');
}

function jar() {
  const name = existsSync('target') && readdirSync('target').find(file => /^vigie-.*\.jar$/.test(file));
  if (!name) throw new Error('there is no target/vigie-*.jar; run ./mvnw package first');
  return join('target', name);
}

async function ready(url, vigie) {
  for (let second = 0; second < PATIENCE_SECONDS; second++) {
    if (vigie.exitCode !== null) throw new Error(`Vigie ended with ${vigie.exitCode} before it was ready`);
    const status = await fetch(`${url}/actuator/health/readiness`).then(answer => answer.status, () => 0);
    if (status === 200) return;
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
  throw new Error(`Vigie was not ready after ${PATIENCE_SECONDS} s`);
}

function run(command, args, env) {
  return new Promise(resolve => spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).on('exit', code => resolve(code ?? 1)));
}

const [command, ...args] = process.argv.slice(2);
if (process.env.VIGIE_URL) {
  process.exit(await run(command, args, {}));
}

const url = 'http://127.0.0.1:8090';
const data = mkdtempSync(join(tmpdir(), 'vigie-'));
const password = 'browser-test-operator';
const secret = randomBytes(24).toString('hex');
const vigie = spawn(newestJava(), ['-Xmx384m', '-XX:+UseSerialGC', '-jar', jar(), `--vigie.data-dir=${data}`], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, VIGIE_OPERATOR_PASSWORD: password, CESIZEN_GITHUB_WEBHOOK_SECRET: secret }
});
let code = 1;
try {
  await ready(url, vigie);
  code = await run(command, args, { VIGIE_URL: url, VIGIE_OPERATOR_PASSWORD: password, VIGIE_DATA: data, VIGIE_WEBHOOK_SECRET: secret });
} catch (error) {
  console.error(`with-platform: ${error.message}`);
} finally {
  if (vigie.exitCode === null) {
    vigie.kill('SIGTERM');
    await new Promise(resolve => vigie.on('exit', resolve));
  }
  rmSync(data, { recursive: true, force: true });
}
process.exit(code);
