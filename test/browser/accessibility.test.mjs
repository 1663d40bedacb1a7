// Whether people who see little, use no mouse or let pages be read to them can use the pages: axe-core finds nothing on any of them, at
// the width of a desk and of a phone, light and dark, in both languages.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { api, picture } from './vigie.mjs';

const URL_OF_VIGIE = process.env.VIGIE_URL;
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SAMPLES = resolve('target/status-samples');
const PAGES = resolve('target/page-samples');
const VARIANTS = ['en-GB', 'fr-FR'].flatMap(locale =>
  ['light', 'dark'].flatMap(colorScheme => [1280, 390].map(width => ({ locale, colorScheme, width })))
);

let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
    args: ['--no-sandbox', '--disable-gpu']
  });
});
after(() => browser?.close());

/** What axe-core finds on the page, each with the elements. */
async function violations(page) {
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate(async () => (await window.axe.run(document)).violations);
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.html).slice(0, 3).join(' | ')}`);
}

/** Looks at pages in all variants, and tells everything that is wrong with any of them. */
async function look(addresses, { credentials, languages = true } = {}) {
  const wrong = [];
  for (const { locale, colorScheme, width } of VARIANTS.filter(({ locale }) => languages || locale === 'en-GB')) {
    // the pages allow no script, and axe-core is one
    const context = await browser.newContext({
      locale,
      colorScheme,
      viewport: { width, height: 900 },
      bypassCSP: true,
      httpCredentials: credentials && { username: 'operator', password: process.env.VIGIE_OPERATOR_PASSWORD, send: 'always' }
    });
    const page = await context.newPage();
    for (const [name, address] of Object.entries(addresses)) {
      const answer = await page.goto(address);
      assert.ok(!answer || (answer.headers()['content-type'] ?? 'text/html').startsWith('text/html'), `${address} is no page`);
      for (const violation of await violations(page)) wrong.push(`${name}, ${locale}, ${colorScheme}, ${width}: ${violation}`);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      if (wider) wrong.push(`${name}, ${locale}, ${colorScheme}, ${width}: has to be moved sideways`);
      await picture(page, `${name}-${locale}-${colorScheme}-${width}`);
    }
    await context.close();
  }
  assert.deepEqual(wrong, []);
}

test('the pages of Vigie', async () => {
  const ticket = await api('/api/tickets', {
    application: 'cesizen',
    title: 'The form does not open',
    description: 'Since this morning.\n\nOn a phone as well.',
    type: 'corrective',
    impact: 'limited',
    labels: [],
    reporter: { name: 'Inès', email: 'ines@example.org' }
  });
  const operation = await api('/api/applications/demo/backups', {});
  await look(
    {
      now: `${URL_OF_VIGIE}/`,
      tickets: `${URL_OF_VIGIE}/tickets`,
      ticket: `${URL_OF_VIGIE}/tickets/${ticket.id}`,
      application: `${URL_OF_VIGIE}/applications/demo`,
      operation: `${URL_OF_VIGIE}/operations/${operation.id}`,
      models: `${URL_OF_VIGIE}/models`,
      api: `${URL_OF_VIGIE}/api`,
      missing: `${URL_OF_VIGIE}/tickets/CZ-999999`
    },
    { credentials: true }
  );
});

test('the status pages as Vigie serves them', () =>
  look(
    Object.fromEntries(
      ['demo', 'cesizen', 'mangatheque'].flatMap(application => [
        [`status-${application}-en`, `${URL_OF_VIGIE}/status/${application}/en.html`],
        [`status-${application}-fr`, `${URL_OF_VIGIE}/status/${application}/fr.html`]
      ])
    ),
    { languages: false }
  ));

test('status pages with incidents, maintenance and a chart', { skip: !existsSync(SAMPLES) && 'SamplePagesTests makes them' }, () =>
  look(
    Object.fromEntries(
      ['busy', 'quiet', 'hostile'].flatMap(name =>
        ['en', 'fr'].map(language => [`sample-${name}-${language}`, pathToFileURL(`${SAMPLES}/${name}/${language}.html`).href])
      )
    ),
    { languages: false }
  ));

test('pages behind links of mails, and those of changed models', { skip: !existsSync(PAGES) && 'PageSamplesTests makes them' }, () =>
  look(
    Object.fromEntries(
      readdirSync(PAGES)
        .filter(file => /^(link|models|api)-.*\.html$/.test(file))
        .map(file => [`page-${file.replace('.html', '')}`, pathToFileURL(`${PAGES}/${file}`).href])
    ),
    { languages: false }
  ));
