// Pictures of all diagrams (SVG) and decision tables (PNG) in docs/diagrams; with --forms also of the forms.
// Usage: node scripts/render-diagrams.mjs [--out DIR] [--forms DIR]
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { open, withPage } from './browser.mjs';

const { values: options } = parseArgs({ options: { out: { type: 'string', default: 'docs/diagrams' }, forms: { type: 'string' } } });

const files = (folder, extension) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(extension))
    .map(entry => join(folder, entry.name))
    .sort();

/** bpmn-js names its arrow heads at random; a picture must only change when the diagram does. */
export function stable(svg) {
  const names = new Map();
  return svg.replace(/(?:marker|djs-[a-z]+)-[0-9a-z-]{12,}/g, id => {
    if (!names.has(id)) names.set(id, `marker-${names.size + 1}`);
    return names.get(id);
  });
}

async function bpmn(page, file) {
  await open(page, { scripts: ['node_modules/bpmn-js/dist/bpmn-viewer.production.min.js'] });
  await page.addStyleTag({ content: '#canvas { width: 1000px; height: 600px; }' });
  const svg = await page.evaluate(async xml => {
    const viewer = new window.BpmnJS({ container: '#canvas' });
    const { warnings } = await viewer.importXML(xml);
    if (warnings.length) throw new Error(warnings.map(warning => warning.message).join('\n'));
    return (await viewer.saveSVG()).svg;
  }, readFileSync(file, 'utf8'));
  const target = join(options.out, basename(file, '.bpmn') + '.svg');
  writeFileSync(target, stable(svg) + '\n');
  return target;
}

async function dmn(page, file) {
  const assets = 'node_modules/dmn-js/dist/assets';
  await open(page, {
    styles: ['dmn-js-shared.css', 'dmn-js-drd.css', 'dmn-js-decision-table.css', 'dmn-js-literal-expression.css'].map(name => join(assets, name)),
    scripts: ['node_modules/dmn-js/dist/dmn-viewer.production.min.js']
  });
  await page.addStyleTag({ content: '#canvas { padding: 12px; width: max-content; } .powered-by, .view-drd { display: none !important; }' });
  const decisions = await page.evaluate(async xml => {
    window.viewer = new window.DmnJS({ container: '#canvas' });
    await window.viewer.importXML(xml);
    return window.viewer.getViews().filter(view => view.type === 'decisionTable').map(view => view.element.id);
  }, readFileSync(file, 'utf8'));
  const targets = [];
  for (const id of decisions) {
    await page.evaluate(wanted => window.viewer.open(window.viewer.getViews().find(view => view.element.id === wanted && view.type === 'decisionTable')), id);
    const target = join(options.out, `${id}.png`);
    await page.locator('#canvas').screenshot({ path: target });
    targets.push(target);
  }
  return targets;
}

async function form(page, file, folder) {
  await open(page, {
    styles: ['node_modules/@bpmn-io/form-js/dist/assets/form-js.css'],
    scripts: ['node_modules/@bpmn-io/form-js/dist/form-viewer.umd.js']
  });
  await page.addStyleTag({ content: '#canvas { padding: 16px; width: 720px; } .fjs-powered-by { display: none !important; }' });
  const samples = JSON.parse(readFileSync(new URL('./form-samples.json', import.meta.url), 'utf8'));
  const name = basename(file, '.form');
  const written = [];
  for (const [label, data] of Object.entries({ '': {}, ...samples[name.replace(/-fr$/, '')] })) {
    await page.evaluate(
      async ({ schema, data }) => {
        document.querySelector('#canvas').replaceChildren();
        const { form } = { form: new window.FormViewer.Form({ container: document.querySelector('#canvas') }) };
        const { warnings } = await form.importSchema(schema, data);
        if (warnings.length) throw new Error(warnings.map(warning => warning.message).join('\n'));
      },
      { schema: JSON.parse(readFileSync(file, 'utf8')), data: { ...samples.ticket, ...data } }
    );
    await page.waitForFunction(() => document.querySelector('#canvas .fjs-form-field'));
    const target = join(folder, `${name}${label && '-' + label}.png`);
    await page.locator('#canvas').screenshot({ path: target });
    written.push(target);
  }
  return written;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(options.out, { recursive: true });
  await withPage(async page => {
    for (const file of files('bpmn', '.bpmn')) console.log(await bpmn(page, file));
    for (const file of files('dmn', '.dmn')) console.log((await dmn(page, file)).join('\n'));
    if (options.forms) {
      mkdirSync(options.forms, { recursive: true });
      for (const file of files('forms', '.form')) console.log((await form(page, file, options.forms)).join('\n'));
    }
  });
}
