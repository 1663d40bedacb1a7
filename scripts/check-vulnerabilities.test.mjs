import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  STALE_AFTER_DAYS, check, compareVersions, mavenDependencies, npmDependencies, parseAccepted, parseList
} from './check-vulnerabilities.mjs';

const folder = mkdtempSync(join(tmpdir(), 'vulnerabilities-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const list = (...rows) => parseList(['# list gone over: 2026-11-25', ...rows.map(row => row.join('\t'))].join('\n'));
const TOMCAT = ['org.apache.tomcat.embed:*', '10.1.0', '10.1.62', 'CVE-1', '2026-11-25', 'redirect'];
const found = (rows, dependencies, accepted = [], today = '2026-11-25') =>
  check(list(...rows), accepted, dependencies, today).failures.map(({ fact }) => fact);
const dependency = (name, version) => ({ package: name, version });
const CORE = 'org.apache.tomcat.embed:tomcat-embed-core';

test('versions are compared as numbers, words before a release as older', () => {
  const ascending = ['1.0-alpha1', '1.0-alpha2', '1.0-M1', '1.0-RC1', '1.0', '1.0.1', '1.2', '1.10', '2.0.0-M3', '2'];
  for (let i = 1; i < ascending.length; i++) {
    assert.ok(compareVersions(ascending[i - 1], ascending[i]) < 0, `${ascending[i - 1]} < ${ascending[i]}`);
  }
  for (const [a, b] of [['4.1.135.Final', '4.1.135'], ['33.4.8-jre', '33.4.8'], ['2', '2.0.0']]) {
    assert.equal(compareVersions(a, b), 0, `${a} = ${b}`);
  }
});

for (const [version, affected] of [
  ['10.1.0-M1', false], ['10.1.0', true], ['10.1.55', true], ['10.1.61', true], ['10.1.62', false], ['10.1.100', false],
  ['10.0.27', false], ['11.0.27', false]
]) {
  test(`${version} is ${affected ? 'in' : 'outside of'} the range of its line`, () => {
    assert.equal(found([TOMCAT], [dependency(CORE, version)]).length, affected ? 1 : 0);
  });
}

test('a finding names package, version, advisory and the way out', () => {
  const { failures } = check(list(TOMCAT), [], [dependency(CORE, '10.1.55')], '2026-11-25');

  assert.deepEqual(failures, [{ fact: `${CORE} 10.1.55: CVE-1 (redirect)`, hint: 'Use 10.1.62 or newer.' }]);
});

test('another artifact of a similar name is none', () => {
  assert.deepEqual(found([['org.x:core', '0', '2', 'CVE-2', '2026-11-25', 'x']], [dependency('org.x:core-api', '1')]), []);
});

test('an accepted one passes until its date, and is reported when it is gone', () => {
  const accepted = parseAccepted(['org.apache.tomcat.embed:*', 'CVE-1', '2026-12-31', 'not reached'].join('\t'));

  assert.deepEqual(found([TOMCAT], [dependency(CORE, '10.1.55')], accepted, '2026-12-31'), []);
  assert.match(found([TOMCAT], [dependency(CORE, '10.1.55')], accepted, '2027-01-01')[0], /was accepted until 2026-12-31/);
  assert.match(found([TOMCAT], [dependency(CORE, '10.1.62')], accepted)[0], /is accepted and not there/);
});

test('one advisory that is accepted lets no other pass', () => {
  const accepted = parseAccepted(['org.apache.tomcat.embed:*', 'CVE-1', '2026-12-31', 'not reached'].join('\t'));
  const other = [...TOMCAT.slice(0, 3), 'CVE-3', ...TOMCAT.slice(4)];

  assert.deepEqual(found([TOMCAT, other], [dependency(CORE, '10.1.55')], accepted), [`${CORE} 10.1.55: CVE-3 (redirect)`]);
});

test('a list that nobody went over warns, and does not fail', () => {
  const day = n => new Date(Date.parse('2026-11-25') + n * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

  assert.deepEqual(check(list(TOMCAT), [], [], day(STALE_AFTER_DAYS)), { failures: [], warnings: [] });
  const late = check(list(TOMCAT), [], [], day(STALE_AFTER_DAYS + 1));
  assert.deepEqual(late.failures, []);
  assert.match(late.warnings[0].fact, /gone over 31 days ago/);
});

test('what Maven and npm write is read', () => {
  assert.deepEqual(mavenDependencies([
    '', 'The following files have been resolved:',
    '   org.yaml:snakeyaml:jar:2.4:compile\u001b[36m -- module org.yaml.snakeyaml\u001b[0;1m [auto]\u001b[m',
    '   io.netty:netty-tcnative-boringssl-static:jar:linux-x86_64:2.0.84.Final:runtime', ''
  ].join('\n')), [
    dependency('org.yaml:snakeyaml', '2.4'), dependency('io.netty:netty-tcnative-boringssl-static', '2.0.84.Final')
  ]);
  assert.deepEqual(npmDependencies(JSON.stringify({
    packages: { '': { version: '1' }, 'node_modules/a': { version: '1.2' }, 'node_modules/a/node_modules/@b/c': { version: '3' } }
  })), [dependency('npm:a', '1.2'), dependency('npm:@b/c', '3')]);
});

for (const [what, text] of [
  ['a row without a column', '# list gone over: 2026-11-25\norg.x:y\t1\t2\tCVE'],
  ['a range that ends before it begins', `# list gone over: 2026-11-25\n${['org.x:y', '2', '1', 'CVE', '2026-11-25', 'x'].join('\t')}`],
  ['no date', ['org.x:y', '1', '2', 'CVE', '2026-11-25', 'x'].join('\t')]
]) {
  test(`a list with ${what} is refused`, () => assert.throws(() => parseList(text)));
}

function run(maven) {
  const file = join(folder, 'dependencies.txt');
  writeFileSync(file, maven);
  const done = spawnSync(process.execPath, ['scripts/check-vulnerabilities.mjs', file, 'package-lock.json'], { encoding: 'utf8' });
  return { status: done.status, text: done.stdout + done.stderr };
}

test('the command refuses a planted vulnerable version by the kept list', () => {
  const { status, text } = run('   org.apache.tomcat.embed:tomcat-embed-core:jar:10.1.55:compile\n');

  assert.equal(status, 1);
  assert.match(text, /vulnerable: org\.apache\.tomcat\.embed:tomcat-embed-core 10\.1\.55: CVE-2026-117517/);
});

test('the command refuses an empty list of dependencies', () => {
  assert.equal(run('The following files have been resolved:\n   none\n').status, 2);
});

test('the kept lists are well-formed, and every accepted row is one of the list', () => {
  const kept = parseList(readFileSync('.ci/vulnerable-versions.tsv', 'utf8'));
  const keys = new Set(kept.entries.map(entry => `${entry.package}\t${entry.advisory}`));
  for (const one of parseAccepted(readFileSync('.ci/accepted-vulnerabilities.tsv', 'utf8'))) {
    assert.ok(keys.has(`${one.package}\t${one.advisory}`), `${one.package} ${one.advisory}`);
  }
});
