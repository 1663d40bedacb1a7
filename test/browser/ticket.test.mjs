// A ticket from creation to closure, as an operator works it in Tasklist and an auditor finds it in Operate.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { WEBAPPS, choose, claim, complete, fill, followStartLink, handedOver, logIn, openBrowser, openStartForm, openTask, select, shows, start, takeActions } from './tasklist.mjs';
import { api, picture, until } from './vigie.mjs';

let browser;
let page;

before(async () => ({ browser, page } = await openBrowser()));
after(async () => browser?.close());

test('an operator takes a ticket from creation to closure in Tasklist, in French, and an auditor finds it in Operate', async () => {
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
  assert.match(await page.locator('.fjs-form').innerText(), /Priorité[\s\S]*Étiquettes[\s\S]*Décision/, 'the plan speaks French');
  await choose(page, 'Decision', 'Accepter : le ticket');
  await complete(page);

  await openTask(page, 'Assign an owner', ticket.id);
  await claim(page);
  await select(page, 'Owner', 'demo');
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
  await choose(page, 'Tests', 'Ils passent, et il y en a');
  await fill(page, 'CoverageBefore', '81.5');
  await fill(page, 'CoverageAfter', '82');
  await fill(page, 'CommitMessages', 'fix(export): wait for the commit');
  await choose(page, 'ReviewDecision', 'Approuver');
  await complete(page);

  await openTask(page, 'Merge the change', ticket.id);
  await claim(page);
  await fill(page, 'MergeCommit', '4f2a9c1');
  await fill(page, 'ReleaseNote', "L'export PDF contient de nouveau toutes les pages.");
  await complete(page);

  await openTask(page, 'Validate the correction', ticket.id);
  await claim(page);
  await choose(page, 'Validated', 'cela fonctionne');
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

/** What a happy path took when the forms were first reviewed: 13 actions to create it, 7 tasks to find, claim and complete, 14 fields. */
const ONCE = 13 + 7 * 3 + 14;

test('a ticket in French takes at most 60 % of the actions of once, from its start form to the answer of its reporter', async t => {
  if (!process.env.VIGIE_DATA) return t.skip('the mail with the link of the reporter is in the data folder of Vigie');
  const title = "Le rappel du soir n'arrive plus";
  takeActions();

  await followStartLink(page, 'ticket');
  await select(page, 'Application', 'CESIZen');
  await fill(page, 'Title', title);
  await select(page, 'Impact', /^Key function/);
  await fill(page, 'ReporterEmail', 'lou.martin@example.org');
  await start(page);
  const ticket = await until('the ticket of the form', async () =>
    (await api('/api/tickets?application=cesizen')).find(found => found.title === title));
  assert.deepEqual([ticket.type, ticket.reporter?.name ?? 'Lou Martin'], ['corrective', 'Lou Martin']);

  if (!(await handedOver(page, ticket.id))) await openTask(page, 'Qualify the ticket', ticket.id);
  await claim(page);
  await choose(page, 'Decision', "m’en charger");
  await complete(page);

  await openTask(page, 'Analyse the cause', ticket.id);
  await claim(page);
  await fill(page, 'RootCause', "L'heure d'été n'est pas prise en compte");
  await fill(page, 'Solution', "Le rappel suit l'heure locale");
  await complete(page);

  await openTask(page, 'Implement the change', ticket.id);
  await claim(page);
  assert.equal(await page.locator('.fjs-form [id$="-Field_Summary"]').inputValue(), "Le rappel suit l'heure locale");
  await complete(page);

  // a second person reviews and merges
  const other = await page.context().browser().newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' });
  await logIn(other, '/tasklist', 'act');
  await openTask(other, 'Review the change', ticket.id);
  await claim(other);
  await fill(other, 'PullRequest', 'https://github.com/example/cesizen/pull/18');
  await choose(other, 'Tests', 'Ils passent, et il y en a');
  // Vigie knows it from the change before, if there was one
  if (!(await other.locator('.fjs-form [id$="-Field_CoverageBefore"]').inputValue())) await fill(other, 'CoverageBefore', '82');
  await fill(other, 'CoverageAfter', '82');
  await fill(other, 'CommitMessages', 'fix(reminder): follow the local time');
  await choose(other, 'ReviewDecision', 'Approuver');
  await complete(other);

  await openTask(other, 'Merge the change', ticket.id);
  await claim(other);
  await fill(other, 'MergeCommit', '5b3e0d2');
  await complete(other);
  await other.close();

  // the reporter opens the link of the mail, chooses, sends
  const link = await until('the mail that asks the reporter', () => linkOfReporter(ticket.id));
  const reporter = await page.context().browser().newPage({ locale: 'fr-FR' });
  await reporter.goto(link);
  await reporter.getByLabel('Oui, cela fonctionne').check();
  await reporter.getByRole('button', { name: 'Envoyer la réponse' }).click();
  await reporter.getByRole('heading', { name: 'Merci' }).waitFor();
  await reporter.close();
  const actions = takeActions() + 3;

  const closed = await until('the ticket to be resolved', async () => {
    const now = await api(`/api/tickets/${ticket.id}`);
    return now.status === 'resolved' && now;
  });
  assert.equal(closed.owner, 'demo');
  assert.ok(actions <= Math.round(0.6 * ONCE), `it took ${actions} actions; once they were ${ONCE}`);
  t.diagnostic(`${actions} actions in place of ${ONCE}`);
});

/** The signed link in the mail that asks whether the correction holds, once it is there. */
function linkOfReporter(id) {
  const folder = join(process.env.VIGIE_DATA, 'mail');
  const name = readdirSync(folder).find(file => file.startsWith(`${id}-validation`));
  if (!name) return undefined;
  const text = readFileSync(join(folder, name), 'utf8').replace(/=\r?\n/g, '').replace(/=3D/g, '=');
  return /https?:\/\/[^\s"<>]+\/links\/validations\/[^\s"<>)]+/.exec(text)?.[0];
}

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
