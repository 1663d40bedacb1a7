// What others make of commit messages: conventional-changelog 7.2.1 with preset conventionalcommits 9.3.1, and git-cliff 2.14.2.
// Writes src/test/resources/commits/{corpus,reference}.json, against which ReferenceCommitsTests holds Vigie's own parser.
//
//   mkdir /tmp/reference && cd /tmp/reference
//   npm i --no-save conventional-changelog@7.2.1 conventional-changelog-conventionalcommits@9.3.1 \
//     conventional-commits-parser@6.4.0 git-cliff@2.14.2
//   node <Vigie>/scripts/reference-commits.mjs /tmp/reference
//
// The cases are written by hand; the three histories come from a generator with fixed seeds, so that the files change only
// when this script does.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const tools = resolve(process.argv[2] ?? '.');
const out = resolve(dirname(fileURLToPath(import.meta.url)), '../src/test/resources/commits');
const folderOf = (name) => join(tools, 'node_modules', name);
const describe = (name) => JSON.parse(readFileSync(join(folderOf(name), 'package.json')));
const versionOf = (name) => describe(name).version;
const load = async (name) => {
  const entry = describe(name).exports;
  const file = typeof entry === 'string' ? entry : entry['.']?.import ?? entry.import ?? entry['.'];
  return import(pathToFileURL(join(folderOf(name), file)));
};
const wanted = {
  'conventional-changelog': '7.2.1', 'conventional-changelog-conventionalcommits': '9.3.1',
  'conventional-commits-parser': '6.4.0', 'git-cliff': '2.14.2',
};
for (const [name, version] of Object.entries(wanted)) {
  if (versionOf(name) !== version) {
    throw new Error(`${name} is ${versionOf(name)}, wanted ${version}`);
  }
}
const { CommitParser } = await load('conventional-commits-parser');
const preset = (await load('conventional-changelog-conventionalcommits')).default();
const parser = new CommitParser(preset.parser);

const cases = [
  'feat: a', 'fix(x): b', 'feat!: c', 'fix(x)!: d', 'chore!: exiger Node 22', 'test(*)!: x', 'security: bloquer XSS', 'security!: y',
  'Feat: majuscule', 'FIX(x): y', 'feat : x', 'feat:x', 'feat!(s): x', '✨ feat: x', '✨feat: x', ':sparkles: feat: x', 'wip',
  'feat(café): a', 'fix(api/v1.2): b', 'feat(scope:sub): c', 'build(deps-dev): d', 'fix(ma_vue): e', 'fix(*): f', 'feat(): g',
  'feat(a(b)): y', 'feat(a)(b): y', 'feat(open: y', ': x', 'feat:', 'feat: ', 'feat:  two spaces', 'Ajoute le panier', 'été: x', 'a-b: x',
  'feat: a: b (c)!', 'fix: `#1` and #2', 'docs: x', 'perf: x', 'refactor: x', 'style: x', 'ci: x', 'build: x', 'feature: x', 'note: x',
  'fixup! feat: z', 'squash! fix: y', 'fixup! fixup! feat: z', 'amend! feat: a',
  "Merge branch 'main' into develop", 'Merge pull request #12 from x/y\n\nfeat: title of it', 'Merge tag v1.0.0 into develop',
  'feat(panier)!: total en centimes\n\nBREAKING CHANGE: le champ change\n\nReviewed-by: R\nRefs: #12',
  'feat: a\n\n---------\n\nCo-authored-by: X <x@example.org>\n\nBREAKING CHANGE: b',
  'feat: x\n\n```\nBREAKING CHANGE: exemple\n```', 'fix: corriger\n\nBREAKING-CHANGE: arrondi', 'fix: corriger\n\nbreaking change: y',
  'fix: x\n\nBREAKING CHANGES: y', 'fix: x\n\nBREAKING CHANGE : y', 'fix: x\n\nBREAKING CHANGE y', 'fix: x\n\n* BREAKING CHANGE: y',
  'fix: x\n\nbreaking change is avoided here', 'fix: x\n\nno BREAKING CHANGE: in the middle', 'fix: x\n\nBREAKING CHANGE: one\ntwo\n\nthree',
  'fix: x\nBREAKING CHANGE: without a blank line', 'fix: x\n\nBREAKING CHANGE: a\n\nBREAKING CHANGE: b', 'wip\n\nBREAKING CHANGE: b',
  'Panier (#12)\n\n* fix: un\n\n* feat!: deux\n\nCo-authored-by: X <x@example.org>', 'feat: panier (#12)\n\n* fix: un\n* feat: deux',
  'Squashed commit of the following:\n\ncommit 1111111\nAuthor: X <x@example.org>\n\n    fix: un',
  'Revert "feat: b"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.', 'revert: feat: b\n\nRefs: 676104e, a215868',
  'revert: feat: b\n\nThis reverts commit 676104e.', 'Reapply "feat: b"\n\nThis reverts commit 89abcdef.', 'Revert "wip"',
  'feat: nouvelle route\n\nDEPRECATED: /v1 retiree en 3.0', 'feat!: x\n\nSECURITY: y', 'feat: x\n\nprose\nRelease-As: 9.0.0\nprose',
  'feat: x\n\nCloses #3, #4\nVoir https://example.org/#5', 'fix: a\n\nFixes #3 and fixes #3', 'fix: a (#7)', 'fix: a\n\nresolves #8',
  'fix: a\n\nRefs #9', 'fix: word#10', 'fix: urgent\n\n(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)',
  'feat: x\r\n\r\nBREAKING CHANGE: y\r\nRefs: #1', '\n\nfeat: after blank lines', 'feat: x\n\nSigned-off-by: X <x@example.org>', 'feat:\tx',
  'feat(\u2028): x', 'feat: <script>alert(1)</script>', 'fix: $(id) `id`', 'feat: ' + 'x'.repeat(300),
];

/** Mulberry32: small, and the same everywhere. */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function history(seed, count, style) {
  const next = random(seed);
  const one = (list) => list[Math.floor(next() * list.length)];
  const maybe = (chance, text) => (next() < chance ? text : '');
  const words = ['panier', 'facture', 'export', 'recherche', 'le compte', 'the journal', 'prix', 'API', 'v2', 'cache', "l'index", 'PDF'];
  const subject = () => Array.from({ length: 2 + Math.floor(next() * 4) }, () => one(words)).join(' ');
  const types = style.types;
  const header = () => `${one(types)}${maybe(0.4, `(${one(['api', 'ui', 'deps', 'café', 'a/b', 'x.y'])})`)}${maybe(0.06, '!')}: ${subject()}`;
  const messages = [];
  for (let i = 0; i < count; i++) {
    const roll = next();
    if (roll < style.odd) {
      messages.push(one([() => subject(), () => `WIP ${subject()}`, () => `Feat ${subject()}`, () => `${one(types)} : ${subject()}`])());
    } else if (roll < style.odd + style.merges) {
      messages.push(`Merge pull request #${1 + Math.floor(next() * 400)} from team/${one(words.filter((w) => /^\w+$/.test(w)))}\n\n${header()}`);
    } else if (roll < style.odd + style.merges + style.squashes) {
      const parts = Array.from({ length: 2 + Math.floor(next() * 3) }, () => `* ${header()}`);
      messages.push(`${header()} (#${1 + Math.floor(next() * 400)})\n\n${parts.join('\n\n')}${maybe(0.5, '\n\n---------\n\nCo-authored-by: X <x@example.org>')}`);
    } else if (roll < style.odd + style.merges + style.squashes + 0.04) {
      messages.push(`Revert "${header()}"\n\nThis reverts commit ${Array.from({ length: 40 }, () => one([...'0123456789abcdef'])).join('')}.`);
    } else {
      messages.push(
        header() + maybe(0.3, `\n\n${subject()}.\n${subject()}.`) + maybe(0.05, `\n\nBREAKING CHANGE: ${subject()}`)
        + maybe(0.2, `\n\n${one(['Closes', 'Fixes', 'Refs'])} #${1 + Math.floor(next() * 400)}`)
        + maybe(0.15, '\n\nSigned-off-by: X <x@example.org>'));
    }
  }
  return messages;
}

const angular = ['feat', 'fix', 'docs', 'chore', 'refactor', 'test', 'perf', 'ci', 'build', 'style'];
const corpus = {
  cases,
  tidy: history(1, 250, { types: angular, odd: 0, merges: 0, squashes: 0 }),
  'pull requests': history(2, 250, { types: [...angular, 'security'], odd: 0.05, merges: 0.15, squashes: 0.2 }),
  untidy: history(3, 250, { types: [...angular, 'Fix', 'FEAT', 'security', 'wip'], odd: 0.25, merges: 0.15, squashes: 0.1 }),
};

const LEVELS = ['MAJOR', 'MINOR', 'PATCH'];

function changelog(message) {
  const commit = parser.parse(message);
  return {
    type: commit.type ?? null,
    scope: commit.scope ?? null,
    subject: commit.subject ?? null,
    breaking: commit.notes.map((note) => note.text),
    reverts: commit.revert?.hash ?? null,
    closes: commit.references.filter((reference) => reference.action).map((reference) => reference.issue),
    bump: LEVELS[preset.whatBump([commit]).level],
  };
}

/** git-cliff reads a repository: one commit for each message, in order. */
function cliff(messages) {
  const folder = mkdtempSync(join(tmpdir(), 'cliff-'));
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  try {
    execFileSync('git', ['init', '-q', '-b', 'main', folder], { env });
    const stream = messages.map((message, i) => {
      const data = Buffer.from(message, 'utf8');
      return Buffer.concat([
        Buffer.from(`commit refs/heads/main\nmark :${i + 1}\ncommitter X <x@example.org> ${1700000000 + i} +0000\ndata ${data.length}\n`),
        data, Buffer.from(`\n${i ? `from :${i}\n` : ''}\n`),
      ]);
    });
    const marks = join(folder, 'marks');
    execFileSync('git', ['-C', folder, 'fast-import', '--quiet', `--export-marks=${marks}`], { env, input: Buffer.concat(stream) });
    const ids = readFileSync(marks, 'utf8').trim().split('\n').map((line) => line.split(' '));
    const config = join(folder, 'cliff.toml');
    writeFileSync(config, '[git]\nconventional_commits = true\nfilter_unconventional = false\nprotect_breaking_commits = true\ncommit_parsers = []\n');
    const bin = join(folderOf('git-cliff-linux-x64'), 'bin', 'git-cliff');
    const context = JSON.parse(execFileSync(bin, ['-w', folder, '-c', config, '--context'], { env, maxBuffer: 1 << 28 }));
    const known = new Map(context.flatMap((release) => release.commits).map((commit) => [commit.id, commit]));
    return ids.map(([mark, id]) => [Number(mark.slice(1)) - 1, known.get(id)])
      .sort(([a], [b]) => a - b)
      .map(([, commit]) => commit && {
        // without a type it could not read the message
        type: commit.conventional ? commit.group ?? null : null,
        scope: commit.scope ?? null,
        conventional: commit.conventional ?? false,
        breaking: commit.breaking ?? false,
        breakingText: commit.breaking_description ?? null,
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

mkdirSync(out, { recursive: true });
const reference = Object.fromEntries(Object.entries(corpus).map(([name, messages]) => {
  const others = cliff(messages);
  return [name, messages.map((message, i) => ({ changelog: changelog(message), cliff: others[i] ?? null }))];
}));
const lines = (value) => `{\n${Object.entries(value)
  .map(([name, list]) => `${JSON.stringify(name)}: [\n${list.map((item) => JSON.stringify(item)).join(',\n')}\n]`).join(',\n')}\n}\n`;
writeFileSync(join(out, 'corpus.json'), lines(corpus));
writeFileSync(join(out, 'reference.json'), lines(reference));
console.log(Object.entries(corpus).map(([name, list]) => `${name}: ${list.length}`).join(', '));
