import { chromium } from 'playwright-core';
const [,, file, out, w, h, scheme] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu'] });
const p = await b.newPage({ viewport: { width: +w, height: +h }, colorScheme: scheme ?? 'light' });
await p.goto(file); await p.screenshot({ path: out, fullPage: true }); await b.close();
