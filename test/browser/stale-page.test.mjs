// Whether a status page tells by itself that it is out of date, though Vigie and everything behind it is dead: the folder is served by a
// server that knows nothing, and the reader's clock is wrong.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const SAMPLES = resolve('target/status-samples/busy');
const MADE = Date.parse('2026-11-20T09:30:00Z'); // SamplePages.NOW
const VALID = 50_000;
const TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml', atom: 'application/atom+xml' };

let browser;
let server;
let site;
let clock = MADE; // of the server
let gone = false;

before(async () => {
  server = createServer((request, answer) => {
    if (gone) return request.socket.destroy();
    const name = request.url.replace(/^\//, '').replace(/\?.*/, '');
    if (!/^[a-z]+\.[a-z]+$/.test(name) || !existsSync(`${SAMPLES}/${name}`)) return answer.writeHead(404).end();
    answer.sendDate = false;
    answer.setHeader('Date', new Date(clock).toUTCString());
    answer.setHeader('Content-Type', TYPES[name.split('.')[1]]);
    return answer.end(readFileSync(`${SAMPLES}/${name}`));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  site = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
    args: ['--no-sandbox', '--disable-gpu']
  });
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** What a reader sees whose clock is off by so much. */
async function seen({ off = 0, scripts = true, later = 0 } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  const page = await context.newPage();
  if (scripts) await page.clock.install({ time: clock + off });
  await page.goto(`${site}/en.html`);
  if (later) await page.clock.runFor(later);
  if (scripts) await page.waitForFunction(() => document.documentElement.dataset.fresh);
  const found = {
    fresh: await page.evaluate(() => document.documentElement.dataset.fresh).catch(() => undefined),
    stale: await page.locator('#stale').isVisible(),
    text: await page.locator('#freshness').innerText()
  };
  await context.close();
  return found;
}

const skip = !existsSync(SAMPLES) && 'SamplePagesTests makes them';

test('a page in time is fresh, whatever the clock of its reader says', { skip }, async () => {
  clock = MADE + 10_000;
  for (const off of [0, -7_200_000, 7_200_000]) {
    const { fresh, stale } = await seen({ off });
    assert.deepEqual({ off, fresh, stale }, { off, fresh: 'yes', stale: false });
  }
});

test('a page that nobody has renewed says so, whatever the clock of its reader says', { skip }, async () => {
  clock = MADE + VALID + 10_000;
  for (const off of [0, -7_200_000, 7_200_000]) {
    const { fresh, stale } = await seen({ off });
    assert.deepEqual({ off, fresh, stale }, { off, fresh: 'no', stale: true });
  }
});

test('an open page says so within a minute of the end of its server', { skip }, async () => {
  clock = MADE;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.install({ time: clock });
  await page.goto(`${site}/en.html`);
  await page.waitForFunction(() => document.documentElement.dataset.fresh === 'yes');
  gone = true;
  for (let tens = 0; tens < 6; tens++) await page.clock.runFor(10_000);
  await page.waitForFunction(() => document.documentElement.dataset.fresh === 'no');
  assert.ok(await page.locator('#stale').isVisible());
  gone = false;
  await context.close();
});

test('without scripts the page says until when it may be relied on', { skip }, async () => {
  const { text } = await seen({ scripts: false });
  assert.match(text, /2026/);
});
