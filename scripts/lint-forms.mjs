// Validates the forms: format, ids, keys, FEEL expressions, and that French and English ask the same. node scripts/lint-forms.mjs
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

const FRENCH = '-fr';
/** The form of a start: there is none in French. */
const STARTS = ['ticket-create'];
/** What is shown before the application is known is in both languages at once, English · French. */
const IN_BOTH = [...STARTS, 'deprecation-announce'];
/** What French people write as the English do. */
const ALIKE = ['Ticket', 'Type', 'Description', 'Application', 'Impact', 'Documentation', 'Performance', 'DevOps', 'Support', 'Signature', 'Incident', 'Commit', 'Question', 'Point'];

/** What people read of a component, by where it stands. */
function texts(component) {
  const own = ['text', 'label', 'description', 'dateLabel'].filter(key => component[key]).map(key => [`${component.id} ${key}`, component[key]]);
  const lines = [...(component.values ?? []), ...(component.columns ?? [])].map(line => [`${component.id} ${line.value ?? line.key}`, line.label]);
  const message = component.validate?.patternErrorMessage;
  return [...own, ...lines, ...(message ? [[`${component.id} patternErrorMessage`, message]] : [])];
}

/** The words of a text: without its expressions, but with what these say. */
const words = text =>
  text.replace(/\{\{(.*?)\}\}/gs, (_, expression) => (expression.match(/"[^"]*"/g) ?? []).filter(word => !/^"(LEVEL_|response|[^a-zé]*$)/i.test(word)).join(' '));

/** Everything of a form but its words. */
function bare(component) {
  const { text, label, description, dateLabel, components, ...rest } = component;
  return JSON.stringify({
    ...rest,
    has: [text, label, description, dateLabel].map(Boolean),
    variables: [...(text ?? '').matchAll(/\{\{(.*?)\}\}/gs)].map(match => match[1].replace(/"[^"]*"/g, '""')),
    values: rest.values?.map(line => line.value),
    columns: rest.columns?.map(line => line.key),
    validate: rest.validate && { ...rest.validate, patternErrorMessage: Boolean(rest.validate.patternErrorMessage) }
  });
}

/** Sentences that say where the French form has drifted from the English one; none if they ask the same. */
export function lintPair(english, french) {
  const all = { english: fields(english.components), french: fields(french.components) };
  const byId = Object.fromEntries(Object.entries(all).map(([language, components]) => [language, new Map(components.map(component => [component.id, component]))]));
  const missing = (there, here) =>
    all[there].filter(component => !byId[here].has(component.id)).map(component => `${component.id} is in the ${there} form only`);
  const both = all.english.filter(component => byId.french.has(component.id));
  const inFrench = id => byId.french.get(id);
  const differing = both.filter(component => bare(component) !== bare(inFrench(component.id))).map(component => `${component.id} differs in more than its words`);
  const order = JSON.stringify(all.english.map(({ id }) => id)) === JSON.stringify(all.french.map(({ id }) => id));
  const left = both.flatMap(component => {
    const said = new Map(texts(inFrench(component.id)));
    return texts(component)
      .filter(([where, text]) => said.get(where) === text && /[a-z]{2}/i.test(words(text)) && !ALIKE.includes(text))
      .map(([where, text]) => `${where} is left in English: ${text}`);
  });
  const problems = [...missing('english', 'french'), ...missing('french', 'english'), ...differing, ...left];
  return problems.length || order ? problems : ['the components stand in another order'];
}

/** What a form in both languages says in one of them only. */
export function lintBoth(form) {
  return fields(form.components)
    .flatMap(texts)
    .filter(([, text]) => /[a-z]{2}/i.test(words(text)) && !text.includes(' · ') && !ALIKE.includes(text))
    .map(([where, text]) => `${where} is in one language only: ${text}`);
}

/** Forms that are there in one language only, and what differs between the two. */
export function lintLanguages(forms) {
  return [...forms.keys()].sort().flatMap(name => {
    if (STARTS.includes(name)) return [];
    if (name.endsWith(FRENCH)) {
      const english = forms.get(name.slice(0, -FRENCH.length));
      return english ? lintPair(english, forms.get(name)).map(problem => `${name}.form  ${problem}`) : [`${name}.form  there is no English form`];
    }
    return forms.has(name + FRENCH) ? [] : [`${name}.form  there is no French form ${name}${FRENCH}.form`];
  });
}

function main() {
  const files = readdirSync('forms').filter(file => file.endsWith('.form')).sort();
  const forms = new Map(files.map(file => [basename(file, '.form'), JSON.parse(readFileSync(`forms/${file}`, 'utf8'))]));
  const problems = [
    ...[...forms].flatMap(([name, form]) => lintForm(form, name).map(problem => `${name}.form  ${problem}`)),
    ...lintLanguages(forms),
    ...IN_BOTH.flatMap(name => lintBoth(forms.get(name)).map(problem => `${name}.form  ${problem}`))
  ];
  problems.forEach(problem => console.error(problem));
  console.log(`${files.length} forms: ${problems.length || 'no'} findings`);
  process.exitCode = problems.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
