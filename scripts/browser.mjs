// A headless Chromium; `withPage` without a network: everything it shows comes from node_modules and the repository.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none'
];

function executable() {
  const path = process.env.CHROMIUM ?? CANDIDATES.find(existsSync);
  if (!path) {
    throw new Error('no Chromium found: install it, or name its executable in the variable CHROMIUM');
  }
  return path;
}

/** Runs `work(browser)` and closes the browser whatever happens. */
export async function withBrowser(work) {
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Runs `work(page)` and closes the browser whatever happens. */
export function withPage(work, { width = 1200, height = 800, scale = 1 } = {}) {
  return withBrowser(async browser => {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, locale: 'en-GB', timezoneId: 'UTC' });
    page.on('pageerror', error => console.error(`page: ${error.message}`));
    await page.route('**/*', route => (route.request().url().startsWith('http') ? route.abort() : route.continue()));
    return work(page);
  });
}

/** Empty page with the given style sheets and scripts of node_modules. */
export async function open(page, { styles = [], scripts = [] }) {
  await page.setContent('<!doctype html><html><head></head><body style="margin:0;background:#fff"><div id="canvas"></div></body></html>');
  for (const path of styles) await page.addStyleTag({ path });
  for (const path of scripts) await page.addScriptTag({ path });
}
