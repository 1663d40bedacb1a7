// Pictures of all diagrams (SVG) and decision tables (PNG) in docs/diagrams, of the longest diagram also phase by phase; with --forms
// also of the forms.
// Usage: node scripts/render-diagrams.mjs [--out DIR] [--forms DIR]
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { open, withPage } from './browser.mjs';

const { values: options } = parseArgs({ options: { out: { type: 'string', default: 'docs/diagrams' }, forms: { type: 'string' } } });

/** What is too wide for a page, cut from left to right: name of the phase, its leftmost and its rightmost element. */
const PHASES = {
  ticket: [
    ['1-receive', 'StartEvent_TicketReceived', 'Task_ConfirmReceipt'],
    ['2-qualify', 'Gateway_ReadyToQualify', 'Task_AssignOwner'],
    ['3-work', 'Gateway_OwnerKnown', 'Gateway_ImplementationOutcome'],
    ['4-review', 'Task_CollectEvidence', 'Gateway_ChangeAccepted'],
    ['5-merge', 'Gateway_ReadyToMerge', 'Gateway_ChangeMerged'],
    ['6-release', 'Task_RecordReleaseNote', 'EndEvent_ClosedByRelease'],
    ['7-validate', 'Gateway_ReadyToValidate', 'EndEvent_TicketHandled']
  ]
};
const MARGIN = 30;

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
  const name = basename(file, '.bpmn');
  const pictures = await page.evaluate(
    async ({ xml, phases, margin }) => {
      const viewer = new window.BpmnJS({ container: '#canvas' });
      const { warnings } = await viewer.importXML(xml);
      if (warnings.length) throw new Error(warnings.map(warning => warning.message).join('\n'));
      const { svg } = await viewer.saveSVG();
      const elements = viewer.get('elementRegistry').filter(element => element.parent);
      const reach = ({ waypoints, x, y, width, height }) => {
        const points = waypoints ?? [{ x, y }, { x: x + width, y: y + height }];
        const [xs, ys] = [points.map(point => point.x), points.map(point => point.y)];
        return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
      };
      const cut = (first, last) => {
        const from = reach(viewer.get('elementRegistry').get(first)).left;
        const to = reach(viewer.get('elementRegistry').get(last)).right;
        const labels = elements.filter(({ labelTarget }) => labelTarget && reach(labelTarget).left >= from && reach(labelTarget).right <= to);
        const left = Math.min(from, ...labels.map(each => reach(each).left)) - margin;
        const right = Math.max(to, ...labels.map(each => reach(each).right)) + margin;
        const inside = elements.filter(each =>
          each.labelTarget ? reach(each).left >= left && reach(each).right <= right : reach(each).left < right && reach(each).right > left);
        const picture = new DOMParser().parseFromString(svg, 'image/svg+xml');
        for (const element of elements.filter(each => !inside.includes(each))) {
          picture.querySelector(`[data-element-id="${element.id}"] > .djs-visual`)?.remove();
        }
        // a frame around all phases does not say how high this one is
        const whole = inside.map(reach).filter(each => each.left >= left - margin && each.right <= right + margin);
        const top = Math.min(...whole.map(each => each.top)) - margin;
        const bottom = Math.max(...whole.map(each => each.bottom)) + margin;
        const root = picture.documentElement;
        root.setAttribute('viewBox', `${left} ${top} ${right - left} ${bottom - top}`);
        root.setAttribute('width', right - left);
        root.setAttribute('height', bottom - top);
        return new XMLSerializer().serializeToString(picture);
      };
      return [['', svg], ...phases.map(([phase, first, last]) => [`-${phase}`, cut(first, last)])];
    },
    { xml: readFileSync(file, 'utf8'), phases: PHASES[name] ?? [], margin: MARGIN }
  );
  return pictures.map(([phase, svg]) => {
    const target = join(options.out, `${name}${phase}.svg`);
    writeFileSync(target, stable(svg) + '\n');
    return target;
  });
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
    for (const file of files('bpmn', '.bpmn')) console.log((await bpmn(page, file)).join('\n'));
    for (const file of files('dmn', '.dmn')) console.log((await dmn(page, file)).join('\n'));
    if (options.forms) {
      mkdirSync(options.forms, { recursive: true });
      for (const file of files('forms', '.form')) console.log((await form(page, file, options.forms)).join('\n'));
    }
  });
}
