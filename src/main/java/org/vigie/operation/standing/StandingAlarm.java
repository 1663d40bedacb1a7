package org.vigie.operation.standing;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationWords;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.Sentences;
import org.vigie.shared.Words;
import org.vigie.trouble.Troubles;

/** A trouble for who looks, and an alert for who does not: the table {@code alertRouting} says who is told, and when. */
@Component
class StandingAlarm {

    static final String TROUBLE = "operation-stands";

    private static final String SOURCE = "operations";

    private final Troubles troubles;
    private final Alerts alerts;
    private final String publicUrl;

    StandingAlarm(
            Troubles troubles, Alerts alerts, @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.troubles = troubles;
        this.alerts = alerts;
        this.publicUrl = publicUrl;
    }

    /**
     * Can be told again and then changes nothing.
     *
     * @param step what is under way; null: nothing that has a name
     */
    void tell(MaintenancePlan plan, Operation operation, Instant since, @Nullable String step) {
        OperationWords english = OperationWords.in(Locale.ENGLISH);
        troubles.report(
                key(operation),
                TROUBLE,
                operation.id(),
                english.name(operation) + " of " + plan.application() + " stands still since " + since
                        + (step == null ? "" : " at \u201c" + step + "\u201d"),
                english.words().get("hint"),
                page(operation));
        OperationWords said = OperationWords.in(plan.language());
        alerts.raise(new AlertSignal(
                key(operation),
                // when it was found: its last move may lie before the end of an earlier one
                troubles.require(key(operation)).since(),
                plan.application(),
                SOURCE,
                AlertKind.STANDSTILL,
                null,
                said.name(operation),
                null,
                null,
                text(said.words(), plan, operation, since, step),
                page(operation),
                TROUBLE + "/" + plan.application()));
    }

    /** It goes on, waits for a person or is over. */
    void over(Operation operation) {
        troubles.clear(key(operation));
        alerts.clear(
                key(operation),
                null,
                SOURCE,
                operation.status().isOver()
                        ? "it ended as " + operation.status().id()
                        : "it goes on: " + operation.status().id());
    }

    private static String text(
            Words words, MaintenancePlan plan, Operation operation, Instant since, @Nullable String step) {
        return words.get("stands", operation.requestedBy(), words.moment(since, plan.timeZone()))
                + " "
                + (step == null
                        ? ""
                        : words.get(
                                        "stands.step",
                                        Sentences.in(words.language()).say(step)) + " ")
                + words.get("hint");
    }

    private String page(Operation operation) {
        return publicUrl + "/operations/" + operation.id();
    }

    private static String key(Operation operation) {
        return TROUBLE + ":" + operation.id();
    }
}
