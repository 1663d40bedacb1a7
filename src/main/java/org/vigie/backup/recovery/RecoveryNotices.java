package org.vigie.backup.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.vigie.audit.AuditEntry;
import org.vigie.backup.Spans;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.BackupSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Sentences;
import org.vigie.shared.Words;

/** Tells those who look after the database what a recovery needs of them, that it begins and how it ended; once each. */
@Service
public class RecoveryNotices {

    private static final String WORDS = "org/vigie/backup/recovery";

    private final Operations operations;
    private final Plans plans;
    private final Notices notices;
    private final String publicUrl;

    RecoveryNotices(
            Operations operations,
            Plans plans,
            Notices notices,
            @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.operations = operations;
        this.plans = plans;
        this.notices = notices;
        this.publicUrl = publicUrl;
    }

    /** Somebody has to decide; told again when what was found is something else. */
    void tellAsked(String operationId) {
        Operation operation = operations.require(operationId);
        tell(operation, "asked-" + state(operation).text(RecoveryState.DAMAGE, "kind"), "recovery-asked");
    }

    /** Somebody has to start the server. */
    void tellServerAway(String operationId) {
        tell(operations.require(operationId), "server-away", "recovery-server-away");
    }

    /** The services are about to be stopped. */
    void tellBegun(String operationId) {
        tell(operations.require(operationId), "begun", "recovery-begun");
    }

    /** Tells how a recovery that is over ended. */
    public void tellResult(String operationId) {
        Operation operation = operations.require(operationId);
        tell(
                operation,
                "result",
                switch (operation.status()) {
                    case SUCCEEDED -> "recovery-succeeded";
                    case CANCELLED -> "recovery-cancelled";
                    default -> "recovery-failed";
                });
    }

    private void tell(Operation operation, String what, String template) {
        MaintenancePlan plan = plans.require(operation.application());
        List<Contact> people = plan.contactsWith(ContactRole.DATABASE);
        for (Contact contact : people.isEmpty() ? plan.contacts().subList(0, 1) : people) {
            Map<String, Object> values = values(operation, plan, LocalTimes.of(plan, contact));
            values.put("contact", contact.name());
            notices.tell(new Notice(
                    operation.id() + "/" + what + "/" + contact.id(),
                    plan.application(),
                    operation.id(),
                    Recipient.of(contact),
                    plan.language(),
                    template,
                    values,
                    "mail"));
        }
    }

    private Map<String, Object> values(Operation operation, MaintenancePlan plan, LocalTimes times) {
        RecoveryState state = state(operation);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("application", plan.name());
        values.put("database", operation.input().get("database"));
        values.put("requestedBy", name(operation.requestedBy()));
        String decidedBy = state.text(RecoveryState.DECISION, "by");
        values.put("decidedBy", decidedBy == null ? null : name(decidedBy));
        values.put("decidedByPlan", AuditEntry.VIGIE.equals(decidedBy));
        values.put("found", found(state, plan));
        values.put("backupAt", moment(times, state.text(RecoveryState.BACKUP, "takenAt")));
        values.put("outcome", Sentences.in(plan.language()).sayIfAny(operation.outcome()));
        values.put("cause", operation.cause());
        values.put("kept", state.text(RecoveryState.SWAP, "kept"));
        addMeasured(values, operation, plan, times);
        values.put("otherVersion", "false".equals(state.text(RecoveryState.VERSIONS, "same")));
        values.put("versionOfBackup", state.text(RecoveryState.VERSIONS, "backup"));
        values.put("versionServing", state.text(RecoveryState.VERSIONS, "serving"));
        values.put("leftToDo", lines(operation.details().get("leftToDo")));
        values.put("link", publicUrl + "/operations/" + operation.id());
        return values;
    }

    /** In the language of the plan, with what the server said. */
    private static @Nullable String found(RecoveryState state, MaintenancePlan plan) {
        String kind = state.text(RecoveryState.DAMAGE, "kind");
        String sentence = Sentences.in(plan.language()).sayIfAny(state.text(RecoveryState.DAMAGE, "sentence"));
        return kind == null ? null : new Words(WORDS, plan.language()).get(kind, sentence);
    }

    private static void addMeasured(
            Map<String, Object> values, Operation operation, MaintenancePlan plan, LocalTimes times) {
        RecoveryState state = state(operation);
        BackupSettings settings = plan.databases().stream()
                .filter(database -> database.id().equals(operation.input().get("database")))
                .map(DatabaseSettings::backup)
                .findFirst()
                .orElse(null);
        if (settings == null || !state.has(RecoveryState.MEASURED)) {
            return;
        }
        values.put("lostFrom", moment(times, state.text(RecoveryState.MEASURED, "lostFrom")));
        values.put("lostUntil", moment(times, state.text(RecoveryState.MEASURED, "lostUntil")));
        values.put("lost", span(state.requireText(RecoveryState.MEASURED, "lostSeconds"), plan));
        values.put("time", span(state.requireText(RecoveryState.MEASURED, "seconds"), plan));
        values.put("timeAllowed", Spans.of(settings.recoveryTime().toDuration(), plan.language()));
        values.put("lostAllowed", Spans.of(settings.recoveryPoint().toDuration(), plan.language()));
        values.put("tooSlow", "false".equals(state.text(RecoveryState.MEASURED, "withinRecoveryTime")));
        values.put("tooMuch", "false".equals(state.text(RecoveryState.MEASURED, "withinRecoveryPoint")));
    }

    private static String span(String seconds, MaintenancePlan plan) {
        return Spans.of(Duration.ofSeconds(Math.round(Double.parseDouble(seconds))), plan.language());
    }

    private static String moment(LocalTimes times, @Nullable String instant) {
        return times.moment(instant == null ? null : Instant.parse(instant));
    }

    private static String name(String account) {
        return account.equals(AuditEntry.VIGIE) ? "Vigie" : account;
    }

    private static String lines(Object list) {
        return list instanceof List<?> lines
                ? String.join("\n", lines.stream().map(String::valueOf).toList())
                : "";
    }

    private static RecoveryState state(Operation operation) {
        return new RecoveryState(operation);
    }
}
