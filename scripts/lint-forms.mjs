// Validates the forms: format, ids, keys and FEEL expressions. node scripts/lint-forms.mjs
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lintExpression } from '@bpmn-io/feel-lint';
import Ajv from 'ajv';
import { fields, ofForm } from './model-rules.mjs';

const schema = JSON.parse(readFileSync(new URL('./form.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

function format(form) {
  return validate(form) ? [] : validate.errors.map(error => `${error.instancePath || '/'} ${error.message}`);
}

function duplicates(values) {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}

/** The keys of the form and those of the lines of each of its lists: a key must be unique among its own only. */
function scopes(components) {
  const own = ofForm(components);
  return [own.map(component => component.key ?? component.path), ...own.filter(component => component.path).flatMap(component => scopes(component.components))];
}

/** FEEL parts of a template such as `Due {{x}}`; loops and blocks are not FEEL. */
const templateParts = text => [...text.matchAll(/\{\{([^#/][^}]*)\}\}/g)].map(match => match[1]);

function expressions(component) {
  const hide = component.conditional?.hide;
  const source = component.dataSource;
  return [...(hide ? [hide.slice(1)] : []), ...(source ? [source.slice(1)] : []), ...(component.type === 'text' ? templateParts(component.text) : [])];
}

/** Sentences that say what is wrong with a form; none for a good one. */
export function lintForm(form, name) {
  const all = fields(form.components);
  return [
    ...format(form),
    ...(form.id === name ? [] : [`the file must be named ${form.id}.form`]),
    ...duplicates(all.map(component => component.id)).map(id => `the id ${id} is there twice`),
    ...scopes(form.components).flatMap(keys => duplicates(keys).map(key => `the key ${key} is there twice`)),
    ...all.flatMap(component =>
      expressions(component).flatMap(expression => lintExpression(expression).map(problem => `${component.id}: ${problem.message} in ${expression}`))
    )
  ];
}

function main() {
  const files = readdirSync('forms').filter(file => file.endsWith('.form')).sort();
  const problems = files.flatMap(file =>
    lintForm(JSON.parse(readFileSync(`forms/${file}`, 'utf8')), basename(file, '.form')).map(problem => `${file}  ${problem}`)
  );
  problems.forEach(problem => console.error(problem));
  console.log(`${files.length} forms: ${problems.length || 'no'} findings`);
  process.exitCode = problems.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
