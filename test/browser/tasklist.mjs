// Tasklist and Operate as a person uses them: seen and clicked in Chromium.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const WEBAPPS = process.env.VIGIE_WEBAPPS ?? 'http://localhost:8080';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let actions = 0;

/** What a person did in Tasklist since the last time: found a task, claimed and completed it, filled in fields, started a process. */
export function takeActions() {
  const taken = actions;
  actions = 0;
  return taken;
}

export async function openBrowser() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? CANDIDATES.find(existsSync), args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' });
  page.setDefaultTimeout(30_000);
  return { browser, page };
}

/** As the account of the embedded platform whose password is its name. */
export async function logIn(page, path = '/tasklist', account = 'demo') {
  await page.goto(WEBAPPS + path);
  await page.fill('input[name=username]', account);
  await page.fill('input[name=password]', account);
  await page.keyboard.press('Enter');
  await page.waitForURL(url => !url.pathname.includes('login'));
}

/** Opens the task of this name that belongs to the ticket; the list catches up with the engine by itself. */
export async function openTask(page, name, ticketId) {
  actions++;
  const end = Date.now() + 90_000;
  let shown = [];
  while (Date.now() < end) {
    await page.goto(`${WEBAPPS}/tasklist`);
    const cards = page.locator('article, [data-testid^="task-"]').filter({ hasText: name });
    await cards.first().waitFor().catch(() => {});
    const title = page.locator('.fjs-form :is(h1, h2)').first();
    let seen = '';
    shown = [];
    for (let i = 0; i < (await cards.count()); i++) {
      await cards.nth(i).click();
      seen = await changed(title, seen);
      if (new RegExp(`^${ticketId}\\b`).test(seen)) return;
      shown.push(seen);
    }
  }
  assert.fail(`there is no task '${name}' of ${ticketId} in Tasklist; it shows that task for ${shown.length} tickets: ${shown.join(' | ')}`);
}

/** The text of an element once it is another than before, or what it is after some seconds. */
async function changed(locator, before) {
  const end = Date.now() + 5_000;
  for (;;) {
    const text = (await locator.textContent({ timeout: 5_000 }).catch(() => null))?.trim() ?? before;
    if (text !== before || Date.now() > end) return text;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** Claims the open task unless it is mine already, and waits until its form can be filled in. */
export async function claim(page) {
  const assign = page.getByRole('button', { name: 'Assign to me' });
  await assign.or(page.getByRole('button', { name: 'Unassign' })).first().waitFor();
  if (await assign.isVisible()) {
    actions++;
    await assign.click();
  }
  await page.getByRole('button', { name: 'Unassign' }).waitFor();
  await page.locator('.fjs-form, [class*=fjs-container]').first().waitFor();
}

export async function complete(page) {
  actions++;
  const button = page.getByRole('button', { name: 'Complete Task' });
  // leaving the last field first: its validation may move the button away under the mouse
  await page.keyboard.press('Tab');
  const left = timeout => button.waitFor({ state: 'hidden', timeout });
  await button.click();
  // Tasklist 8.6 swallows a click now and then; a person clicks again
  await left(5_000).catch(() => button.click({ timeout: 1_000 }).catch(() => {}));
  // the task leaves the screen when the engine has taken it; a form that is not accepted stays
  await left(30_000).catch(async error => {
    const invalid = await page.locator('.fjs-form-field:has(.fjs-form-field-error)').allInnerTexts();
    throw invalid.length ? new Error(`the form is not accepted: ${invalid.join('; ')}`) : error;
  });
}

/** Whether it becomes visible within a few seconds. */
export function shows(locator) {
  return locator.waitFor({ timeout: 10_000 }).then(() => true, () => false);
}

const field = (page, id) => page.locator(`.fjs-form [id$="-Field_${id}"]`);

/** Fills a text or number field of the form, named by its id in the form's file. */
export async function fill(page, id, value) {
  actions++;
  await field(page, id).fill(String(value));
}

/** Ticks a check box, or the radio button that says `label`. */
export async function choose(page, id, label) {
  actions++;
  if (label) {
    const group = page.locator('.fjs-form-field-radio').filter({ hasText: label });
    await group.getByText(label).click();
    // a click that comes while the form is drawn anew is lost
    await group.locator('input:checked').waitFor({ state: 'attached', timeout: 2_000 }).catch(() => group.getByText(label).click());
  } else await field(page, id).check();
}

/** Picks the entry of a select field that begins with `label`. */
export async function select(page, id, label) {
  actions++;
  await page.locator(`.fjs-form [id$="-Field_${id}-display"]`).click();
  await page.locator('.fjs-dropdownlist-item').getByText(label).first().click();
}

/** Adds a row to the list of this title. */
export async function addRow(page, list) {
  await page.locator('.fjs-repeat-render-footer, .fjs-form-field-dynamiclist, .fjs-form-field-grouplike', { hasText: list })
    .getByRole('button', { name: 'Add new' }).first().click();
}

const startButton = (page, process) =>
  page.getByTestId('process-tile').filter({ has: page.getByText(process, { exact: true }) }).getByRole('button', { name: 'Start process' });

async function openProcesses(page) {
  await page.goto(`${WEBAPPS}/tasklist/processes`);
  const welcome = page.getByRole('button', { name: 'Continue' });
  await welcome.waitFor({ timeout: 5_000 }).then(() => welcome.click(), () => {});
}

/** Opens the start form of a process by the link that Vigie's own page has. */
export async function followStartLink(page, process) {
  actions++;
  await page.goto(`${WEBAPPS}/tasklist/processes/${process}/start`);
  const welcome = page.getByRole('button', { name: 'Continue' });
  await welcome.waitFor({ timeout: 5_000 }).then(() => welcome.click(), () => {});
}

/** Sends the start form. */
export async function start(page) {
  actions++;
  await page.getByRole('button', { name: 'Start process' }).last().click();
}

/** Whether Tasklist opens the first task of what was started by itself, as it does when it comes soon. */
export async function handedOver(page, ticketId) {
  const title = page.locator('.fjs-form :is(h1, h2)').filter({ hasText: ticketId });
  return title.waitFor({ timeout: 20_000 }).then(() => true, () => false);
}

/** Opens the start form of a process in the Processes tab. */
export async function openStartForm(page, process) {
  await openProcesses(page);
  await startButton(page, process).click();
}

/** Starts a process that has no start form in the Processes tab, and waits until Tasklist has passed it on. */
export async function startProcess(page, process) {
  await openProcesses(page);
  const passedOn = page.waitForResponse(answer => answer.request().method() !== 'GET' && answer.url().endsWith('/start'));
  await startButton(page, process).click();
  assert.ok((await passedOn).ok(), `Tasklist cannot start ${process}`);
}
