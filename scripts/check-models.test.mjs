// Every rule must report a violation that is planted into a good model, and nothing about the good one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, contextOf, parse } from './check-models.mjs';
import { RULES } from './model-rules.mjs';

const GOOD = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_sample" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0">
  <bpmn:process id="sample" name="Sample" isExecutable="true">
    <bpmn:startEvent id="StartEvent_Asked" name="Asked">
      <bpmn:outgoing>Flow_Asked_Decide</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="Task_Decide" name="Decide">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:formDefinition formId="=if language = &#34;fr&#34; then &#34;sample-decide-fr&#34; else &#34;sample-decide&#34;" bindingType="deployment" />
        <zeebe:assignmentDefinition candidateGroups="support" />
        <zeebe:taskSchedule dueDate="=due" />
        <zeebe:priorityDefinition priority="50" />
        <zeebe:ioMapping>
          <zeebe:input source="=title" target="taskContextDisplayName" />
          <zeebe:output source="=decision" target="decision" />
        </zeebe:ioMapping>
        <zeebe:executionListeners>
          <zeebe:executionListener eventType="start" retries="3" type="record-step-start" />
          <zeebe:executionListener eventType="end" retries="3" type="record-step-end" />
        </zeebe:executionListeners>
      </bpmn:extensionElements>
      <bpmn:incoming>Flow_Asked_Decide</bpmn:incoming>
      <bpmn:outgoing>Flow_Decide_Accepted</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:exclusiveGateway id="Gateway_Accepted" name="Accepted?" default="Flow_Accepted_Act">
      <bpmn:incoming>Flow_Decide_Accepted</bpmn:incoming>
      <bpmn:outgoing>Flow_Accepted_Act</bpmn:outgoing>
      <bpmn:outgoing>Flow_Accepted_Refused</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:serviceTask id="Task_Act" name="Act">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="act" retries="3" />
      </bpmn:extensionElements>
      <bpmn:incoming>Flow_Accepted_Act</bpmn:incoming>
      <bpmn:outgoing>Flow_Act_Done</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:endEvent id="EndEvent_Done" name="Done">
      <bpmn:incoming>Flow_Act_Done</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:endEvent id="EndEvent_Refused" name="Refused">
      <bpmn:incoming>Flow_Accepted_Refused</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="Flow_Asked_Decide" sourceRef="StartEvent_Asked" targetRef="Task_Decide" />
    <bpmn:sequenceFlow id="Flow_Decide_Accepted" sourceRef="Task_Decide" targetRef="Gateway_Accepted" />
    <bpmn:sequenceFlow id="Flow_Accepted_Act" sourceRef="Gateway_Accepted" targetRef="Task_Act" />
    <bpmn:sequenceFlow id="Flow_Act_Done" sourceRef="Task_Act" targetRef="EndEvent_Done" />
    <bpmn:sequenceFlow id="Flow_Accepted_Refused" name="No" sourceRef="Gateway_Accepted" targetRef="EndEvent_Refused" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1">
    <bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="sample">
      <bpmndi:BPMNShape id="StartEvent_Asked_di" bpmnElement="StartEvent_Asked">
        <dc:Bounds x="0" y="22" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Task_Decide_di" bpmnElement="Task_Decide">
        <dc:Bounds x="100" y="0" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Gateway_Accepted_di" bpmnElement="Gateway_Accepted" isMarkerVisible="true">
        <dc:Bounds x="260" y="15" width="50" height="50" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Task_Act_di" bpmnElement="Task_Act">
        <dc:Bounds x="370" y="0" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="EndEvent_Done_di" bpmnElement="EndEvent_Done">
        <dc:Bounds x="530" y="22" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="EndEvent_Refused_di" bpmnElement="EndEvent_Refused">
        <dc:Bounds x="402" y="142" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="Flow_Asked_Decide_di" bpmnElement="Flow_Asked_Decide">
        <di:waypoint x="36" y="40" />
        <di:waypoint x="100" y="40" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="Flow_Decide_Accepted_di" bpmnElement="Flow_Decide_Accepted">
        <di:waypoint x="200" y="40" />
        <di:waypoint x="260" y="40" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="Flow_Accepted_Act_di" bpmnElement="Flow_Accepted_Act">
        <di:waypoint x="310" y="40" />
        <di:waypoint x="370" y="40" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="Flow_Act_Done_di" bpmnElement="Flow_Act_Done">
        <di:waypoint x="470" y="40" />
        <di:waypoint x="530" y="40" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="Flow_Accepted_Refused_di" bpmnElement="Flow_Accepted_Refused">
        <di:waypoint x="285" y="65" />
        <di:waypoint x="285" y="160" />
        <di:waypoint x="402" y="160" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="290" y="78" width="15" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

const FORM = { id: 'sample-decide', components: [{ key: 'decision', type: 'radio' }, { key: 'title', type: 'textfield', readonly: true }] };

async function findings(change = xml => xml, { name = 'sample', form = FORM } = {}) {
  const xml = change(GOOD);
  assert.ok(change === keep || xml !== GOOD, 'the violation was not planted');
  const model = await parse(xml, name);
  return check([model], contextOf([model], [], [form.id, `${form.id}-fr`].map(name => ({ name, text: JSON.stringify(form) }))));
}

const keep = xml => xml;
const replace = (from, to) => xml => xml.replaceAll(from, to);

test('a good model passes every rule', async () => {
  assert.deepEqual(await findings(keep), []);
});

const PLANTED = [
  ['platform', 'another engine version', replace('executionPlatformVersion="8.6.0"', 'executionPlatformVersion="8.8.0"'), /8\.6\.0/],
  ['canonical', 'another indent', replace('  <bpmn:process', '    <bpmn:process'), /as the Modeler writes it/],
  ['ids', 'a generated id', replace('Task_Act', 'Activity_0x1p2q3'), /generated id/],
  ['prefixes', 'an id without its prefix', replace('Gateway_Accepted', 'Accepted'), /must start with Gateway_/],
  ['jobTypes', 'a service task without a job', replace('<zeebe:taskDefinition type="act" retries="3" />', '<zeebe:taskHeaders />'), /no job type/],
  ['jobTypes', 'a service task without retries', replace('type="act" retries="3"', 'type="act" retries="0"'), /no retries/],
  ['bindings', 'a form of the latest version', replace(' bindingType="deployment"', ''), /must be "deployment"/],
  ['bindings', 'a form that does not exist', replace('else &#34;sample-decide&#34;', 'else &#34;sample-other&#34;'), /no form sample-other/],
  ['bindings', 'a French form that does not exist', replace('then &#34;sample-decide-fr', 'then &#34;sample-other-fr'), /no form sample-other-fr/],
  ['bindings', 'a call of the latest version', replace('<zeebe:taskDefinition type="act" retries="3" />', '<zeebe:calledElement processId="sample" />'), /must be "deployment"/],
  ['bindings', 'an unknown decision', replace('<zeebe:taskDefinition type="act" retries="3" />', '<zeebe:calledDecision decisionId="x" bindingType="deployment" />'), /no decision x/],
  ['userTasks', 'a user task run as a job', replace('<zeebe:userTask />', ''), /native/],
  ['userTasks', 'a user task for nobody', replace(' candidateGroups="support"', ''), /no candidate group/],
  ['userTasks', 'a user task without due date', replace(' dueDate="=due"', ''), /no due date/],
  ['userTasks', 'a user task without priority', replace(' priority="50"', ''), /no priority/],
  ['userTasks', 'a user task that leaves no record of its end', replace('type="record-step-end"', 'type="record-step-start"'), /recorded neither/],
  ['people', 'a form in one language', replace(/formId="[^"]*"/g, 'formId="sample-decide"'), /by the language/],
  ['people', 'a French form of something else', replace('then &#34;sample-decide-fr', 'then &#34;sample-other-fr'), /by the language/],
  ['people', 'a task that does not say which case', replace(' target="taskContextDisplayName"', ' target="title"'), /does not name its case/],
  ['conditions', 'a gateway without a question', replace('name="Accepted?"', 'name="Accepted"'), /question/],
  ['conditions', 'a gateway without a default', replace(' default="Flow_Accepted_Act"', ''), /no default/],
  ['drawn', 'an element that is not drawn', replace(/<bpmndi:BPMNEdge id="Flow_Act_Done_di"[\s\S]*?<\/bpmndi:BPMNEdge>/g, ''), /not drawn/],
  ['layout', 'two shapes on one another', replace('x="402" y="142"', 'x="402" y="60"'), /overlaps EndEvent_Refused/],
  ['layout', 'a line through a shape', replace('<di:waypoint x="285" y="160" />', '<di:waypoint x="285" y="75" /><di:waypoint x="420" y="75" />'), /runs through Task_Act/],
  ['layout', 'two lines that cross', replace('<di:waypoint x="285" y="160" />', '<di:waypoint x="285" y="110" /><di:waypoint x="350" y="110" /><di:waypoint x="350" y="20" />'), /crosses/],
  ['layout', 'a label on a line', replace('<dc:Bounds x="290" y="78"', '<dc:Bounds x="280" y="78"'), /label lies on the line/],
  ['layout', 'a label on a shape', replace('<dc:Bounds x="290" y="78"', '<dc:Bounds x="375" y="60"'), /label lies on Task_Act/]
];

for (const [rule, what, plant, message] of PLANTED) {
  test(`${rule} reports ${what}`, async () => {
    const found = (await findings(plant)).filter(finding => finding.rule === rule);
    assert.ok(found.some(finding => message.test(finding.message)), `got ${JSON.stringify(found)}`);
  });
}

test('fileName reports a file named otherwise', async () => {
  const found = await findings(keep, { name: 'other' });
  assert.ok(found.some(finding => finding.rule === 'fileName' && /sample\.bpmn/.test(finding.message)));
});

test('formFields reports an answer that no output takes over', async () => {
  const found = await findings(keep, { form: { ...FORM, components: [...FORM.components, { type: 'group', components: [{ key: 'reason', type: 'textarea' }] }] } });
  assert.deepEqual(found.map(({ rule, message }) => [rule, message]), [['formFields', 'loses the form field reason: no output takes it over']]);
});

test('formFields takes a list as one answer', async () => {
  const list = { type: 'dynamiclist', path: 'lines', components: [{ key: 'text', type: 'textfield' }] };
  const found = await findings(keep, { form: { ...FORM, components: [...FORM.components, list] } });
  assert.deepEqual(found.map(({ message }) => message), ['loses the form field lines: no output takes it over']);
});

test('userTasks accepts a task that the next job records', async () => {
  const listeners = /<zeebe:executionListeners>[\s\S]*?<\/zeebe:executionListeners>/g;
  const recorded = xml =>
    xml
      .replace(listeners, '')
      .replace('targetRef="Gateway_Accepted"', 'targetRef="Task_Act"')
      .replace('type="act"', 'type="record-act"');
  assert.deepEqual((await findings(recorded)).filter(({ rule }) => rule === 'userTasks'), []);
});

test('every rule has a planted violation', () => {
  const planted = new Set([...PLANTED.map(([rule]) => rule), 'fileName', 'formFields']);
  assert.deepEqual(Object.keys(RULES).filter(rule => !planted.has(rule)), []);
});
