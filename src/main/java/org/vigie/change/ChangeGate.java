package org.vigie.change;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.audit.Account;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.change.ChangeEvidenceSource.Evidence;
import org.vigie.engine.decision.Decisions;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;
import org.vigie.ticket.StepOutcomes;
import org.vigie.ticket.StepValues;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStep;

/** What surrounds the decision {@code changeGate}: evidence for the reviewer, commit messages, and who may override it. */
@Service
public class ChangeGate {

    private static final String COMMITS_UNKNOWN = "The commit messages are not known: give one header per line";

    private final OpenChanges changes;
    private final ChangeReports reports;
    private final TicketDesk tickets;
    private final Plans plans;
    private final Decisions decisions;
    private final StepOutcomes steps;
    private final TaskCompletions completions;

    ChangeGate(
            OpenChanges changes,
            ChangeReports reports,
            TicketDesk tickets,
            Plans plans,
            Decisions decisions,
            StepOutcomes steps,
            TaskCompletions completions) {
        this.changes = changes;
        this.reports = reports;
        this.tickets = tickets;
        this.plans = plans;
        this.decisions = decisions;
        this.steps = steps;
        this.completions = completions;
    }

    /**
     * What the form of the review starts with. What is not known is null; coverage that is not known is left out, so that
     * the figures of the last review stay in the form.
     *
     * @param commitMessages one header per line
     * @param changeReview what reviewers said on the tracker, for people to read; empty if nobody did
     * @param overridePeople who may override the gate, for people to read; empty if nobody may
     */
    public record Draft(
            @Nullable String pullRequest,
            @Nullable Boolean testsPassed,
            @Nullable Boolean testsOfTicket,
            @JsonInclude(NON_NULL) @Nullable BigDecimal coverageBefore,
            @JsonInclude(NON_NULL) @Nullable BigDecimal coverageAfter,
            @Nullable String commitMessages,
            String changeReview,
            String overridePeople) {}

    /**
     * What the decision {@code changeGate} needs to know beside the form.
     *
     * @param commitFindings sentences with the line; empty if all commit messages follow the convention
     * @param overrideBy the account that asks for an override; null if none is asked for, or by nobody that is known
     * @param overrideAccepted whether a person who may do so overrides the gate with a reason
     */
    public record Verdict(
            List<String> commitFindings, @Nullable String overrideBy, boolean overrideAccepted) {}

    /**
     * Prepares a review from what trackers have told.
     *
     * @param pullRequest of an earlier round, kept unless it was merged then
     */
    public Draft prepare(String ticketId, @Nullable String pullRequest) {
        String people = mayOverride(ticketId).stream()
                .map(contact -> contact.name() + " (" + contact.id() + ")")
                .collect(Collectors.joining(", "));
        List<Evidence> known = changes.of(ticketId);
        reportMerged(ticketId, known);
        if (known.isEmpty()) {
            String kept = changes.isDone(ticketId, pullRequest, null) ? null : pullRequest;
            return new Draft(kept, null, null, null, null, null, "", people);
        }
        Evidence change = known.getFirst();
        return new Draft(
                change.pullRequest(),
                change.testsPassed(),
                change.testsOfTicket(),
                change.coverageBefore(),
                change.coverageAfter(),
                change.commitMessages().isEmpty() ? null : String.join("\n", change.commitHeaders()),
                change.review().sentence(),
                people);
    }

    /**
     * Checks a reviewed change. An override that takes effect is recorded and reported, and so are the reviews on the tracker
     * and a change that is merged already. Not to be called in a transaction: who asks for an override is looked up.
     *
     * @param processInstanceKey the instance that the review belongs to
     * @param review the values of the form
     * @throws org.vigie.shared.BusyElsewhereException while it is not known who asks for an override
     */
    public Verdict check(String ticketId, long processInstanceKey, StepValues review) {
        Optional<Account> asker = asker(ticketId, processInstanceKey, review);
        List<Evidence> known = changes.of(ticketId);
        reportMerged(ticketId, known);
        reviewed(known, review)
                .filter(change -> change.review().isGiven())
                .ifPresent(change -> reports.reviewedOnTheTracker(ticketId, change));
        List<String> commitFindings = commitFindings(known, review);
        Optional<Contact> override = asker.flatMap(account -> mayOverride(ticketId).stream()
                .filter(contact -> contact.hasAccount(account.name()))
                .findFirst());
        override.ifPresent(person -> {
            List<String> findings = findings(review, commitFindings);
            if (!findings.isEmpty()) {
                String account = asker.orElseThrow().required();
                String reason = Objects.requireNonNull(review.text("overrideReason"));
                reports.overridden(ticketId, account, person, reason, findings);
            }
        });
        return new Verdict(commitFindings, asker.map(Account::name).orElse(null), override.isPresent());
    }

    /** Who completed the review in which an override is asked for. */
    private Optional<Account> asker(String ticketId, long processInstanceKey, StepValues review) {
        if (review.text("overrideReason") == null) {
            return Optional.empty();
        }
        TaskTurn turn = steps.lastTurn(ticketId, TicketStep.REVIEW, processInstanceKey)
                .orElseThrow(() -> new HintedException(
                        "it was not recorded when the review of " + ticketId + " began",
                        "Modify the instance in Operate so that the change is reviewed again."));
        return Optional.of(completions.requireAccount(turn));
    }

    private void reportMerged(String ticketId, List<Evidence> known) {
        known.stream()
                .filter(Evidence::merged)
                .forEach(change -> reports.mergedPastTheGate(ticketId, change.pullRequest(), change.mergeCommit()));
    }

    private static Optional<Evidence> reviewed(List<Evidence> known, StepValues review) {
        return known.stream()
                .filter(change -> MergedChanges.same(change.pullRequest(), review.text("pullRequest")))
                .findFirst();
    }

    /** What a tracker knows of the reviewed pull request counts more than what was typed. */
    private static List<String> commitFindings(List<Evidence> known, StepValues review) {
        List<String> headers = reviewed(known, review)
                .map(Evidence::commitHeaders)
                .filter(told -> !told.isEmpty())
                .orElseGet(() -> CommitMessages.headers(typed(review)));
        if (headers.isEmpty()) {
            return List.of(COMMITS_UNKNOWN);
        }
        return CommitMessages.check(headers).stream()
                .map(CommitMessages.Violation::sentence)
                .toList();
    }

    /** Not shortened as what the database keeps: half a header would be a violation. */
    private static @Nullable String typed(StepValues review) {
        Object messages = review.values().get("commitMessages");
        return messages == null ? null : messages.toString();
    }

    private List<Contact> mayOverride(String ticketId) {
        MaintenancePlan plan = plans.require(tickets.get(ticketId).application());
        return plan.change().overrideBy().stream()
                .flatMap(id -> plan.contact(id).stream())
                .toList();
    }

    private List<String> findings(StepValues review, List<String> commitFindings) {
        Map<String, @Nullable Object> inputs = new HashMap<>(review.values());
        inputs.put("commitFindings", commitFindings);
        inputs.put("overrideAccepted", false);
        inputs.put("overrideBy", null);
        inputs.put("overrideReason", null);
        return decisions.evaluate("changeGate", inputs, new TypeReference<>() {});
    }
}
