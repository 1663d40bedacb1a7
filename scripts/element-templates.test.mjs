// The element templates are those that Camunda Modeler takes, and fit the tasks of the models.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { validateAllZeebe } from '@bpmn-io/element-templates-validator';

const templates = JSON.parse(readFileSync('.camunda/element-templates/vigie.json', 'utf8'));

test('each template is valid', () => {
  const { valid, results } = validateAllZeebe(templates);
  assert.ok(valid, JSON.stringify(results.filter(result => !result.valid), null, 1).slice(0, 3000));
});

test('no two have the same id', () => {
  assert.equal(new Set(templates.map(template => template.id)).size, templates.length);
});

test('each job type of a service task has one', () => {
  const known = new Set(templates.map(template => template.id));
  for (const file of readdirSync('bpmn')) {
    const types = readFileSync(`bpmn/${file}`, 'utf8').matchAll(/<zeebe:taskDefinition type="([^"=]+)"/g);
    for (const [, type] of types) {
      assert.ok(known.has(`org.vigie.job.${type}`), `${file}: ${type}`);
    }
  }
});
