// Camunda Modeler's own libraries open every diagram, table and form, and its element templates fit the tasks as they are.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { open, withPage } from './browser.mjs';

const templates = JSON.parse(readFileSync('.camunda/element-templates/vigie.json', 'utf8'));
const files = (folder, ending) => readdirSync(folder).filter(name => name.endsWith(ending)).map(name => join(folder, name));

/** The page of Modeler's bpmn part: bpmn-js, its properties panel, the behaviours and the element templates of Camunda 8. */
async function openModeler(page) {
  await open(page, {
    styles: ['node_modules/camunda-bpmn-js/dist/assets/camunda-cloud-modeler.css'],
    scripts: ['node_modules/camunda-bpmn-js/dist/camunda-cloud-modeler.production.min.js']
  });
  await page.evaluate(() => {
    document.body.innerHTML = '<div id="canvas" style="width: 900px; height: 600px"></div><div id="panel" style="width: 300px"></div>';
  });
}

/**
 * Puts on each task the template of what it does and says what came of it: `refused` templates, `warnings` and other `faults`, the diagram
 * `before` and `after`, and which were `applied`.
 */
function applyTemplates({ xml, templates }) {
  return (async () => {
    const modeler = new window.BpmnModeler({ container: '#canvas', propertiesPanel: { parent: '#panel' } });
    const refused = [];
    const faults = [];
    modeler.on('elementTemplates.errors', ({ errors }) => refused.push(...errors.map(error => error.message)));
    const { warnings } = await modeler.importXML(xml);
    modeler.get('elementTemplatesLoader').setTemplates(templates);
    const elementTemplates = modeler.get('elementTemplates');
    const extension = (task, type) => task.businessObject.extensionElements?.values.find(value => value.$type === type);
    const templateOf = task => {
      const job = extension(task, 'zeebe:TaskDefinition');
      if (job) return `org.vigie.job.${job.type}`;
      return `org.vigie.person.${/else "([a-z0-9-]+)"$/.exec(extension(task, 'zeebe:FormDefinition')?.formId)?.[1]}`;
    };
    const { xml: before } = await modeler.saveXML({ format: true });
    const applied = [];
    const tasks = modeler.get('elementRegistry').filter(element => ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:UserTask'].includes(element.type));
    for (const { id, type } of tasks) {
      const task = modeler.get('elementRegistry').get(id);
      const template = elementTemplates.getAll(task).find(candidate => candidate.id === templateOf(task));
      if (!template) {
        faults.push(`${id}: no template ${templateOf(task)} can be put on it`);
        continue;
      }
      const changed = elementTemplates.applyTemplate(task, template);
      if (changed.type !== type) faults.push(`${id}: ${type} became ${changed.type}`);
      if (elementTemplates.get(changed)?.id !== template.id) faults.push(`${id}: ${template.id} does not stay`);
      modeler.get('selection').select(changed);
      const panel = document.querySelector('#panel');
      const shown = () => panel.textContent.includes(template.name);
      for (let frame = 1; frame < 100 && !shown(); frame++) {
        // the panel of a diagram just opened misses what was selected before it was there
        if (frame % 5 === 0) modeler.get('selection').deselect(changed);
        if (frame % 5 === 0) modeler.get('selection').select(changed);
        await new Promise(requestAnimationFrame);
      }
      if (!shown()) faults.push(`${id}: the panel does not say ${template.name}`);
      for (const error of panel.querySelectorAll('.bio-properties-panel-error')) faults.push(`${id}: ${error.textContent}`);
      applied.push(template.id);
    }
    const { xml: after } = await modeler.saveXML({ format: true });
    modeler.destroy();
    return { refused, warnings: warnings.map(warning => warning.message), faults, before, after, applied };
  })();
}

/** What is in one text and not in the other, without the name of the template. */
function differences(before, after) {
  const lines = text => text.replace(/ zeebe:modelerTemplate\w*="[^"]*"/g, '').split('\n').map(line => line.trim());
  const [were, are] = [lines(before), lines(after)];
  if (were.join('\n') === are.join('\n')) return [];
  const only = (some, others, sign) => {
    const rest = [...others];
    return some.flatMap(line => {
      const at = rest.indexOf(line);
      if (at >= 0) rest.splice(at, 1);
      return at >= 0 ? [] : [sign + line];
    });
  };
  // optional inputs leave an empty list, which says nothing to the engine
  return [...only(were, are, '- '), ...only(are, were, '+ ')].filter(line => line !== '+ <zeebe:ioMapping />');
}

/** What each file has to say, by its name; files with nothing to say are left out. */
async function inModeler(page, paths, look) {
  const thrown = [];
  page.on('pageerror', error => thrown.push(error.message));
  const said = {};
  for (const path of paths) {
    const found = [...(await look(path, readFileSync(path, 'utf8'))), ...thrown.splice(0)];
    if (found.length) said[path] = found;
  }
  return said;
}

test('each template can be put on its tasks and changes nothing of what they do', async () => {
  await withPage(async page => {
    await openModeler(page);
    const used = new Set();
    let tasks = 0;
    const said = await inModeler(page, files('bpmn', '.bpmn'), async (path, xml) => {
      const { refused, warnings, faults, before, after, applied } = await page.evaluate(applyTemplates, { xml, templates });
      applied.forEach(id => used.add(id));
      tasks += applied.length;
      return [...refused, ...warnings, ...faults, ...differences(before, after)];
    });
    assert.deepEqual(said, {});
    const count = files('bpmn', '.bpmn').flatMap(path => readFileSync(path, 'utf8').match(/<bpmn:(service|send|user)Task /g)).length;
    assert.equal(tasks, count);
    // one is for a form that is not there yet
    assert.deepEqual(templates.map(template => template.id).filter(id => !used.has(id)), ['org.vigie.user-task']);
  });
});

test('a template that is wrong, takes something away or does not fit is noticed', async () => {
  const changed = (id, change) => templates.map(template => (template.id === id ? change(structuredClone(template)) : template));
  const withoutOutputs = changed('org.vigie.person.ticket-answer', ({ entriesVisible, ...template }) => ({
    ...template,
    properties: template.properties.filter(({ binding }) => binding.type !== 'zeebe:executionListener')
  }));
  const unknownField = changed('org.vigie.person.ticket-answer', template => ({ ...template, properties: [{ type: 'Hidden', binding: { type: 'zeebe:nothing' } }] }));
  const otherRetries = changed('org.vigie.job.notify-reporter', template => {
    template.properties.find(({ label }) => label === 'Retries').constraints = { pattern: { value: '^9$', message: 'nine are wanted' } };
    return template;
  });
  const xml = readFileSync('bpmn/ticket-question.bpmn', 'utf8');
  await withPage(async page => {
    await openModeler(page);
    const apply = templates => page.evaluate(applyTemplates, { xml, templates });
    const { before, after } = await apply(withoutOutputs);
    assert.ok(differences(before, after).includes('- <zeebe:output source="=answer" target="answer" />'), differences(before, after).join('\n'));
    const { refused, faults } = await apply(unknownField);
    assert.match(refused.join('\n'), /zeebe:nothing|binding type/);
    assert.deepEqual(faults, ['Task_RecordAnswer: no template org.vigie.person.ticket-answer can be put on it']);
    assert.match((await apply(otherRetries)).faults.join('\n'), /^Task_\w+: .*nine are wanted$/m);
  });
});

test('each table opens', async () => {
  const assets = 'node_modules/dmn-js/dist/assets';
  await withPage(async page => {
    await open(page, {
      styles: ['dmn-js-shared.css', 'dmn-js-drd.css', 'dmn-js-decision-table.css', 'dmn-js-decision-table-controls.css'].map(name => join(assets, name)),
      scripts: ['node_modules/dmn-js/dist/dmn-modeler.production.min.js']
    });
    const said = await inModeler(page, files('dmn', '.dmn'), (path, xml) =>
      page.evaluate(async xml => {
        const modeler = new window.DmnJS({ container: '#canvas' });
        const { warnings } = await modeler.importXML(xml);
        const said = warnings.map(warning => warning.message);
        const tables = modeler.getViews().filter(view => view.type === 'decisionTable');
        for (const view of tables) {
          said.push(...(await modeler.open(view)).warnings.map(warning => warning.message));
          const rules = view.element.decisionLogic.rule.length;
          const rows = document.querySelectorAll('#canvas tbody tr .rule-index').length;
          if (rows !== rules) said.push(`${view.name}: ${rows} of ${rules} rows are shown`);
        }
        if (!tables.length) said.push('no table');
        modeler.destroy();
        return said;
      }, xml));
    assert.deepEqual(said, {});
  });
});

for (const [part, script] of [['the editor', 'form-editor'], ['the preview', 'form-viewer']]) {
  test(`each form opens in ${part}`, async () => {
    const assets = 'node_modules/@bpmn-io/form-js/dist/assets';
    await withPage(async page => {
      await open(page, {
        styles: ['form-js.css', 'form-js-editor.css', 'properties-panel.css'].map(name => join(assets, name)),
        scripts: [`node_modules/@bpmn-io/form-js/dist/${script}.umd.js`]
      });
      const said = await inModeler(page, files('forms', '.form'), (path, text) =>
        page.evaluate(async ({ schema }) => {
          const { FormEditor, FormViewer } = window;
          const form = FormEditor ? new FormEditor.FormEditor({ container: '#canvas' }) : new FormViewer.Form({ container: '#canvas' });
          const said = [];
          form.on('import.done', ({ warnings }) => said.push(...(warnings ?? []).map(warning => warning.message)));
          await form.importSchema(schema);
          const shown = new Set([...document.querySelectorAll('#canvas [data-id]')].map(element => element.dataset.id));
          if (FormEditor) {
            const inOrder = value =>
              value && typeof value === 'object' && !Array.isArray(value)
                ? Object.fromEntries(Object.keys(value).sort().map(key => [key, inOrder(value[key])]))
                : Array.isArray(value) ? value.map(inOrder) : value;
            const [was, is] = [schema, form.saveSchema()].map(({ components }) => JSON.stringify(inOrder(components), null, 1).split('\n'));
            const at = was.findIndex((line, i) => line !== is[i]);
            if (at >= 0) said.push(`saved as something else: ${was.slice(at - 3, at + 2)} -> ${is.slice(at - 3, at + 2)}`);
            for (const { id } of schema.components) if (!shown.has(id)) said.push(`${id} is not shown`);
          }
          form.destroy();
          return said;
        }, { schema: JSON.parse(text) }));
      assert.deepEqual(said, {});
    });
  });
}
