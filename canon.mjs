import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';
const zeebe = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json');
const m = new BpmnModdle({ zeebe });
const { rootElement, warnings } = await m.fromXML(readFileSync('/tmp/crisis.bpmn','utf8'));
warnings.forEach(w=>console.log(w.message));
writeFileSync('bpmn/crisis-communication.bpmn', (await m.toXML(rootElement,{format:true})).xml);
