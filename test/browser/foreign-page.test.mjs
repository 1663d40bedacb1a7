// What a web page of a stranger can do to the ports of the platform, in a browser on the same machine: nothing.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { api, until } from './vigie.mjs';

const HTTP = { vigie: 8090, webapps: 8080, health: 9601, engine: 8088, management: 9600, opensearch: 9200 };
const OTHER = [9300, 26500, 26501, 26502, 26503, 5433];
const STRANGER = 'evil.example';
const BPMN = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="evil">
  <process id="evil" isExecutable="true"><startEvent id="s"/></process></definitions>`;

let browser;
let page;
let server;
let site;

before(async () => {
  server = createServer((request, answer) => answer.setHeader('content-type', 'text/html').end('<!doctype html><title>kittens</title>'));
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  site = `http://${STRANGER}:${server.address().port}/`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
    // the name of the stranger leads to this machine, as rebinding makes it do; without the browser's own wall around 127.0.0.1
    args: [
      '--no-sandbox',
      '--disable-gpu',
      `--host-resolver-rules=MAP ${STRANGER} 127.0.0.1`,
      '--disable-features=BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights,LocalNetworkAccessChecks',
      '--explicitly-allowed-ports=9300,26500,26501,26502,26503,5433'
    ]
  });
  page = await browser.newPage();
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function openSearch(path) {
  const password = readFileSync(join(process.env.VIGIE_DATA, 'secrets/opensearch-password'), 'utf8').trim();
  const answer = await fetch(`http://127.0.0.1:${HTTP.opensearch}${path}`, {
    headers: { authorization: `Basic ${Buffer.from(`vigie:${password}`).toString('base64')}` }
  });
  return answer.json();
}

const count = async (indices, query) => (await openSearch(`/${indices}/_count?q=${encodeURIComponent(query)}`)).count;

/** Sends a form of the stranger's page, and waits until the browser has an answer or gives up. */
async function post(url, fields, enctype) {
  await page.goto(site);
  await page.evaluate(
    ({ url, fields, enctype }) => {
      const frame = document.createElement('iframe');
      frame.name = 'hidden';
      document.body.append(frame);
      const form = Object.assign(document.createElement('form'), { method: 'POST', action: url, target: 'hidden', enctype });
      for (const [name, value] of Object.entries(fields)) {
        const input = Object.assign(document.createElement('input'), { name });
        if (value.file) {
          const files = new DataTransfer();
          files.items.add(new File([value.file], 'evil.bpmn'));
          Object.assign(input, { type: 'file' });
          input.files = files.files;
        } else {
          input.value = value;
        }
        form.append(input);
      }
      document.body.append(form);
      return new Promise(resolve => {
        frame.addEventListener('load', resolve);
        setTimeout(resolve, 3000);
        form.submit();
      });
    },
    { url, fields, enctype }
  );
}

/** What the page can see of an answer: its status, or nothing. */
const request = (url, options) =>
  page.evaluate(({ url, options }) => fetch(url, { ...options, signal: AbortSignal.timeout(3000) }).then(answer => answer.status, () => 0), { url, options });

/** The status of a page that is gone to; a browser without an account tells 401 as an error. */
async function opened(url) {
  try {
    return (await page.goto(url)).status();
  } catch (error) {
    if (error.message.includes('ERR_INVALID_AUTH_CREDENTIALS')) return 401;
    throw error;
  }
}

test('a page of a stranger changes nothing on any port, by forms, fetch or another name for this machine', async () => {
  const { id } = await api('/api/tickets', {
    application: 'cesizen', title: 'Page blanche', description: 'Après la connexion', type: 'corrective', impact: 'limited',
    reporter: { name: 'Inès Martin', email: 'ines.martin@example.org' }
  });
  await until('the qualification', async () => (await api(`/api/tickets/${id}`)).status === 'qualification');
  const task = await until('the first task', async () => {
    const hits = await openSearch(`/tasklist-task-8*/_search?size=1&sort=creationTime:desc&q=${encodeURIComponent('flowNodeBpmnId:Task_QualifyTicket AND state:CREATED')}`);
    return hits.hits.hits[0]?._id;
  });
  const processes = await count('operate-process-*', '*:*');
  const completion = `/v2/user-tasks/${task}/completion`;
  const hostnames = ['127.0.0.1', 'localhost', STRANGER];

  for (const host of hostnames) {
    for (const port of [...Object.values(HTTP), ...OTHER]) {
      await post(`http://${host}:${port}/`, { '{"a":"': '"}' }, 'text/plain');
    }
    await post(`http://${host}:${HTTP.engine}/v2/deployments`, { resources: { file: BPMN } }, 'multipart/form-data');
    await post(`http://${host}:${HTTP.engine}${completion}`, { '{"variables":{"decision":"reject","reason":"': '"}}' }, 'text/plain');
    await post(`http://${host}:${HTTP.management}/actuator/clock/pin`, { '{"epochMilli":0,"a":"': '"}' }, 'text/plain');
    await post(`http://${host}:${HTTP.webapps}/api/login`, { username: 'demo', password: 'demo' }, 'application/x-www-form-urlencoded');
    await post(`http://${host}:${HTTP.vigie}/api/tickets`, { '{"application":"cesizen","a":"': '"}' }, 'text/plain');

    await page.goto(site);
    for (const port of Object.values(HTTP)) {
      for (const mode of ['cors', 'no-cors']) {
        await request(`http://${host}:${port}/`, { method: 'POST', mode, credentials: 'include', body: '{}' });
        assert.equal(await request(`http://${host}:${port}/actuator/health`, { mode: 'cors' }), 0, `${host}:${port} can be read by a stranger`);
      }
    }
    await request(`http://${host}:${HTTP.engine}${completion}`, { method: 'POST', mode: 'no-cors', body: '{"variables":{"decision":"reject"}}' });
    await request(`http://${host}:${HTTP.opensearch}/tasklist-task-8.5.0_`, { method: 'DELETE', mode: 'cors' });
  }

  // pages that the browser takes for the stranger's own, once the name leads here
  const reads = { webapps: '/tasklist', health: '/actuator/health', engine: '/v2/topology', management: '/actuator', opensearch: '/_cat/indices', vigie: '/api/tickets' };
  for (const [name, path] of Object.entries(reads)) {
    const status = await opened(`http://${STRANGER}:${HTTP[name]}${path}`);
    assert.ok([401, 403].includes(status), `${name} answered ${status} under the name of a stranger`);
  }

  const next = await api('/api/tickets', {
    application: 'cesizen', title: 'La suivante', description: 'Elle montre que tout va', type: 'corrective', impact: 'limited',
    reporter: { name: 'Inès Martin', email: 'ines.martin@example.org' }
  });
  await until('both tickets to wait for their qualification', async () => {
    const both = [await api(`/api/tickets/${id}`), await api(`/api/tickets/${next.id}`)];
    return both.every(ticket => ticket.status === 'qualification');
  });
  assert.equal(await count('operate-process-*', '*:*'), processes, 'a process was deployed');
  assert.equal(await count('tasklist-task-8*', `id:${task} AND state:CREATED`), 1, 'a task was completed');
});
