// Vigie as a client of its API sees it, and the pictures that a run may leave.
import assert from 'node:assert/strict';
import { join } from 'node:path';

const url = process.env.VIGIE_URL;
const authorization = `Basic ${Buffer.from(`operator:${process.env.VIGIE_OPERATOR_PASSWORD}`).toString('base64')}`;

/** The body of the answer; a body to send makes it a POST. */
export async function api(path, body) {
  const answer = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization, 'content-type': 'application/json' },
    body: body && JSON.stringify(body)
  });
  assert.ok(answer.ok, `${path} answered ${answer.status}: ${answer.ok ? '' : await answer.text()}`);
  return answer.json();
}

/** Waits up to a minute until the probe gives something, and gives that. */
export async function until(what, probe) {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await probe();
    if (found) return found;
    assert.ok(Date.now() < end, `waited a minute for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

/** Keeps a picture of the page in the folder SCREENSHOTS, if there is one. */
export async function picture(page, name) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`) });
}
