// What follows from tickets, as people work it in Tasklist: the post-mortem of a P1 and the review of the backlog.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addRow, choose, claim, complete, fill, logIn, openBrowser, openTask, select, startProcess } from './tasklist.mjs';
import { api, picture, until } from './vigie.mjs';

let browser;
let page;

before(async () => {
  ({ browser, page } = await openBrowser());
  await logIn(page);
});
after(async () => browser?.close());

const reporter = { name: 'Inès Martin', email: 'ines.martin@example.org' };

async function work(task, id, fillIn = async () => {}) {
  await openTask(page, task, id);
  await claim(page);
  await fillIn();
  await complete(page);
}

test('the post-mortem of a P1 is written and reviewed by two people, and its actions become tickets', async () => {
  const { id } = await api('/api/tickets', {
    application: 'cesizen', title: 'CESIZen ne répond plus', description: 'Page blanche après la connexion',
    type: 'corrective', impact: 'service-down', labels: ['bug'], reporter
  });
  await work('Qualify the ticket', id, () => choose(page, 'Decision', 'Accepter : le ticket'));
  await work('Assign an owner', id, () => select(page, 'Owner', 'demo'));
  await work('Analyse the cause', id, async () => {
    await fill(page, 'RootCause', 'The certificate had expired');
    await fill(page, 'Solution', 'Renew it');
  });
  await work('Implement the change', id, async () => {
    await choose(page, 'Progress', 'Fait sans changer le code');
    await fill(page, 'Summary', 'Renewed the certificate');
  });
  await work('Validate the correction', id, async () => {
    await choose(page, 'Validated', 'cela fonctionne');
    await fill(page, 'Satisfaction', '4');
  });

  await openTask(page, 'Write the post-mortem', `Post-mortem PM-${id}`);
  await claim(page);
  assert.match(await page.locator('.fjs-form [id$="-Field_Timeline"]').inputValue(), /ticket créé/);
  await fill(page, 'ImmediateActions', 'Renewed by hand at 10:40');
  await fill(page, 'ActionTitle_0', 'Watch the expiry of certificates');
  await fill(page, 'ActionOwner_0', 'Dora');
  await addRow(page, 'Actions durables');
  await fill(page, 'ActionTitle_1', 'Renew certificates by themselves');
  await fill(page, 'Lessons', 'Nobody looked at the date');
  await picture(page, 'post-mortem-write');
  await complete(page);

  const other = await browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' });
  await logIn(other, '/tasklist', 'act');
  await openTask(other, 'Review the post-mortem', `Post-mortem PM-${id}`);
  await claim(other);
  await choose(other, 'ReviewDecision', 'Approuver');
  await picture(other, 'post-mortem-review');
  await complete(other);
  await other.close();

  const published = await until('the post-mortem to be published', async () => {
    const now = await api(`/api/post-mortems/PM-${id}`);
    return now.documentPath && now;
  });
  assert.equal(published.actions.length, 2);
  assert.deepEqual([published.authors, published.reviewer], [['demo'], 'act']);
  const tickets = await until('the tickets of the actions', async () => {
    const all = await api('/api/tickets?application=cesizen');
    const found = all.filter(({ title }) => title.includes('certificates'));
    return found.length === 2 && found;
  });
  for (const ticket of tickets) assert.notEqual(ticket.status, 'resolved');
});

test('a reviewer of the backlog gives marks and plans a release', async () => {
  const { id } = await api('/api/tickets', {
    application: 'cesizen', title: 'Mode sombre', description: 'Pour le soir', type: 'evolutive', impact: 'improvement', labels: ['feature'], reporter
  });
  await startProcess(page, 'Backlog review');
  await openTask(page, 'Review the backlog', 'Backlog de CESIZen');
  await claim(page);
  const row = await until('the line of the ticket', async () => {
    const ids = await page.locator('.fjs-form [id*="-Field_TicketId_"]').evaluateAll(fields => fields.map(field => field.value));
    return ids.includes(id) && `_${ids.indexOf(id)}`;
  });
  await fill(page, `UserValue${row}`, 5);
  await fill(page, `TechnicalRisk${row}`, 2);
  await fill(page, `Dependencies${row}`, 0);
  await fill(page, `PlannedRelease${row}`, '1.5.0');
  await picture(page, 'backlog-review');
  await complete(page);
  const planned = await until('the release to be planned', async () => {
    const now = await api(`/api/tickets/${id}`);
    return now.plannedRelease && now;
  });
  assert.equal(planned.plannedRelease, '1.5.0');
});
