// Checks the models against Vigie's own rules: node scripts/check-models.mjs
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BpmnModdle } from 'bpmn-moddle';
import { RULES } from './model-rules.mjs';

const zeebe = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json');

/** Reads one BPMN document, with what writing it again would give. */
export async function parse(xml, name) {
  const moddle = new BpmnModdle({ zeebe });
  const { rootElement: definitions, warnings } = await moddle.fromXML(xml);
  const { xml: again } = await moddle.toXML(definitions, { format: true });
  return { definitions, warnings, xml, again, name };
}

/** Findings `{file, rule, element, message}` of the given rules (all, if none are named) over parsed models. */
export function check(models, context, rules = Object.keys(RULES)) {
  return models.flatMap(model =>
    rules.flatMap(rule => RULES[rule](model, context).map(finding => ({ file: `${model.name}.bpmn`, rule, ...finding })))
  );
}

const read = (folder, extension) =>
  readdirSync(folder)
    .filter(file => file.endsWith(extension))
    .sort()
    .map(file => ({ name: basename(file, extension), text: readFileSync(join(folder, file), 'utf8') }));

/** The ids that may be referred to: processes, decisions, and forms with their content. */
export function contextOf(models, dmn, forms) {
  return {
    processes: new Set(models.map(model => model.name)),
    decisions: new Set(dmn.flatMap(({ text }) => [...text.matchAll(/<decision\b[^>]*\bid="([^"]+)"/g)].map(match => match[1]))),
    forms: new Map(forms.map(({ name, text }) => [name, JSON.parse(text)]))
  };
}

function namesOfTables(dmn) {
  return dmn
    .filter(({ name, text }) => !new RegExp(`<decision\\b[^>]*\\bid="${name}"`).test(text))
    .map(({ name }) => ({ file: `${name}.dmn`, rule: 'fileName', element: name, message: `the file must hold the decision ${name}` }));
}

async function main() {
  const models = await Promise.all(read('bpmn', '.bpmn').map(({ name, text }) => parse(text, name)));
  const dmn = read('dmn', '.dmn');
  const findings = [...check(models, contextOf(models, dmn, read('forms', '.form'))), ...namesOfTables(dmn)];
  findings.forEach(({ file, rule, element, message }) => console.error(`${file}  ${element}  ${message}  (${rule})`));
  console.log(`${models.length} diagrams, ${dmn.length} decision files: ${findings.length || 'no'} findings`);
  process.exitCode = findings.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
