package org.vigie.release.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.NextVersions;
import org.vigie.release.commits.Change;
import org.vigie.release.commits.ReleaseCommit;
import org.vigie.release.commits.ReleaseContent;
import org.vigie.release.delivery.ReleasedTickets;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.history.Unreleased;
import org.vigie.release.pipeline.Repositories;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.version.TagPattern;
import org.vigie.release.version.Version;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.HintedException;

/** Says what a release would bring: the commits that no release contains, or a tag that was never brought into production. */
@Service
public class Outlooks {

    private static final int SHOWN = 200;
    private static final Pattern INVISIBLE = Pattern.compile("\\p{C}+");

    private final Repositories repositories;
    private final VersionRecords versions;
    private final NextVersions nextVersions;
    private final ReleasedTickets tickets;

    Outlooks(Repositories repositories, VersionRecords versions, NextVersions nextVersions, ReleasedTickets tickets) {
        this.repositories = repositories;
        this.versions = versions;
        this.nextVersions = nextVersions;
        this.tickets = tickets;
    }

    /**
     * Looks into the repository of a plan that has a release calendar.
     *
     * @throws HintedException if the repository cannot be read or has no such branch
     */
    public Outlook of(MaintenancePlan plan) {
        ReleaseSettings settings = Objects.requireNonNull(plan.release());
        String branch = Objects.requireNonNull(settings.calendar()).branch();
        try (ReleaseHistory history = repositories.open(plan)) {
            ReleaseTags tags = history.tags(new TagPattern(settings.tags()));
            Optional<Version> serving = versions.serving(plan.application()).flatMap(Version::parse);
            Unreleased found = history.unreleased(branch, tags);
            ReleaseContent content = content(found.parsedCommits());
            Optional<Version> highest = tags.highestFinal().map(ReleaseTag::version);
            NextVersions.Proposal proposal = nextVersions.propose(content, highest, NextVersions.FIRST);
            if (proposal.version().isPresent()) {
                return outlook(
                        plan,
                        proposal.version().get(),
                        found,
                        serving.or(() -> highest),
                        "the commits on " + branch + " call for it");
            }
            return waiting(plan, tags, serving)
                    .map(tag -> outlook(
                            plan,
                            tag.version(),
                            since(history, tags, serving, tag),
                            serving,
                            "the tag " + tag.name() + " was never brought into production"))
                    .orElseGet(() -> Outlook.nothing(
                            serving.or(() -> highest).orElse(null),
                            "no commit on " + branch + " changes anything that users would notice"));
        }
    }

    private Outlook outlook(
            MaintenancePlan plan, Version version, Unreleased found, Optional<Version> base, String reason) {
        List<ReleaseCommit> commits = found.parsedCommits();
        ReleaseContent content = content(commits);
        List<String> hints = new ArrayList<>(content.hints());
        found.missing()
                .forEach(commit -> hints.add(commit.id().substring(0, 8)
                        + ": the release before contains it and this one would not; merge it first"));
        return new Outlook(
                version,
                found.head(),
                base.map(from -> VersionBump.between(from, version)).orElse(VersionBump.NONE),
                base.orElse(null),
                reason,
                content.changes().stream().map(Outlooks::line).toList(),
                tickets.closedBy(plan, commits),
                Set.copyOf(tickets.plannedInto(plan.application(), version.toString())),
                hints.stream().map(Outlooks::oneLine).toList());
    }

    /** The highest final tag, if it is newer than what serves and nothing is known of it. */
    private Optional<ReleaseTag> waiting(MaintenancePlan plan, ReleaseTags tags, Optional<Version> serving) {
        return tags.highestFinal()
                .filter(tag -> versions.find(plan.application(), tag.version().toString())
                        .isEmpty())
                .filter(tag -> serving.filter(version -> tag.version().compareTo(version) <= 0)
                        .isEmpty());
    }

    private static Unreleased since(
            ReleaseHistory history, ReleaseTags tags, Optional<Version> serving, ReleaseTag tag) {
        List<ReleaseTag> released = tags.releases().stream()
                .filter(other -> serving.filter(other.version()::equals).isPresent())
                .toList();
        return history.unreleased(tag.commit(), new ReleaseTags(released, List.of()));
    }

    private static ReleaseContent content(List<ReleaseCommit> commits) {
        return ReleaseContent.of(commits, ReleaseContent.Squashes.TITLE_ONLY);
    }

    private static Outlook.Line line(Change change) {
        String kind = change.type() == null ? "?" : change.type();
        return new Outlook.Line(
                change.breaking().isEmpty() ? kind : kind + "!",
                oneLine(change.scope() == null ? change.subject() : change.scope() + ": " + change.subject()),
                change.shortCommit());
    }

    /** Foreign text for a cell of a table, which shows it as it is. */
    private static String oneLine(String foreign) {
        String line = INVISIBLE.matcher(foreign).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
