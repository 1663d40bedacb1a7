import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintForm } from './lint-forms.mjs';

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
