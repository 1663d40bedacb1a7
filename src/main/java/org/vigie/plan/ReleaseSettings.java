package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an application is released. Commands are argument vectors; what stands in braces in them is filled in, see
 * {@code docs/releases.md}, and nothing of it reaches a shell.
 *
 * @param repository folder of a clone of the application's repository, or {@code sample}
 * @param tags spellings of release tags, that of new ones first
 * @param approval whether somebody has to approve before production
 * @param requesterMayApprove true only where one person runs it: that is kept with each approval
 * @param approvalWithin after which a release that nobody approved is rejected
 * @param stepDeadline after which a command is ended
 * @param startWithin after which instances that are not well yet are given up
 * @param backup what must be there before production is touched
 * @param steps the commands of the steps before production
 * @param migrations how the database is brought up and down; null: a release does not touch it
 * @param health what an instance that is well answers
 * @param staging where a version is tried; null: nowhere
 * @param production where it serves
 * @param observation what a released version must keep to
 * @param freezes when nothing is released
 * @param calendar when releases are due by themselves; null: never
 * @param deprecation how the withdrawal of features is told; null is taken for the standard one
 * @param documentation what a release must bring along in documents
 * @param branches which versions may come from which branch; null: nobody looks
 * @param changelog the file that notes are committed to; null: none
 */
public record ReleaseSettings(
        String repository,
        List<String> tags,
        Approval approval,
        boolean requesterMayApprove,
        PlanDuration approvalWithin,
        PlanDuration stepDeadline,
        PlanDuration startWithin,
        Backup backup,
        Steps steps,
        @Nullable Migrations migrations,
        Health health,
        @Nullable Environment staging,
        Environment production,
        Observation observation,
        List<FreezeSettings> freezes,
        @Nullable ReleaseCalendarSettings calendar,
        DeprecationSettings deprecation,
        List<DocumentationRule> documentation,
        @Nullable Branches branches,
        @Nullable ChangelogSettings changelog) {

    /** The repository of the application that comes with Vigie. */
    public static final String SAMPLE = "sample";

    private static final PlanDuration A_DAY = PlanDuration.parse("P1D");

    /** Whether a person is asked before production. */
    public enum Approval {
        @JsonProperty("none")
        NONE,
        @JsonProperty("required")
        REQUIRED
    }

    /** What must be there of the backup taken before production is touched. */
    public enum Backup {
        /** It was dumped and read back; migrations that lose something demand that it was restored, too. */
        @JsonProperty("taken")
        TAKEN,
        /** It was restored and compared. */
        @JsonProperty("verified")
        VERIFIED
    }

    /** The branches of production and of integration. */
    public record Branches(String main, String develop) {

        public Branches {
            main = Objects.requireNonNullElse(main, "main");
            develop = Objects.requireNonNullElse(develop, "develop");
        }
    }

    /**
     * Commands before production; a step without commands is passed over.
     *
     * @param build writes one file into {@code {output}}: the artefact
     * @param integrationTests against the candidate beside what staging serves
     * @param validation against the public entry of staging
     */
    public record Steps(
            List<List<String>> tests,
            List<List<String>> analysis,
            List<List<String>> build,
            List<List<String>> integrationTests,
            List<List<String>> validation) {}

    /**
     * Commands around the schema, run in the folder of the artefact.
     *
     * @param position prints, on its last line, up to where the database is
     * @param pending prints the ids of what is not applied yet, one a line, in order
     * @param up applies all that is pending
     * @param down takes back what is above {@code {position}}; null: there is no way down
     * @param classes prints {@code <id> <class> [compatible]} for each; null: the marks in the files count
     * @param upFile path of a migration in the artefact, with {@code {id}}
     * @param downFile path of its way down, with {@code {id}}
     * @param disregard tables whose rows do not count when it is looked whether somebody wrote since the backup
     */
    public record Migrations(
            List<String> position,
            List<String> pending,
            List<String> up,
            @Nullable List<String> down,
            @Nullable List<String> classes,
            @Nullable String upFile,
            @Nullable String downFile,
            List<String> disregard) {

        public Migrations {
            down = given(down);
            classes = given(classes);
            disregard = List.copyOf(disregard);
        }
    }

    /**
     * The answer of an instance that is well, compared as a whole.
     *
     * @param path below the address of the instance or of the entry
     * @param fields of the JSON object that it answers; {@code {version}} stands for the version
     */
    public record Health(String path, int status, Map<String, String> fields) {

        private static final int OK = 200;

        public Health {
            status = status == 0 ? OK : status;
            fields = fields == null ? Map.of() : Map.copyOf(fields);
        }
    }

    /**
     * Where versions run: two slots, a and b, of which one serves.
     *
     * @param address of the public entry
     * @param database id of its database in the plan; null: none
     * @param on id of the host on which its commands run; null: the machine of Vigie
     * @param bring commands of this machine that bring the artefact to that host
     * @param unpack whether the artefact is a ZIP file that instances run from
     * @param prepare commands before the candidate of staging starts, for example an empty database
     * @param entry the program that passes requests on to the slot that serves; null: there is one already
     * @param start commands that start a slot, where instances have none of their own
     * @param switchTo commands that let a slot serve; empty: the file of the entry is written
     * @param stop commands that stop a slot, where instances have none of their own
     * @param instances what runs in a slot, at least one
     */
    public record Environment(
            URI address,
            @Nullable String database,
            @Nullable String on,
            List<List<String>> bring,
            boolean unpack,
            List<List<String>> prepare,
            @Nullable Entry entry,
            List<List<String>> start,
            List<List<String>> switchTo,
            List<List<String>> stop,
            List<Instance> instances) {

        /** The instance that the entry passes requests on to. */
        public Instance front() {
            return instances.getFirst();
        }
    }

    /**
     * The public entry, which Vigie keeps running.
     *
     * @param command runs in the sources of the version that was released first; {@code {upstream}} is the file that names the ports
     */
    public record Entry(List<String> command) {}

    /**
     * A part of an application.
     *
     * @param role what it does, for people and logs
     * @param ports where it listens, in slot a and in slot b
     * @param command keeps running; null: the slot's start command starts it
     */
    public record Instance(
            String role, List<Integer> ports, @Nullable List<String> command) {

        public Instance {
            command = given(command);
        }
    }

    /**
     * Figures that a released version must keep to.
     *
     * @param window how long it is observed
     * @param every time between two probes
     * @param successRate lowest share of probes that succeed
     * @param p95 longest time of 95 of 100 answers; null: any
     * @param errorRate highest share of users' requests that fail; null: nobody counts
     * @param figuresPath of an answer {@code {"requests": 1, "errors": 0}}; null: nobody counts
     * @param minimumSamples how many probes there must be at least
     * @param failuresInARow so many are bad at once
     * @param changesAllowed between success and failure
     */
    public record Observation(
            PlanDuration window,
            PlanDuration every,
            double successRate,
            @Nullable PlanDuration p95,
            @Nullable Double errorRate,
            @Nullable String figuresPath,
            int minimumSamples,
            int failuresInARow,
            int changesAllowed) {

        static final Observation DEFAULT = of(null, null, null, null, null, null, null, null, null);

        @JsonCreator
        static Observation of(
                @JsonProperty("window") @Nullable PlanDuration window,
                @JsonProperty("every") @Nullable PlanDuration every,
                @JsonProperty("successRate") @Nullable Double successRate,
                @JsonProperty("p95") @Nullable PlanDuration p95,
                @JsonProperty("errorRate") @Nullable Double errorRate,
                @JsonProperty("figuresPath") @Nullable String figuresPath,
                @JsonProperty("minimumSamples") @Nullable Integer minimumSamples,
                @JsonProperty("failuresInARow") @Nullable Integer failuresInARow,
                @JsonProperty("changesAllowed") @Nullable Integer changesAllowed) {
            return new Observation(
                    Objects.requireNonNullElseGet(window, () -> PlanDuration.parse("PT15M")),
                    Objects.requireNonNullElseGet(every, () -> PlanDuration.parse("PT5S")),
                    Objects.requireNonNullElse(successRate, 0.99),
                    p95,
                    errorRate,
                    figuresPath,
                    Objects.requireNonNullElse(minimumSamples, 20),
                    Objects.requireNonNullElse(failuresInARow, 3),
                    Objects.requireNonNullElse(changesAllowed, 4));
        }
    }

    public ReleaseSettings {
        tags = tags == null || tags.isEmpty() ? List.of("v{version}", "{version}") : List.copyOf(tags);
        approval = Objects.requireNonNullElse(approval, Approval.REQUIRED);
        approvalWithin = Objects.requireNonNullElse(approvalWithin, A_DAY);
        stepDeadline = Objects.requireNonNullElseGet(stepDeadline, () -> PlanDuration.parse("PT30M"));
        startWithin = Objects.requireNonNullElseGet(startWithin, () -> PlanDuration.parse("PT1M"));
        backup = Objects.requireNonNullElse(backup, Backup.VERIFIED);
        observation = Objects.requireNonNullElse(observation, Observation.DEFAULT);
        freezes = freezes == null ? List.of() : List.copyOf(freezes);
        deprecation = Objects.requireNonNullElse(deprecation, DeprecationSettings.DEFAULT);
        documentation = documentation == null ? List.of() : List.copyOf(documentation);
    }

    /** A command that is left out is read as an empty one. */
    private static @Nullable List<String> given(@Nullable List<String> command) {
        return command == null || command.isEmpty() ? null : List.copyOf(command);
    }

    /** An environment by its name, {@code production} or {@code staging}. */
    public Optional<Environment> environment(String name) {
        return Optional.ofNullable(name.equals("production") ? production : staging);
    }
}
