package org.vigie.release.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.history.NewTag;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.pipeline.ReleaseKind;
import org.vigie.release.pipeline.Repositories;
import org.vigie.release.version.TagPattern;
import org.vigie.release.version.Version;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.Sentences;

/** What a proposal shows to the person who decides, and what becomes of the decision. */
@Service
public class ProposalDesk {

    private static final Duration LATE = Duration.ofHours(1);
    private static final int SHOWN = 50;
    private static final int LATEST = 20;
    private static final int LONGEST = 2_000;

    private final Proposals proposals;
    private final Outlooks outlooks;
    private final ProposalNotices notices;
    private final Repositories repositories;
    private final Operations operations;
    private final OperationRequests requests;
    private final Clock clock;

    ProposalDesk(
            Proposals proposals,
            Outlooks outlooks,
            ProposalNotices notices,
            Repositories repositories,
            Operations operations,
            OperationRequests requests,
            Clock clock) {
        this.proposals = proposals;
        this.outlooks = outlooks;
        this.notices = notices;
        this.repositories = repositories;
        this.operations = operations;
        this.requests = requests;
        this.clock = clock;
    }

    /** What the form shows. */
    public record Shown(
            String applicationName,
            String language,
            String version,
            Instant answerDue,
            List<String> facts,
            List<Outlook.Line> changes,
            List<Map<String, String>> remarks) {}

    /** What became of a decision. */
    public enum Outcome {
        REQUESTED,
        PUT_OFF,
        /** It cannot be carried out: the person is asked again. */
        REFUSED
    }

    /**
     * What became of a decision, and why it was refused.
     *
     * @param reason null unless it was refused
     */
    public record Answer(Outcome outcome, @Nullable String reason) {}

    /**
     * Looks what there is to release. Can be called again for the same process instance.
     *
     * @param within how long the person may take
     * @return empty if nobody has to decide: there is nothing, it may not go out, or the proposal is over
     */
    public Optional<Shown> prepare(String id, long processInstanceKey, Duration within) {
        Optional<Proposal> begun = proposals.begin(id, processInstanceKey);
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        Proposal proposal = begun.get();
        MaintenancePlan plan = proposals.plan(proposal.application());
        Outlook outlook = outlooks.of(plan);
        Version version = outlook.version();
        if (version == null || outlook.commit() == null) {
            proposals.close(id, ProposalStatus.NOTHING, outlook.reason(), null, null);
            return Optional.empty();
        }
        Optional<String> held = held(plan, proposal, outlook);
        if (held.isPresent()) {
            proposals.close(id, ProposalStatus.HELD, held.get(), null, null);
            return Optional.empty();
        }
        Instant answerDue = clock.instant().plus(within);
        proposals.proposed(id, version.toString(), outlook.commit());
        notices.tellProposed(plan, proposals.require(id), answerDue);
        Sentences said = Sentences.in(plan.language());
        return Optional.of(new Shown(
                plan.name(),
                plan.language().getLanguage(),
                version.toString(),
                answerDue,
                said.say(facts(plan, proposal, outlook)),
                outlook.changes().stream().limit(SHOWN).toList(),
                outlook.hints().stream()
                        .map(hint -> Map.of("remark", said.say(hint)))
                        .toList()));
    }

    private Optional<String> held(MaintenancePlan plan, Proposal proposal, Outlook outlook) {
        Optional<Operation> underWay = operations.list(plan.application(), ReleaseKind.ID, null, null, LATEST).stream()
                .filter(operation -> !operation.status().isOver())
                .findFirst();
        if (underWay.isPresent()) {
            return Optional.of("the release of " + underWay.get().input().get(ReleaseKind.VERSION) + " ("
                    + underWay.get().id() + ") is under way");
        }
        VersionBump bump = outlook.bump();
        if (bump.compareTo(proposal.upTo()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(outlook.version() + " is a " + bump + " release, which goes out "
                + proposals
                        .slots(plan)
                        .nextFor(bump, clock.instant())
                        .map(slot -> "on " + slot.due().atZone(plan.timeZone()).toLocalDate())
                        .orElse("when somebody asks for it"));
    }

    private List<String> facts(MaintenancePlan plan, Proposal proposal, Outlook outlook) {
        List<String> facts = new ArrayList<>();
        facts.add("Version " + outlook.version() + ": " + outlook.reason() + ". "
                + (outlook.base() == null
                        ? "Nothing was released yet."
                        : outlook.base() + " was before"
                                + (outlook.bump() == VersionBump.NONE
                                        ? "."
                                        : "; this is a " + outlook.bump() + " release.")));
        boolean late = proposal.dueAt().plus(LATE).isBefore(proposal.createdAt());
        facts.add((proposal.askedBy() == null ? "Due by the calendar since " : "Asked for at ")
                + proposal.dueAt().atZone(plan.timeZone()).toLocalDateTime().withNano(0)
                + (late ? "; it is late, and stands for all that was missed." : "."));
        facts.add(outlook.changes().size() + " changes"
                + (outlook.changes().size() > SHOWN ? ", of which the first " + SHOWN + " are listed." : "."));
        if (!outlook.tickets().isEmpty()) {
            facts.add("Its commits close " + String.join(", ", outlook.tickets()) + ".");
        }
        if (!outlook.left().isEmpty()) {
            facts.add("Planned into it, and closed by none of its commits: " + String.join(", ", outlook.left()) + ".");
        }
        return facts;
    }

    /**
     * Carries out what a person decided. Can be called again with the same decision.
     *
     * @param account who decided, as the server tells
     * @param release whether it goes out now
     * @param reason needed if it does not
     */
    public Answer decide(String id, String account, boolean release, @Nullable String reason) {
        Proposal proposal = proposals.require(id);
        if (proposal.closedAt() != null) {
            return new Answer(
                    proposal.status() == ProposalStatus.REQUESTED ? Outcome.REQUESTED : Outcome.PUT_OFF, null);
        }
        String given = reason == null || reason.isBlank() ? null : reason.strip();
        if (given != null && given.length() > LONGEST) {
            return refused(proposal, "the reason is longer than " + LONGEST + " characters. Shorten it.");
        }
        if (!release) {
            if (given == null) {
                return refused(proposal, "next time has no reason. Say why it does not go out now.");
            }
            proposals.close(id, ProposalStatus.PUT_OFF, given, account, null);
            return new Answer(Outcome.PUT_OFF, null);
        }
        try {
            Operation operation = request(proposal, account, given);
            proposals.close(id, ProposalStatus.REQUESTED, given, account, operation.id());
            return new Answer(Outcome.REQUESTED, null);
        } catch (HintedException e) {
            return refused(proposal, e.sentences());
        }
    }

    private Answer refused(Proposal proposal, String reason) {
        Sentences said = Sentences.in(proposals.plan(proposal.application()).language());
        return new Answer(Outcome.REFUSED, said.say(reason));
    }

    /** Nobody decided in time. */
    public void putOff(String id) {
        proposals.close(id, ProposalStatus.UNANSWERED, "nobody decided in time", null, null);
    }

    private Operation request(Proposal proposal, String account, @Nullable String reason) {
        MaintenancePlan plan = proposals.plan(proposal.application());
        String version = Objects.requireNonNull(proposal.version());
        String tag = tag(plan, version, Objects.requireNonNull(proposal.commit()), account);
        Map<String, Object> input = new LinkedHashMap<>();
        input.put(ReleaseKind.VERSION, tag);
        if (reason != null) {
            input.put(ReleaseKind.REASON, reason);
        }
        return requests.request(new OperationRequest(
                plan.application(), ReleaseKind.ID, input, account, "release-proposal/" + proposal.id(), null));
    }

    /** The tag of the version: the one that is there, if it contains what was proposed, else a new one. */
    private String tag(MaintenancePlan plan, String version, String commit, String account) {
        ReleaseSettings settings = Objects.requireNonNull(plan.release());
        TagPattern pattern = new TagPattern(settings.tags());
        try (ReleaseHistory history = repositories.open(plan)) {
            ReleaseTags tags = history.tags(pattern);
            Optional<ReleaseTag> known = tags.releases().stream()
                    .filter(tag -> tag.version().toString().equals(version))
                    .findFirst();
            if (known.isPresent()) {
                return requireContained(history, known.get(), commit);
            }
            String name = pattern.tag(
                    Version.parse(version).orElseThrow(),
                    tags.releases().stream().findFirst().map(ReleaseTag::name));
            NewTag.make(
                    repositories.folder(plan),
                    name,
                    commit,
                    "Release " + version + "\n\nDecided by " + account + "\n",
                    clock.instant());
            return name;
        }
    }

    private static String requireContained(ReleaseHistory history, ReleaseTag tag, String commit) {
        if (!tag.commit().equals(commit) && !history.contains(tag.commit(), commit)) {
            throw new ConflictException(
                    "the tag " + tag.name() + " was set meanwhile and does not contain what was proposed",
                    "Put this proposal off; the next one is made of what is there then.");
        }
        return tag.name();
    }
}
