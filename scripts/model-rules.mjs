// What Vigie asks of its models beyond the public lint rules. Each rule gives findings {element, message}.
import { findCollisions } from './geometry.mjs';

const PLATFORM = 'Camunda Cloud';
const VERSION = '8.6.0';
const GENERATED = /^[A-Za-z]+_(?=[a-z0-9]*\d)[a-z0-9]{7}$/;
const PREFIX = {
  'bpmn:StartEvent': 'StartEvent_',
  'bpmn:EndEvent': 'EndEvent_',
  'bpmn:BoundaryEvent': 'BoundaryEvent_',
  'bpmn:IntermediateThrowEvent': 'Event_',
  'bpmn:IntermediateCatchEvent': 'Event_',
  'bpmn:ExclusiveGateway': 'Gateway_',
  'bpmn:ParallelGateway': 'Gateway_',
  'bpmn:InclusiveGateway': 'Gateway_',
  'bpmn:EventBasedGateway': 'Gateway_',
  'bpmn:CallActivity': 'CallActivity_',
  'bpmn:SequenceFlow': 'Flow_'
};

export const is = (element, type) => Boolean(element?.$instanceOf?.(type));

const extensions = element => element.extensionElements?.values ?? [];

export const extension = (element, type) => extensions(element).find(value => value.$type === type);

/** All flow elements of a process, those of sub-processes too, each after its container. */
export function flowElements(container) {
  return (container.flowElements ?? []).flatMap(element => [element, ...flowElements(element)]);
}

const processes = definitions => definitions.rootElements.filter(root => root.$type === 'bpmn:Process');
const elements = definitions => processes(definitions).flatMap(flowElements);
const ofType = (definitions, type) => elements(definitions).filter(element => is(element, type));
const planeOf = definitions => definitions.diagrams?.flatMap(diagram => diagram.plane.planeElement ?? []) ?? [];

function platform({ definitions }) {
  const attributes = definitions.$attrs;
  return attributes['modeler:executionPlatform'] === PLATFORM && attributes['modeler:executionPlatformVersion'] === VERSION
    ? []
    : [{ element: definitions.id, message: `the execution platform must be ${PLATFORM} ${VERSION}` }];
}

function fileName({ definitions, name }) {
  return processes(definitions)
    .filter(process => process.id !== name)
    .map(process => ({ element: process.id, message: `the file must be named ${process.id}.bpmn` }));
}

function canonical({ definitions, xml, again }) {
  return again === xml ? [] : [{ element: definitions.id, message: 'not written as the Modeler writes it: open the file there and save it' }];
}

function ids({ definitions }) {
  const all = [...elements(definitions), ...definitions.rootElements, ...elements(definitions).flatMap(element => element.eventDefinitions ?? [])];
  return all
    .filter(element => GENERATED.test(element.id))
    .map(element => ({ element: element.id, message: 'a generated id: give it a speaking one' }));
}

function prefixOf(element) {
  if (element.$type === 'bpmn:SubProcess') return element.triggeredByEvent ? 'EventSubprocess_' : 'SubProcess_';
  return PREFIX[element.$type] ?? (is(element, 'bpmn:Task') ? 'Task_' : undefined);
}

function prefixes({ definitions }) {
  return elements(definitions)
    .filter(element => prefixOf(element) && !element.id.startsWith(prefixOf(element)))
    .map(element => ({ element: element.id, message: `the id must start with ${prefixOf(element)}` }));
}

function jobTypes({ definitions }) {
  return elements(definitions)
    .filter(element => ['bpmn:ServiceTask', 'bpmn:SendTask'].includes(element.$type))
    .flatMap(element => {
      const task = extension(element, 'zeebe:TaskDefinition');
      if (!task?.type) return [{ element: element.id, message: 'has no job type' }];
      return Number(task.retries) >= 1 ? [] : [{ element: element.id, message: 'has no retries' }];
    });
}

/** The id, or those that an expression chooses among. */
const named = id => (id?.startsWith('=') ? [...id.matchAll(/(?:then|else)\s+"([a-z0-9-]+)"/g)].map(match => match[1]) : [id]);

/** Everything that is referenced travels in the same deployment, so that old instances keep what they started with. */
function bindings({ definitions }, { processes: known, decisions, forms }) {
  const kinds = [
    { type: 'zeebe:CalledElement', key: 'processId', known, what: 'process' },
    { type: 'zeebe:CalledDecision', key: 'decisionId', known: decisions, what: 'decision' },
    { type: 'zeebe:FormDefinition', key: 'formId', known: forms, what: 'form' }
  ];
  return elements(definitions).flatMap(element =>
    kinds.flatMap(kind => {
      const reference = extension(element, kind.type);
      if (!reference) return [];
      const findings = [];
      if (reference.bindingType !== 'deployment') findings.push({ element: element.id, message: `the binding of the ${kind.what} must be "deployment"` });
      named(reference[kind.key])
        .filter(id => !kind.known.has(id))
        .forEach(id => findings.push({ element: element.id, message: `there is no ${kind.what} ${id}` }));
      return findings;
    })
  );
}

function userTasks({ definitions }) {
  return ofType(definitions, 'bpmn:UserTask').flatMap(task => {
    const findings = [];
    const must = (condition, message) => condition || findings.push({ element: task.id, message });
    must(extension(task, 'zeebe:UserTask'), 'must be a native user task');
    must(extension(task, 'zeebe:FormDefinition')?.formId, 'has no form');
    must(extension(task, 'zeebe:AssignmentDefinition')?.candidateGroups, 'has no candidate group');
    must(extension(task, 'zeebe:TaskSchedule')?.dueDate, 'has no due date');
    must(extension(task, 'zeebe:PriorityDefinition')?.priority, 'has no priority');
    const listeners = extension(task, 'zeebe:ExecutionListeners')?.listeners ?? [];
    const recorded = when => listeners.some(listener => listener.eventType === when && listener.type === `record-step-${when}`);
    must((recorded('start') && recorded('end')) || recordedNext(task), 'is recorded neither at its start and end nor by the job that follows');
    return findings;
  });
}

/** A person reads the form in the language of the plan, and sees on the card in Tasklist which case it is. */
function people({ definitions }) {
  return ofType(definitions, 'bpmn:UserTask').flatMap(task => {
    const findings = [];
    const id = extension(task, 'zeebe:FormDefinition')?.formId ?? '';
    if (!/^=if language = "fr" then "([a-z-]+)-fr" else "\1"$/.test(id)) {
      findings.push({ element: task.id, message: 'must choose its form by the language: =if language = "fr" then "name-fr" else "name"' });
    }
    if (!(extension(task, 'zeebe:IoMapping')?.inputParameters ?? []).some(input => input.target === 'taskContextDisplayName')) {
      findings.push({ element: task.id, message: 'does not name its case: give it the input taskContextDisplayName' });
    }
    return findings;
  });
}

/** Steps of a ticket have listeners; elsewhere the job right after the task keeps what was filled in. */
function recordedNext(task) {
  const next = task.outgoing?.length === 1 && task.outgoing[0].targetRef;
  return Boolean(next && extension(next, 'zeebe:TaskDefinition')?.type?.startsWith('record-'));
}

/** Variables a person fills in must leave the task, and nothing else may: what a form shows is not what it answers. */
function formFields({ definitions }, { forms }) {
  const asked = task => named(extension(task, 'zeebe:FormDefinition')?.formId).map(id => forms.get(id)).filter(Boolean);
  return ofType(definitions, 'bpmn:UserTask').flatMap(task => {
    const taken = new Set((extension(task, 'zeebe:IoMapping')?.outputParameters ?? []).map(output => output.target));
    const written = asked(task).flatMap(form => ofForm(form.components)).filter(field => !field.readonly && !field.disabled).map(field => field.key ?? field.path);
    return [...new Set(written)].filter(key => !taken.has(key)).map(key => ({ element: task.id, message: `loses the form field ${key}: no output takes it over` }));
  });
}

export const fields = components => (components ?? []).flatMap(component => [component, ...fields(component.components)]);

/** What becomes a variable of its own: fields and whole lists, not the fields of a list's lines. */
export const ofForm = components =>
  (components ?? []).flatMap(component => (component.key || component.path ? [component] : ofForm(component.components)));

/** On 8.6.0 a null in a condition or a priority is an incident or a silent default: a join of names alone is not enough. */
function conditions({ definitions }) {
  return ofType(definitions, 'bpmn:ExclusiveGateway')
    .filter(gateway => (gateway.outgoing ?? []).length > 1)
    .flatMap(gateway => {
      const findings = [];
      if (!gateway.name?.endsWith('?')) findings.push({ element: gateway.id, message: 'must ask a question' });
      if (!gateway.default) findings.push({ element: gateway.id, message: 'has no default flow' });
      return findings;
    });
}

function drawn({ definitions }) {
  const shown = new Set(planeOf(definitions).map(di => di.bpmnElement?.id));
  return elements(definitions)
    .filter(element => !shown.has(element.id))
    .map(element => ({ element: element.id, message: 'is not drawn' }));
}

function around(element) {
  const ids = [];
  for (let up = element.$parent; up && up.$type !== 'bpmn:Process'; up = up.$parent) ids.push(up.id);
  if (element.attachedToRef) ids.push(element.attachedToRef.id);
  return ids;
}

const box = bounds => bounds && { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height };

function layout({ definitions }) {
  const plane = planeOf(definitions).filter(di => di.bpmnElement);
  const shapes = plane
    .filter(di => di.$type === 'bpmndi:BPMNShape')
    .map(di => ({ id: di.bpmnElement.id, bounds: box(di.bounds), label: box(di.label?.bounds), within: around(di.bpmnElement) }));
  const edges = plane
    .filter(di => di.$type === 'bpmndi:BPMNEdge')
    .map(di => ({
      id: di.bpmnElement.id,
      source: di.bpmnElement.sourceRef?.id,
      target: di.bpmnElement.targetRef?.id,
      waypoints: di.waypoint.map(({ x, y }) => ({ x, y })),
      label: box(di.label?.bounds)
    }));
  return findCollisions(shapes, edges);
}

export const RULES = { platform, fileName, canonical, ids, prefixes, jobTypes, bindings, userTasks, people, formFields, conditions, drawn, layout };
