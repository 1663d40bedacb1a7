// Compares the dependencies that are really resolved with the kept list of vulnerable versions; needs no network.
//
//   node scripts/check-vulnerabilities.mjs MAVEN_LIST [PACKAGE_LOCK]
//
// MAVEN_LIST is what `mvn dependency:list -DincludeScope=runtime -DoutputFile=...` writes.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LIST = '.ci/vulnerable-versions.tsv';
const ACCEPTED = '.ci/accepted-vulnerabilities.tsv';
/** Advisories come every week: a list that nobody went over for a month is a guess. */
export const STALE_AFTER_DAYS = 30;

const DAY = 24 * 60 * 60 * 1000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** What a release that is no number says; all others ("Final", "jre", "android") are the release itself. */
const BEFORE_RELEASE = ['snapshot', 'alpha', 'beta', 'milestone', 'm', 'cr', 'rc'];

/** Negative, 0 or positive as `a` is older than, as old as or newer than `b`. */
export function compareVersions(a, b) {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** Numbers; a word before a release counts less than nothing, any other word counts nothing. */
function parts(version) {
  return (version.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map(part => {
    const before = BEFORE_RELEASE.indexOf(part);
    return /^\d/.test(part) ? Number(part) : before < 0 ? 0 : before - BEFORE_RELEASE.length;
  });
}

function rows(text, columns, name) {
  return text.split('\n').map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => {
      const cells = line.split('\t');
      if (cells.length !== columns.length || cells.some(cell => cell.trim() === '')) {
        throw new Error(`${name}:${number} has not the columns ${columns.join(', ')}`);
      }
      return Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
    });
}

export function parseList(text) {
  const goneOver = /^# list gone over: (.*)$/m.exec(text)?.[1] ?? '';
  if (!DATE.test(goneOver)) {
    throw new Error(`${LIST} does not say when it was gone over`);
  }
  const entries = rows(text, ['package', 'introduced', 'fixed', 'advisory', 'lookedUp', 'what'], LIST);
  for (const entry of entries) {
    if (!DATE.test(entry.lookedUp) || compareVersions(entry.introduced, entry.fixed) >= 0) {
      throw new Error(`${LIST}: ${entry.package} ${entry.advisory} has no valid range or date`);
    }
  }
  return { goneOver, entries };
}

export function parseAccepted(text) {
  const accepted = rows(text, ['package', 'advisory', 'until', 'why'], ACCEPTED);
  for (const entry of accepted) {
    if (!DATE.test(entry.until)) {
      throw new Error(`${ACCEPTED}: ${entry.package} ${entry.advisory} has no date`);
    }
  }
  return accepted;
}

/** Lines such as `   org.yaml:snakeyaml:jar:2.4:compile -- module org.yaml.snakeyaml`, with colours or a classifier. */
export function mavenDependencies(text) {
  return text.replace(/\u001b\[[0-9;]*m/g, '').split('\n')
    .map(line => line.trim().split(/\s/)[0].split(':'))
    .filter(cells => cells.length >= 5)
    .map(cells => ({ package: `${cells[0]}:${cells[1]}`, version: cells.at(-2) }));
}

export function npmDependencies(text) {
  return Object.entries(JSON.parse(text).packages)
    .filter(([path, { version }]) => path !== '' && version)
    .map(([path, { version }]) => ({ package: `npm:${path.split('node_modules/').at(-1)}`, version }));
}

const matches = (pattern, name) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** What fails the build and what only warns, each a fact and a hint. */
export function check(list, accepted, dependencies, today) {
  const failures = [];
  const warnings = [];
  const needed = new Set();
  const told = new Set();
  for (const dependency of dependencies) {
    for (const entry of list.entries) {
      const affected = matches(entry.package, dependency.package)
        && compareVersions(dependency.version, entry.introduced) >= 0
        && compareVersions(dependency.version, entry.fixed) < 0;
      const text = `${dependency.package} ${dependency.version}: ${entry.advisory} (${entry.what})`;
      if (!affected || told.has(text)) {
        continue;
      }
      told.add(text);
      const exception = accepted.find(one => one.package === entry.package && one.advisory === entry.advisory);
      if (!exception) {
        failures.push({ fact: text, hint: `Use ${entry.fixed} or newer.` });
        continue;
      }
      needed.add(exception);
      if (exception.until < today) {
        failures.push({ fact: `${text} was accepted until ${exception.until}`, hint: `Use ${entry.fixed} or newer, or look again whether it can be reached.` });
      }
    }
  }
  for (const one of accepted.filter(exception => !needed.has(exception))) {
    failures.push({ fact: `${one.package} ${one.advisory} is accepted and not there`, hint: `Take it out of ${ACCEPTED}.` });
  }
  const days = Math.floor((Date.parse(today) - Date.parse(list.goneOver)) / DAY);
  if (days > STALE_AFTER_DAYS) {
    warnings.push({ fact: `the list of vulnerable versions was gone over ${days} days ago`, hint: `Look for new advisories, then set the date in ${LIST}.` });
  }
  return { failures, warnings };
}

function main([mavenFile, npmFile]) {
  if (!mavenFile) {
    throw new Error('no list of dependencies is given');
  }
  const maven = mavenDependencies(readFileSync(mavenFile, 'utf8'));
  const npm = npmFile ? npmDependencies(readFileSync(npmFile, 'utf8')) : [];
  if (maven.length === 0 || (npmFile && npm.length === 0)) {
    throw new Error('a list of dependencies is empty');
  }
  const list = parseList(readFileSync(LIST, 'utf8'));
  const accepted = parseAccepted(readFileSync(ACCEPTED, 'utf8'));
  const { failures, warnings } = check(list, accepted, [...maven, ...npm], new Date().toISOString().slice(0, 10));
  warnings.forEach(({ fact, hint }) => console.log(`warning: ${fact}\nhint: ${hint}`));
  failures.forEach(({ fact, hint }) => console.error(`vulnerable: ${fact}\nhint: ${hint}`));
  console.log(`${maven.length} Maven and ${npm.length} npm dependencies against ${list.entries.length} rows: `
    + `${failures.length} to mend, ${accepted.length} accepted`);
  return failures.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = main(process.argv.slice(2)) ? 0 : 1;
  } catch (error) {
    console.error(`check-vulnerabilities: ${error.message}`);
    process.exitCode = 2;
  }
}
