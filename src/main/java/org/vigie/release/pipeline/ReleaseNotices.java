package org.vigie.release.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.freeze.FreezeGate;
import org.vigie.release.record.VersionRecords;
import org.vigie.shared.Sentences;

/** Tells those who run the application how a release or a rollback went and what serves now, once each. */
@Service
public class ReleaseNotices {

    private final Operations operations;
    private final Plans plans;
    private final Notices notices;
    private final VersionRecords versions;
    private final String publicUrl;

    ReleaseNotices(
            Operations operations,
            Plans plans,
            Notices notices,
            VersionRecords versions,
            @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.operations = operations;
        this.plans = plans;
        this.notices = notices;
        this.versions = versions;
        this.publicUrl = publicUrl;
    }

    /** Somebody is asked to approve. */
    public void tellApproval(String operationId) {
        tell(operations.require(operationId), "approval", "release-approval", Map.of());
    }

    /** A release is over. */
    public void tellRelease(String operationId) {
        Operation operation = operations.require(operationId);
        tell(
                operation,
                "result",
                operation.status() == OperationStatus.SUCCEEDED ? "release-succeeded" : "release-failed",
                Map.of());
    }

    /** A rollback is over. */
    public void tellRollback(String operationId) {
        Operation operation = operations.require(operationId);
        tell(
                operation,
                "result",
                operation.status() == OperationStatus.SUCCEEDED ? "rollback-succeeded" : "rollback-failed",
                Map.of());
    }

    /**
     * A person has to decide on a rollback, or to bring the application back by hand.
     *
     * @param what distinguishes the question
     * @param facts all that is known
     */
    public void tellHelpNeeded(String operationId, String what, List<String> facts) {
        Operation operation = operations.require(operationId);
        List<String> said = said(operation.application()).say(facts);
        tell(
                operation,
                what,
                "rollback-help",
                Map.of(
                        "facts",
                        String.join("\n", said.stream().map(fact -> "- " + fact).toList())));
    }

    /** A release waits until somebody decides on an operation that it needs. */
    public void tellWaiting(String operationId, Operation child) {
        tell(
                operations.require(operationId),
                "waits/" + child.id(),
                "release-waits",
                Map.of(
                        "child",
                        said(child.application()).say(child.kind()) + " " + child.id(),
                        "questions",
                        String.join("\n", said(child.application()).say(operations.questions(child))),
                        "childLink",
                        publicUrl + "/operations/" + child.id()));
    }

    /**
     * Another version than the released one still serves, and nobody has acknowledged it.
     *
     * @param days for how long; told once for each number
     */
    public void tellNotServing(String operationId, long days) {
        tell(operations.require(operationId), "not-serving/" + days, "release-not-serving", Map.of("days", days));
    }

    private void tell(Operation operation, String what, String template, Map<String, Object> further) {
        MaintenancePlan plan = plans.require(operation.application());
        Sentences said = Sentences.in(plan.language());
        for (Contact contact : people(plan)) {
            Map<String, Object> values = new LinkedHashMap<>(further);
            values.put("contact", contact.name());
            values.put("application", plan.name());
            values.put(
                    "version",
                    operation
                            .details()
                            .getOrDefault("version", operation.input().get("version")));
            values.put("serving", versions.serving(operation.application()).orElse(""));
            values.put("requestedBy", operation.requestedBy());
            values.put(
                    "emergency", FreezeGate.emergency(operation).map(said::say).orElse(""));
            values.put("outcome", said.sayIfAny(operation.outcome()));
            values.put("cause", operation.cause());
            values.put("link", publicUrl + "/operations/" + operation.id());
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

    private Sentences said(String application) {
        return Sentences.in(plans.require(application).language());
    }

    private static List<Contact> people(MaintenancePlan plan) {
        List<Contact> devops = plan.contactsWith(ContactRole.DEVOPS);
        return devops.isEmpty() ? plan.contacts().subList(0, 1) : devops;
    }
}
