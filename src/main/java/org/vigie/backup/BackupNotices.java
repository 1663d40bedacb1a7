package org.vigie.backup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.vigie.audit.AuditEntry;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Sentences;

/** Tells those who look after the database how a backup went, once each. */
@Service
public class BackupNotices {

    /** What the notices of this module are made of, those of recoveries included. */
    static final Set<String> TEMPLATES = Set.of(
            "backup-succeeded",
            "backup-failed",
            "backup-held",
            "restore-test-verified",
            "restore-test-failed",
            "restore-test-exercise",
            "recovery-asked",
            "recovery-server-away",
            "recovery-begun",
            "recovery-succeeded",
            "recovery-failed",
            "recovery-cancelled");

    private final Operations operations;
    private final Plans plans;
    private final Notices notices;
    private final BackupCatalogue catalogue;
    private final String publicUrl;

    BackupNotices(
            Operations operations,
            Plans plans,
            Notices notices,
            BackupCatalogue catalogue,
            @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.operations = operations;
        this.plans = plans;
        this.notices = notices;
        this.catalogue = catalogue;
        this.publicUrl = publicUrl;
    }

    /** Tells the result of a backup that is over. */
    public void tellResult(String operationId) {
        Operation operation = operations.require(operationId);
        tell(
                operation,
                "result",
                operation.status() == OperationStatus.SUCCEEDED ? "backup-succeeded" : "backup-failed");
    }

    /** Tells that a backup is held back until somebody decides. */
    public void tellHeld(String operationId) {
        tell(operations.require(operationId), "held", "backup-held");
    }

    /** Tells what a restore test that is over found. */
    public void tellTestResult(String operationId) {
        Operation operation = operations.require(operationId);
        tell(
                operation,
                "result",
                RestoreTestKind.isDrill(operation)
                        ? "restore-test-exercise"
                        : operation.status() == OperationStatus.SUCCEEDED
                                ? "restore-test-verified"
                                : "restore-test-failed");
    }

    private void tell(Operation operation, String what, String template) {
        MaintenancePlan plan = plans.require(operation.application());
        for (Contact contact : caretakers(plan)) {
            Map<String, Object> values = values(operation, plan);
            values.put("contact", contact.name());
            values.put(
                    "backupAt",
                    LocalTimes.of(plan, contact)
                            .moment(tested(operation).map(StoredBackup::takenAt).orElse(null)));
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

    private static List<Contact> caretakers(MaintenancePlan plan) {
        List<Contact> people = plan.contactsWith(ContactRole.DATABASE);
        return people.isEmpty() ? plan.contacts().subList(0, 1) : people;
    }

    /** The backup that a restore test is of; empty for a backup. */
    private Optional<StoredBackup> tested(Operation operation) {
        return Optional.ofNullable(operation.input().get(RestoreTestKind.BACKUP))
                .flatMap(id -> catalogue.find(id.toString()));
    }

    private static void addMeasured(
            Map<String, Object> values, Operation operation, MaintenancePlan plan, StoredBackup backup) {
        Map<String, Object> details = operation.details();
        plan.databases().stream()
                .filter(database -> database.id().equals(backup.database()))
                .map(DatabaseSettings::backup)
                .forEach(settings -> {
                    values.put("timeAllowed", Spans.of(settings.recoveryTime().toDuration(), plan.language()));
                    values.put("ageAllowed", Spans.of(settings.recoveryPoint().toDuration(), plan.language()));
                });
        values.put("restoreTime", span(details.get("seconds"), plan));
        values.put("age", span(details.get("ageSeconds"), plan));
        values.put("tooSlow", Boolean.FALSE.equals(details.get("withinRecoveryTime")));
        values.put("tooOld", Boolean.FALSE.equals(details.get("withinRecoveryPoint")));
        values.put("refused", RestoreTests.REFUSED.equals(details.get("verdict")));
        values.put("inconclusive", RestoreTests.INCONCLUSIVE.equals(details.get("verdict")));
    }

    private static String span(@Nullable Object seconds, MaintenancePlan plan) {
        return seconds instanceof Number number
                ? Spans.of(Duration.ofSeconds(Math.round(number.doubleValue())), plan.language())
                : "";
    }

    /** Every place that holds it, one a line. */
    private static String locations(List<?> places) {
        return places.stream()
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .filter(place -> place.get("cause") == null)
                .map(place -> String.valueOf(place.get("location")))
                .collect(Collectors.joining("\n"));
    }

    private Map<String, Object> values(Operation operation, MaintenancePlan plan) {
        Sentences said = Sentences.in(plan.language());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("application", plan.name());
        values.put("database", operation.input().get("database"));
        values.put("requestedBy", operation.requestedBy().equals(AuditEntry.VIGIE) ? "Vigie" : operation.requestedBy());
        values.put("outcome", said.sayIfAny(operation.outcome()));
        values.put("cause", operation.cause());
        values.put("link", publicUrl + "/operations/" + operation.id());
        values.put("backup", operation.input().get("backup"));
        values.put("findings", String.join("\n", said.say(BackupPreflight.findings(operation))));
        if (operation.details().get("sizeBytes") instanceof Number size) {
            values.put("size", String.format(plan.language(), "%.1f MiB", size.doubleValue() / (1 << 20)));
        }
        if (operation.startedAt() != null && operation.endedAt() != null) {
            values.put("time", Spans.of(Duration.between(operation.startedAt(), operation.endedAt()), plan.language()));
        }
        tested(operation).ifPresent(backup -> addMeasured(values, operation, plan, backup));
        if (operation.details().get("places") instanceof List<?> places
                && !places.isEmpty()
                && places.getFirst() instanceof Map<?, ?> place) {
            values.put("locations", locations(places));
            values.put("sha256", place.get("sha256"));
        }
        return values;
    }
}
