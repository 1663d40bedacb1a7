package org.vigie.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.plan.DependencyTool.Tool;
import org.vigie.support.ProjectFiles;

/** Reports as the tools document them, and what is left of them when something goes wrong. */
class ToolReportsTests {

    @Test
    void composerNamesFlawsUnderAllTheirNames() {
        List<Found> found = read(Tool.COMPOSER_AUDIT, "composer-audit.json");
        assertThat(found).extracting(Found::name).containsExactly("symfony/http-foundation", "twig/twig");
        assertThat(found.getFirst().ids()).contains("CVE-2025-64500", "GHSA-3rg7-wf37-54rm", "PKSA-365x-2zjk-pt47");
        assertThat(found).extracting(Found::severity).containsExactly("high", "critical");
        assertThat(read(Tool.COMPOSER_AUDIT, "composer-audit-none.json")).isEmpty();
    }

    @Test
    void newerVersionsAreMinorOrMajor() {
        assertThat(read(Tool.COMPOSER_OUTDATED, "composer-outdated.json"))
                .extracting(Found::line, Found::isMajor)
                .containsExactly(
                        tuple("doctrine/orm 2.19.5 → 3.2.1", true), tuple("symfony/console v7.3.1 → v7.3.6", false));
        assertThat(read(Tool.NPM_OUTDATED, "npm-outdated.json"))
                .extracting(Found::name, Found::isMajor)
                .containsExactly(tuple("chart.js", true), tuple("stimulus", false));
        assertThat(read(Tool.PIP_OUTDATED, "pip-outdated.json"))
                .extracting(Found::isMajor)
                .containsExactly(false, true);
        assertThat(read(Tool.MAVEN_OUTDATED, "maven-outdated.txt"))
                .extracting(Found::line)
                .containsExactly(
                        "com.h2database:h2 2.2.220 → 2.3.232",
                        "org.springframework.boot:spring-boot-starter-oauth2-authorization-server 3.3.1 → 4.0.0");
        assertThat(ToolReports.read(Tool.NPM_OUTDATED, "")).isEmpty();
    }

    @Test
    void npmTellsAFlawOnceWhateverDependsOnIt() {
        assertThat(read(Tool.NPM_AUDIT, "npm-audit.json")).singleElement().satisfies(flaw -> {
            assertThat(flaw.name()).isEqualTo("braces");
            assertThat(flaw.ids()).isEqualTo(Set.of("GHSA-grv7-fg5c-xmjg"));
            assertThat(flaw.severity()).isEqualTo("high");
        });
    }

    @Test
    void whatNpmWouldInstallInsteadIsNamed() {
        String report = text("npm-audit.json")
                .replace(
                        "\"fixAvailable\": true",
                        "\"fixAvailable\": { \"name\": \"micromatch\", \"version\": \"4.0.8\", \"isSemVerMajor\": false }");
        assertThat(ToolReports.read(Tool.NPM_AUDIT, report))
                .singleElement()
                .extracting(Found::newest)
                .isEqualTo("micromatch 4.0.8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPOSER_AUDIT | composer-audit.json
            NPM_OUTDATED   | npm-outdated.json
            PIP_OUTDATED   | pip-outdated.json
            """)
    void messagesInBracketsAroundItArePassedOver(Tool tool, String file) {
        String around =
                "[+] Running 1/1\n ✔ Container mangatheque-db-1  Running\n[notice] A new release is available\n";
        assertThat(ToolReports.read(tool, around + text(file) + "\n" + around)).isEqualTo(read(tool, file));
    }

    @Test
    void whatHasNoNameButACommitIsNamedByIt() {
        String report = text("osv-scanner.json")
                .replace(
                        "\"name\": \"django\", \"version\": \"5.0.6\"",
                        "\"name\": \"\", \"version\": \"\", \"commit\": \"9a6e0de\"");
        assertThat(ToolReports.read(Tool.OSV_SCANNER, report))
                .extracting(Found::name)
                .containsOnly("9a6e0de");
    }

    @Test
    void pythonAndOsvNameTheSameFlaw() {
        Found pip = read(Tool.PIP_AUDIT, "pip-audit.json").getFirst();
        assertThat(pip.newest()).isEqualTo("4.2.14, 5.0.7");
        assertThat(pip.severity()).isEqualTo("unknown");
        List<Found> osv = read(Tool.OSV_SCANNER, "osv-scanner.json");
        assertThat(osv.getFirst().ids()).isEqualTo(pip.ids());
        assertThat(osv).extracting(Found::severity).containsExactly("moderate", "critical");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPOSER_AUDIT    | composer-audit.json
            COMPOSER_OUTDATED | composer-outdated.json
            NPM_AUDIT         | npm-audit.json
            NPM_OUTDATED      | npm-outdated.json
            PIP_OUTDATED      | pip-outdated.json
            PIP_AUDIT         | pip-audit.json
            OSV_SCANNER       | osv-scanner.json
            MAVEN_OUTDATED    | maven-outdated.txt
            """)
    void reportThatBreaksOffAnywhereIsRefusedWithAHint(Tool tool, String file) {
        String report = text(file);
        for (int end = 0; end < report.stripTrailing().length() - 1; end++) {
            String cut = report.substring(0, end);
            if (cut.isBlank() && tool == Tool.NPM_OUTDATED) {
                continue;
            }
            assertThatThrownBy(() -> ToolReports.read(tool, cut))
                    .as("cut at " + cut.length())
                    .isInstanceOf(UnreadableReportException.class)
                    .hasMessageContaining("cannot be read")
                    .hasMessageContaining("Run it by hand");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NPM_AUDIT         | {"error": {"code": "ENOLOCK", "summary": "This command requires an existing lockfile."}} | it tells an error, ENOLOCK
            NPM_AUDIT         | {"auditReportVersion": 2}                | it has no vulnerabilities
            COMPOSER_AUDIT    | {"installed": []}                        | it has no advisories
            COMPOSER_OUTDATED | {"installed": [{"version": "1.0"}]}      | an entry has no name
            PIP_OUTDATED      | {"a": 1}                                 | it is no list
            PIP_AUDIT         | {"dependencies": [{"name": "x", "version": "1"}]} | it has no list vulns
            OSV_SCANNER       | Segmentation fault                       | there is no JSON in it
            """)
    void reportOfAnotherFormIsRefused(Tool tool, String output, String reason) {
        assertThatThrownBy(() -> ToolReports.read(tool, output))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining(reason);
    }

    private static List<Found> read(Tool tool, String file) {
        return ToolReports.read(tool, text(file));
    }

    private static String text(String file) {
        return ProjectFiles.text("src/test/resources/dependencies/" + file);
    }
}
