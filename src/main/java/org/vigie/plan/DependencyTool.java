package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tool that looks for flaws or newer versions of what an application is made of.
 *
 * @param tool decides how its report is read
 * @param run argument vector
 * @param folder in which it runs; null: that of Vigie, or of the account on a host
 * @param on host of the plan; null: the machine of Vigie
 * @param deadline after which it is ended
 */
public record DependencyTool(
        Tool tool,
        List<String> run,
        @Nullable Path folder,
        @Nullable String on,
        PlanDuration deadline) {

    private static final PlanDuration A_WHILE = PlanDuration.parse("PT10M");

    public DependencyTool {
        run = List.copyOf(run);
    }

    @JsonCreator
    static DependencyTool of(
            @JsonProperty("tool") Tool tool,
            @JsonProperty("run") List<String> run,
            @JsonProperty("folder") @Nullable Path folder,
            @JsonProperty("on") @Nullable String on,
            @JsonProperty("deadline") @Nullable PlanDuration deadline) {
        return new DependencyTool(tool, run, folder, on, Objects.requireNonNullElse(deadline, A_WHILE));
    }

    /** Whose report it is. */
    public enum Tool {
        @JsonProperty("composer-outdated")
        COMPOSER_OUTDATED,
        @JsonProperty("composer-audit")
        COMPOSER_AUDIT,
        @JsonProperty("npm-outdated")
        NPM_OUTDATED,
        @JsonProperty("npm-audit")
        NPM_AUDIT,
        @JsonProperty("pip-outdated")
        PIP_OUTDATED,
        @JsonProperty("pip-audit")
        PIP_AUDIT,
        @JsonProperty("maven-outdated")
        MAVEN_OUTDATED,
        @JsonProperty("osv-scanner")
        OSV_SCANNER;

        /** The name in plan files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it looks for flaws; otherwise for newer versions. */
        public boolean isAudit() {
            return this == COMPOSER_AUDIT || this == NPM_AUDIT || this == PIP_AUDIT || this == OSV_SCANNER;
        }

        /** What it looks at, such as composer. */
        public String ecosystem() {
            return id().substring(0, id().indexOf('-'));
        }
    }
}
