import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintBoth, lintForm, lintLanguages, lintPair } from './lint-forms.mjs';

const layout = { row: 'Row_1', columns: null };
const title = { id: 'Field_Title', type: 'textfield', key: 'title', label: 'Title', layout, validate: { required: true } };
const form = (...components) => ({
  id: 'sample-form', type: 'default', schemaVersion: 16, executionPlatform: 'Camunda Cloud', executionPlatformVersion: '8.6.0', components
});

test('a good form passes', () => {
  assert.deepEqual(lintForm(form(title, { id: 'Text_Head', type: 'text', layout, text: '{{if title = null then "none" else title}}' }), 'sample-form'), []);
});

const lines = { id: 'List_Lines', type: 'dynamiclist', label: 'Lines', path: 'lines', isRepeating: true, allowAddRemove: true, layout };

test('a line of a list may have a key of the form', () => {
  assert.deepEqual(lintForm(form(title, { ...lines, components: [{ ...title, id: 'Field_LineTitle' }] }), 'sample-form'), []);
});

const PLANTED = [
  ['a list without a variable', form({ ...lines, path: undefined, components: [title] }), /path/],
  ['two fields of a line for one value', form({ ...lines, components: [title, { ...title, id: 'Field_Other' }] }), /key title is there twice/],
  ['a table of something that is no FEEL', form({ id: 'Table_Lines', type: 'table', label: 'Lines', layout, dataSource: '=if', columns: [{ key: 'a', label: 'A' }] }), /Table_Lines/],
  ['a newer schema version', { ...form(title), schemaVersion: 18 }, /schemaVersion/],
  ['another platform version', { ...form(title), executionPlatformVersion: '8.8.0' }, /executionPlatformVersion/],
  ['a component that 8.6 does not know', form({ ...title, type: 'filepicker' }), /components\/0/],
  ['a field without a key', form({ ...title, key: undefined }), /key/],
  ['a generated id', form({ ...title, id: 'Field_0abc123' }), /pattern/],
  ['a pattern without a message', form({ ...title, validate: { pattern: '^x$' } }), /patternErrorMessage/],
  ['two fields for one variable', form(title, { ...title, id: 'Field_Other' }), /key title is there twice/],
  ['two components with one id', form(title, { ...title, key: 'other' }), /id Field_Title is there twice/],
  ['a condition that is no FEEL', form({ ...title, conditional: { hide: '=if title = "x" else false' } }), /Field_Title/],
  ['a template that is no FEEL', form({ id: 'Text_Head', type: 'text', layout, text: 'Due {{if title then}}' }), /Text_Head/]
];

for (const [what, bad, message] of PLANTED) {
  test(`reports ${what}`, () => {
    const problems = lintForm(JSON.parse(JSON.stringify(bad)), 'sample-form');
    assert.ok(problems.some(problem => message.test(problem)), `got ${JSON.stringify(problems)}`);
  });
}

test('reports a file that is named otherwise', () => {
  assert.deepEqual(lintForm(form(title), 'other'), ['the file must be named sample-form.form']);
});

const choice = { id: 'Field_Decision', type: 'radio', key: 'decision', label: 'Decision', layout, values: [{ label: 'Take it', value: 'take' }, { label: 'Leave it', value: 'leave' }] };
const head = { id: 'Text_Head', type: 'text', layout, text: '**Due** {{if due = null then "none" else due}}' };
const english = form(head, title, choice);
const french = {
  ...form(
    { ...head, text: '**Échéance** {{if due = null then "aucune" else due}}' },
    { ...title, label: 'Titre' },
    { ...choice, label: 'Décision', values: [{ label: 'La faire', value: 'take' }, { label: 'La laisser', value: 'leave' }] }
  ),
  id: 'sample-form-fr'
};
const changed = (index, change) => ({ ...french, components: french.components.map((component, i) => (i === index ? { ...component, ...change } : component)) });

test('a French form that asks the same passes', () => {
  assert.deepEqual(lintPair(english, french), []);
  assert.deepEqual(lintLanguages(new Map([['sample-form', english], ['sample-form-fr', french]])), []);
});

const DRIFTED = [
  ['a field that only the English form has', { ...french, components: french.components.filter(({ id }) => id !== 'Field_Title') }, /Field_Title is in the english form only/],
  ['a field that only the French form has', { ...french, components: [...french.components, { ...title, id: 'Field_Reason', key: 'reason' }] }, /Field_Reason is in the french form only/],
  ['a label left in English', changed(1, { label: 'Title' }), /Field_Title label is left in English: Title/],
  ['a choice left in English', changed(2, { values: [{ label: 'Take it', value: 'take' }, { label: 'La laisser', value: 'leave' }] }), /Field_Decision take is left in English/],
  ['a text left in English', changed(0, { text: head.text }), /Text_Head text is left in English/],
  ['a choice with another value', changed(2, { values: [{ label: 'La faire', value: 'faire' }, { label: 'La laisser', value: 'leave' }] }), /Field_Decision differs/],
  ['another variable in a text', changed(0, { text: '**Échéance** {{if end = null then "aucune" else end}}' }), /Text_Head differs/],
  ['a field that must be filled in in one language only', changed(1, { validate: { required: false } }), /Field_Title differs/],
  ['another order', { ...french, components: [...french.components].reverse() }, /another order/]
];

for (const [what, drifted, message] of DRIFTED) {
  test(`reports ${what}`, () => {
    const problems = lintPair(english, drifted);
    assert.ok(problems.some(problem => message.test(problem)), `got ${JSON.stringify(problems)}`);
  });
}

test('reports a form in one language only', () => {
  assert.match(lintLanguages(new Map([['sample-form', english]])).join(), /there is no French form sample-form-fr/);
  assert.match(lintLanguages(new Map([['sample-form-fr', french]])).join(), /there is no English form/);
});

test('reports what a form in both languages says in one only', () => {
  const both = form({ ...head, text: '## Announce · Annoncer' }, { ...title, label: 'Ticket' }, { ...choice, label: 'Decision · Décision' });
  assert.deepEqual(lintBoth(both), ['Field_Decision take is in one language only: Take it', 'Field_Decision leave is in one language only: Leave it']);
});
