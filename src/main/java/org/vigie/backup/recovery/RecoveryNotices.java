package org.vigie.backup.recovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Tells those who look after the database what a recovery needs of them, that it begins and how it ended; once each. */
@Service
public class RecoveryNotices {

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
            Map<String, Object> values = values(operation, plan);
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

    private Map<String, Object> values(Operation operation, MaintenancePlan plan) {
        RecoveryState state = state(operation);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("application", plan.name());
        values.put("database", operation.input().get("database"));
        values.put("requestedBy", operation.requestedBy());
        values.put("decidedBy", state.text(RecoveryState.DECISION, "by"));
        values.put("found", state.text(RecoveryState.DAMAGE, "sentence"));
        values.put("backupAt", state.text(RecoveryState.BACKUP, "takenAt"));
        values.put("outcome", operation.outcome());
        values.put("cause", operation.cause());
        values.put("kept", state.text(RecoveryState.SWAP, "kept"));
        values.put("lostFrom", state.text(RecoveryState.MEASURED, "lostFrom"));
        values.put("lostUntil", state.text(RecoveryState.MEASURED, "lostUntil"));
        values.put("seconds", state.text(RecoveryState.MEASURED, "seconds"));
        values.put("leftToDo", lines(operation.details().get("leftToDo")));
        values.put(
                "link",
                publicUrl + "/api/applications/" + operation.application() + "/" + operation.kind() + "/"
                        + operation.id());
        return values;
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
