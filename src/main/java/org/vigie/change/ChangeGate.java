package org.vigie.change;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.audit.Account;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;
import org.vigie.change.ChangeEvidenceSource.Evidence;
import org.vigie.change.ChangeEvidenceSource.Review;
import org.vigie.engine.decision.Decisions;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;
import org.vigie.shared.Sentences;
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
     * @param testsPassed what the tracker knows of it, in place of what the form says; null where it does not know
     * @param testsOfTicket as testsPassed
     * @param coverageBefore as testsPassed
     * @param coverageAfter as testsPassed
     */
    public record Verdict(
            List<String> commitFindings,
            @Nullable String overrideBy,
            boolean overrideAccepted,
            @JsonInclude(NON_NULL) @Nullable Boolean testsPassed,
            @JsonInclude(NON_NULL) @Nullable Boolean testsOfTicket,
            @JsonInclude(NON_NULL) @Nullable BigDecimal coverageBefore,
            @JsonInclude(NON_NULL) @Nullable BigDecimal coverageAfter) {}

    /** As {@link #prepare(String, String, BigDecimal)}, for a first review. */
    public Draft prepare(String ticketId, @Nullable String pullRequest) {
        return prepare(ticketId, pullRequest, null);
    }

    /**
     * Prepares a review from what trackers have told. Without one, the coverage before the change is that after the last change of the
     * application.
     *
     * @param pullRequest of an earlier round, kept unless it was merged then
     * @param coverageBefore of an earlier round, which is kept; null if there was none
     */
    public Draft prepare(String ticketId, @Nullable String pullRequest, @Nullable BigDecimal coverageBefore) {
        String people = mayOverride(ticketId).stream()
                .map(contact -> contact.name() + " (" + contact.id() + ")")
                .collect(Collectors.joining(", "));
        List<Evidence> known = changes.of(ticketId);
        reportMerged(ticketId, known);
        if (known.isEmpty()) {
            String kept = changes.isDone(ticketId, pullRequest, null) ? null : pullRequest;
            BigDecimal before = coverageBefore == null
                    ? steps.lastCoverage(tickets.get(ticketId).application()).orElse(null)
                    : null;
            return new Draft(kept, null, null, before, null, null, "", people);
        }
        Evidence change = known.getFirst();
        return new Draft(
                change.pullRequest(),
                change.testsPassed(),
                change.testsOfTicket(),
                change.coverageBefore(),
                change.coverageAfter(),
                change.commitMessages().isEmpty() ? null : String.join("\n", change.commitHeaders()),
                Sentences.in(plan(ticketId).language()).say(change.review().sentence()),
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
        Optional<Evidence> change = reviewed(known, review);
        change.filter(told -> told.review().isGiven()).ifPresent(told -> reports.reviewedOnTheTracker(ticketId, told));
        List<String> commitFindings = new ArrayList<>(commitFindings(known, review));
        commitFindings.addAll(trackerFindings(known, change, review));
        Map<String, Object> facts = change.map(ChangeGate::facts).orElse(Map.of());
        StepValues judged = review.with(facts);
        reports.deviating(ticketId, deviations(review, facts));
        Optional<Contact> override = asker.flatMap(account -> mayOverride(ticketId).stream()
                .filter(contact -> contact.hasAccount(account.name()))
                .findFirst());
        List<String> findings = findings(judged, commitFindings);
        if (override.isPresent() && !findings.isEmpty()) {
            String account = asker.orElseThrow().required();
            String reason = Objects.requireNonNull(review.text("overrideReason"));
            reports.overridden(ticketId, account, override.get(), reason, findings);
        } else {
            reports.judged(ticketId, findings);
        }
        return new Verdict(
                commitFindings,
                asker.map(Account::name).orElse(null),
                override.isPresent(),
                change.map(Evidence::testsPassed).orElse(null),
                change.map(Evidence::testsOfTicket).orElse(null),
                change.map(Evidence::coverageBefore).orElse(null),
                change.map(Evidence::coverageAfter).orElse(null));
    }

    /** What the tracker knows counts more than what a form says. */
    private static Map<String, Object> facts(Evidence change) {
        Map<String, Object> facts = new HashMap<>();
        put(facts, "testsPassed", change.testsPassed());
        put(facts, "testsOfTicket", change.testsOfTicket());
        put(facts, "coverageBefore", change.coverageBefore());
        put(facts, "coverageAfter", change.coverageAfter());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    /** Where the form says something else than the tracker knows. */
    private static Map<String, String> deviations(StepValues review, Map<String, Object> facts) {
        Map<String, String> deviations = new TreeMap<>();
        facts.forEach((name, fact) -> {
            String typed = review.text(name);
            if (typed != null && !same(typed, fact.toString())) {
                deviations.put(name, typed + ", the tracker: " + fact);
            }
        });
        return deviations;
    }

    private static boolean same(String typed, String fact) {
        try {
            return typed.equals(fact) || new BigDecimal(typed).compareTo(new BigDecimal(fact)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What speaks against the change on the tracker, in sentences. */
    private static List<String> trackerFindings(List<Evidence> known, Optional<Evidence> change, StepValues review) {
        if (change.isPresent()) {
            Review told = change.get().review();
            return told.state().equals("changes-requested")
                    ? List.of("On the tracker changes are demanded by " + String.join(", ", told.reviewers()))
                    : List.of();
        }
        return known.isEmpty() || review.text("pullRequest") == null
                ? List.of()
                : List.of("The tracker knows another pull request of this ticket: "
                        + known.getFirst().pullRequest());
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
        MaintenancePlan plan = plan(ticketId);
        return plan.change().overrideBy().stream()
                .flatMap(id -> plan.contact(id).stream())
                .toList();
    }

    private MaintenancePlan plan(String ticketId) {
        return plans.require(tickets.get(ticketId).application());
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
