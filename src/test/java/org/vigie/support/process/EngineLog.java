package org.vigie.support.process;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.TimerRecordValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the engine has done so far, read from its records. */
final class EngineLog {

    private static final Set<Intent> OVER = Set.of(JobIntent.COMPLETED, JobIntent.CANCELED, JobIntent.ERROR_THROWN);

    private final ZeebeTestEngine engine;

    EngineLog(ZeebeTestEngine engine) {
        this.engine = engine;
    }

    /** Jobs that nobody has completed, by key, in the order of their creation. */
    Map<Long, JobRecordValue> openJobs() {
        Map<Long, JobRecordValue> open = new LinkedHashMap<>();
        of(JobRecordValue.class).forEach(job -> {
            if (job.getIntent() == JobIntent.CREATED) {
                open.put(job.getKey(), job.getValue());
            } else if (OVER.contains(job.getIntent())) {
                open.remove(job.getKey());
            }
        });
        return open;
    }

    /** Elements that were completed, in order; an interrupted element is not. */
    List<String> completedElements() {
        return instances(ProcessInstanceIntent.ELEMENT_COMPLETED)
                .map(ProcessInstanceRecordValue::getElementId)
                .toList();
    }

    /** Process and element of everything that was passed: elements, also interrupted ones, and sequence flows. */
    Stream<String> passed() {
        return Stream.of(
                        ProcessInstanceIntent.ELEMENT_COMPLETED,
                        ProcessInstanceIntent.ELEMENT_TERMINATED,
                        ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN)
                .flatMap(this::instances)
                .map(value -> value.getBpmnProcessId() + "#" + value.getElementId());
    }

    List<String> incidents() {
        return of(IncidentRecordValue.class)
                .filter(incident -> incident.getIntent() == IncidentIntent.CREATED)
                .map(incident -> incident.getValue().getElementId() + ": "
                        + incident.getValue().getErrorMessage())
                .toList();
    }

    long timersTriggered(String elementId) {
        return of(TimerRecordValue.class)
                .filter(timer -> timer.getIntent() == TimerIntent.TRIGGERED)
                .filter(timer -> timer.getValue().getTargetElementId().equals(elementId))
                .count();
    }

    private Stream<ProcessInstanceRecordValue> instances(ProcessInstanceIntent intent) {
        return of(ProcessInstanceRecordValue.class)
                .filter(instance -> instance.getIntent() == intent)
                .map(Record::getValue);
    }

    @SuppressWarnings("unchecked")
    private <T extends RecordValue> Stream<Record<T>> of(Class<T> type) {
        return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false)
                .filter(entry -> type.isInstance(entry.getValue()))
                .filter(entry -> entry.getRecordType() == io.camunda.zeebe.protocol.record.RecordType.EVENT)
                .map(entry -> (Record<T>) entry);
    }
}
