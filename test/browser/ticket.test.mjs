// A ticket from creation to closure, as an operator works it in Tasklist and an auditor finds it in Operate.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { WEBAPPS, choose, claim, complete, fill, logIn, openBrowser, openStartForm, openTask, select, shows } from './tasklist.mjs';
import { api, picture, until } from './vigie.mjs';

let browser;
let page;

before(async () => ({ browser, page } = await openBrowser()));
after(async () => browser?.close());

test('an operator takes a ticket from creation to closure in Tasklist, an auditor finds it in Operate', async () => {
  const ticket = await api('/api/tickets', {
    application: 'cesizen',
    title: "L'export PDF du journal est vide",
    description: "Depuis la mise à jour de ce matin, l'export PDF ne contient plus aucune page.",
    type: 'corrective',
    impact: 'key-function-degraded',
    labels: ['bug'],
    reporter: { name: 'Camille Durand', email: 'camille.durand@example.org' }
  });
  assert.equal(ticket.priority, 'P2');

  await logIn(page);
  await openTask(page, 'Qualify the ticket', ticket.id);
  await claim(page);
  await picture(page, 'tasklist');
  const response = await until('the claim to stop the response clock', async () =>
    (await api(`/api/tickets/${ticket.id}/sla`)).find(({ target, state }) => target === 'response' && state === 'stopped'));
  assert.equal(response.breached, false);
  await choose(page, 'Decision', 'Accept');
  await complete(page);

  await openTask(page, 'Assign an owner', ticket.id);
  await claim(page);
  await fill(page, 'Owner', 'demo');
  await complete(page);

  await openTask(page, 'Analyse the cause', ticket.id);
  await claim(page);
  await fill(page, 'RootCause', 'The export reads the journal before it is saved');
  await fill(page, 'Solution', 'Read it after the commit');
  await complete(page);

  await openTask(page, 'Implement the change', ticket.id);
  await claim(page);
  await fill(page, 'Summary', 'The export waits for the commit');
  await complete(page);

  await openTask(page, 'Review the change', ticket.id);
  await claim(page);
  await fill(page, 'PullRequest', 'https://github.com/example/cesizen/pull/17');
  await fill(page, 'CommitMessages', 'fix(export): read the journal after the commit');
  await choose(page, 'TestsPassed');
  await choose(page, 'TestsOfTicket');
  await fill(page, 'CoverageBefore', '81.5');
  await fill(page, 'CoverageAfter', '82');
  await fill(page, 'CommitMessages', 'fix(export): wait for the commit');
  await choose(page, 'ReviewDecision', 'Approve');
  await complete(page);

  await openTask(page, 'Merge the change', ticket.id);
  await claim(page);
  await fill(page, 'MergeCommit', '4f2a9c1');
  await fill(page, 'ReleaseNote', "L'export PDF contient de nouveau toutes les pages.");
  await complete(page);

  await openTask(page, 'Validate the correction', ticket.id);
  await claim(page);
  await choose(page, 'Validated', 'it works');
  await fill(page, 'Satisfaction', '5');
  await complete(page);

  const closed = await until('the ticket to be resolved', async () => {
    const now = await api(`/api/tickets/${ticket.id}`);
    return now.status === 'resolved' && now;
  });
  assert.equal(closed.satisfaction, 5);
  assert.equal(closed.owner, 'demo');
  assert.equal(closed.rootCause, 'The export reads the journal before it is saved');
  const actions = (await api(`/api/tickets/${ticket.id}/history`)).map(entry => entry.action);
  for (const action of ['ticket created', 'ticket qualified', 'owner assigned', 'cause analysed', 'change implemented', 'change reviewed', 'change merged', 'release note recorded', 'correction validated', 'ticket resolved']) {
    assert.ok(actions.includes(action), `the audit trail has no '${action}': ${actions}`);
  }

  const variables = ['ticketId', 'application', 'title', 'type', 'impact', 'priority', 'responseDue', 'resolutionDue', 'owner', 'rootCause', 'pullRequest', 'releaseNote', 'satisfaction', 'outcome'];
  await until('Operate to show the finished instance with all its variables', async () => {
    // what Operate has not read yet when the page of a finished instance opens, it does not add later
    await page.goto(`${WEBAPPS}/operate/processes/${closed.processInstanceKey}`);
    if (await shows(page.getByTestId('variable-application'))) {
      // it shows fifty at first and the others when the end of the list is reached
      await page.getByTestId('variable-application').hover();
      await page.mouse.wheel(0, 20_000);
    }
    return await shows(page.getByTestId('COMPLETED-icon').first())
      && (await Promise.all(variables.map(name => shows(page.getByTestId(`variable-${name}`))))).every(Boolean);
  });
  await picture(page, 'operate');

  if (process.env.VIGIE_DATA) {
    const folder = join(process.env.VIGIE_DATA, 'mail');
    const mails = readdirSync(folder).filter(name => name.startsWith(`${ticket.id}-`));
    assert.deepEqual(mails.map(name => name.split(/[-.]/)[2]).sort(), ['receipt', 'resolved', 'validation']);
    assert.match(readFileSync(join(folder, mails[0]), 'utf8'), /^To: Camille Durand <camille\.durand@example\.org>/m);
  }
});

test('a ticket is created from the form in the Processes tab of Tasklist', async () => {
  await openStartForm(page, 'ticket');
  await select(page, 'Application', 'MangaThèque');
  await fill(page, 'Title', 'La couverture dépasse sur mobile');
  await select(page, 'Type', /^Corrective/);
  await select(page, 'Impact', /^Cosmetic/);
  await fill(page, 'ReporterName', 'Noé Bernard');
  await fill(page, 'ReporterEmail', 'noe.bernard@example.org');
  await picture(page, 'start-form');
  await page.getByRole('button', { name: 'Start process' }).last().click();
  const ticket = await until('the ticket of the form', async () =>
    (await api('/api/tickets?application=mangatheque')).find(found => found.title === 'La couverture dépasse sur mobile'));
  assert.equal(ticket.priority, 'LEVEL_3');
  assert.equal(ticket.source, 'tasklist');
});
