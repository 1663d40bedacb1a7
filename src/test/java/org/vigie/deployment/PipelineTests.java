package org.vigie.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vigie.support.ProjectFiles;

class PipelineTests {

    private static final String WORKFLOW = ProjectFiles.text(".github/workflows/ci.yml");
    private static final Pattern USES = Pattern.compile("uses: (.+)");

    @Test
    void takesEveryActionByItsCommit() {
        var actions = USES.matcher(WORKFLOW).results().map(hit -> hit.group(1)).toList();

        assertThat(actions).isNotEmpty().allMatch(action -> action.matches("\\S+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void runsTheSameScriptThatRunsLocally() {
        assertThat(WORKFLOW).contains("run: .ci/run");
    }

    @Test
    void runsTheReadmesTestCommandFirst() {
        var script = ProjectFiles.text(".ci/run").lines().map(String::strip).toList();
        var steps = script.stream().filter(line -> line.startsWith("timeout ")).toList();

        assertThat(steps.getFirst()).endsWith("./mvnw --batch-mode --no-transfer-progress verify");
        assertThat(ProjectFiles.text("README.md")).contains("./mvnw verify");
    }

    @Test
    void comparesWhatIsResolvedWithTheListOfVulnerableVersions() {
        assertThat(ProjectFiles.text(".ci/run"))
                .contains("dependency:list -DincludeScope=runtime")
                .containsPattern(
                        "(?m)^timeout .* node scripts/check-vulnerabilities.mjs target/\\S+ package-lock.json$");
        assertThat(WORKFLOW).contains("schedule:");
    }
}
