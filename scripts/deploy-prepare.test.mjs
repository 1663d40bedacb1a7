import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const folders = [];
let project;
after(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })));

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'prepare-'));
  folders.push(project);
  for (const file of ['deploy/prepare', 'docker-compose.yml', 'Dockerfile', '.env.example']) {
    cpSync(file, join(project, file));
  }
  mkdirSync(join(project, 'bin'));
  registryHas(DIGEST);
});

/** A stand-in for Docker: it knows one digest for every image, or fails as Docker does without a registry. */
function registryHas(digest) {
  const answer = digest ? `echo ${digest}` : 'echo no registry >&2; exit 1';
  writeFileSync(join(project, 'bin/docker'), `#!/bin/sh\n[ "$1 $2 $3" = "buildx imagetools inspect" ] || exit 9\n${answer}\n`);
  chmodSync(join(project, 'bin/docker'), 0o755);
}

function prepare(...args) {
  const done = spawnSync(join(project, 'deploy/prepare'), args, {
    encoding: 'utf8', env: { ...process.env, PATH: `${join(project, 'bin')}:${process.env.PATH}` }
  });
  return { status: done.status, text: done.stdout + done.stderr };
}

const file = name => join(project, name);
const read = name => readFileSync(file(name), 'utf8');
const mode = name => (statSync(file(name)).mode & 0o777).toString(8);
const set = (name, value) => writeFileSync(file('.env'), read('.env').replace(new RegExp(`^${name}=.*\n`, 'm'), '') + `${name}=${value}\n`);
const addresses = () => {
  set('VIGIE_PUBLIC_URL', 'https://vigie.example.org');
  set('VIGIE_OPERATE_URL', 'https://camunda.example.org/operate');
};

test('makes every secret of the compose file, for its owner only, and asks for what only people know', () => {
  const { status, text } = prepare();

  assert.equal(status, 1);
  assert.match(text, /VIGIE_PUBLIC_URL is no https address\nhint: /);
  const named = [...read('docker-compose.yml').matchAll(/file: \.\/secrets\/(\w+)/g)].map(hit => hit[1]);
  assert.deepEqual(readdirSync(file('secrets')).sort(), named.sort());
  assert.equal(mode('secrets'), '700');
  assert.equal(mode('.env'), '600');
  assert.equal(mode('secrets/VIGIE_LINK_KEY'), '444');
  assert.match(read('secrets/VIGIE_LINK_KEY'), /^[\w-]{43}$/);
  assert.notEqual(read('secrets/VIGIE_DB_PASSWORD'), read('secrets/CAMUNDA_DB_PASSWORD'));
  assert.equal(read('secrets/CESIZEN_GITHUB_TOKEN'), '');
  assert.ok(!text.includes(read('secrets/VIGIE_LINK_KEY')), 'a secret is printed');
});

test('is content when the addresses are set, and changes nothing of what is there', () => {
  prepare();
  addresses();
  const before = read('.env') + read('secrets/VIGIE_DB_PASSWORD');

  assert.equal(prepare().status, 0);
  assert.equal(prepare('--check').status, 0);
  assert.equal(read('.env') + read('secrets/VIGIE_DB_PASSWORD'), before);
  for (const name of read('.env.example').match(/^\w+_DIGEST/gm)) {
    assert.match(read('.env'), new RegExp(`^${name}=@${DIGEST}$`, 'm'));
  }
});

test('moves the passwords of an earlier version from .env into files', () => {
  writeFileSync(file('.env'), 'VIGIE_DB_PASSWORD="a $b & c|d"\nVIGIE_SMTP_PASSWORD=mail\nVIGIE_MAIL_FROM=v@example.org\n');

  prepare();

  assert.equal(read('secrets/VIGIE_DB_PASSWORD'), 'a $b & c|d');
  assert.equal(read('secrets/VIGIE_SMTP_PASSWORD'), 'mail');
  assert.doesNotMatch(read('.env'), /PASSWORD/);
  assert.match(read('.env'), /^VIGIE_MAIL_FROM=v@example.org$/m);
});

test('tells when there is no registry to ask', () => {
  registryHas(null);
  const { status, text } = prepare();

  assert.equal(status, 1);
  assert.match(text, /POSTGRES_DIGEST is no digest\nhint: .*@sha256:\.\.\. of postgres:\d/);
});

const PLANTED = [
  ['an empty password', () => { rmSync(file('secrets/VIGIE_DB_PASSWORD')); writeFileSync(file('secrets/VIGIE_DB_PASSWORD'), ''); }, /VIGIE_DB_PASSWORD is missing or empty/],
  ['a missing optional secret', () => rmSync(file('secrets/CESIZEN_GITHUB_TOKEN')), /CESIZEN_GITHUB_TOKEN is missing/],
  ['a folder of secrets that others can enter', () => chmodSync(file('secrets'), 0o755), /secrets\/ is missing or open to others/],
  ['settings that others can read', () => chmodSync(file('.env'), 0o644), /\.env can be read by others/],
  ['a secret in the settings', () => set('VIGIE_LINK_KEY', 'x'), /\.env holds the secret VIGIE_LINK_KEY/],
  ['an address without TLS', () => set('VIGIE_PUBLIC_URL', 'http://vigie.example.org'), /VIGIE_PUBLIC_URL is no https address/],
  ['a tag in place of a digest', () => set('CAMUNDA_DIGEST', ':latest'), /CAMUNDA_DIGEST is no digest/],
  ['a version that was built anew', () => registryHas(`sha256:${'b'.repeat(64)}`), /postgres:\S+ has another build by now/],
  ['no settings', () => rmSync(file('.env')), /there is no \.env/]
];

for (const [what, plant, report] of PLANTED) {
  test(`--check reports ${what}, and mends nothing`, () => {
    prepare();
    addresses();
    assert.equal(prepare('--check').status, 0);
    plant();
    const before = existsSync(file('.env')) && read('.env');

    const { status, text } = prepare('--check');

    assert.equal(status, 1);
    assert.match(text, report);
    assert.equal(existsSync(file('.env')) && read('.env'), before);
  });
}
