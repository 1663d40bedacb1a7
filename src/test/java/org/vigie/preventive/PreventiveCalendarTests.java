package org.vigie.preventive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.engine.decision.Decisions;
import org.vigie.modelling.ShippedModels;
import org.vigie.plan.ContactRole;
import org.vigie.plan.LocalText;
import org.vigie.support.ProjectFiles;

/** The tables of the preventive calendar, whatever a process owner makes of them. */
class PreventiveCalendarTests {

    private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2027, 12, 31);
    private static final List<String> APPLICATIONS = List.of("mangatheque", "cesizen", "demo", "vigie");

    private final PreventiveTable table = new PreventiveTable(new Decisions());

    @Test
    void noDayHasAnEntryTwiceAndEveryEntryHasItsDay() {
        Set<String> seen = new TreeSet<>();
        for (String application : APPLICATIONS) {
            FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> {
                List<String> entries = table.entries(application, day).stream()
                        .map(PreventiveEntry::entry)
                        .toList();
                assertThat(entries).as(application + ", " + day).doesNotHaveDuplicates();
                seen.addAll(entries);
            });
        }
        Set<String> written = new TreeSet<>();
        ProjectFiles.text("dmn/preventiveCalendar.dmn")
                .lines()
                .dropWhile(line -> !line.contains("<rule"))
                .reduce("", (before, line) -> {
                    if (before.contains("_Entry\"") && line.contains("<text>\"")) {
                        written.add(line.replaceAll(".*<text>\"(.*)\"</text>.*", "$1"));
                    }
                    return line;
                });
        assertThat(seen).isNotEmpty().isEqualTo(written);
    }

    /** An owner moves an entry while Vigie runs. */
    @Test
    void entriesAreThoseOfTheTablesInForce() {
        Decisions decisions = new Decisions();
        PreventiveTable following = new PreventiveTable(decisions);
        LocalDate monday = LocalDate.of(2027, 1, 4);
        assertThat(entries(following, monday)).contains("weekly-analysis");
        Map<String, String> tables =
                new TreeMap<>(ShippedModels.edited("preventiveCalendar.dmn", "\"weekly-analysis\"", "\"weekly-look\"")
                        .files());
        tables.keySet().removeIf(file -> !file.endsWith(".dmn"));
        decisions.take(tables);
        assertThat(entries(following, monday)).contains("weekly-look").doesNotContain("weekly-analysis");
    }

    private static List<String> entries(PreventiveTable table, LocalDate day) {
        return table.entries("mangatheque", day).stream()
                .map(PreventiveEntry::entry)
                .toList();
    }

    @Test
    void everyEntryCanBeCarriedOut() {
        Set<PreventiveEntry> all = new HashSet<>();
        for (String application : APPLICATIONS) {
            FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> all.addAll(table.entries(application, day)));
        }
        for (PreventiveEntry entry : all) {
            assertThat(entry.works().isEmpty() && !entry.judge())
                    .as(entry.entry() + ": nobody does anything")
                    .isFalse();
            assertThat(entry.groups())
                    .as(entry.entry())
                    .allMatch(group -> ContactRole.find(group).isPresent());
            assertThat(entry.answerWithin().toDuration()).isPositive();
            assertThat(table.points(entry.entry()).isEmpty())
                    .as(entry.entry() + ": points to tick off")
                    .isNotEqualTo(entry.judge());
            assertThat(entry.titleEn()).isNotBlank().isNotEqualTo(entry.titleFr());
        }
    }

    @Test
    void pointsAreInBothLanguages() {
        assertThat(table.points("monthly-validation"))
                .hasSize(5)
                .first()
                .isEqualTo(new LocalText("Tous les tests passent", "All tests pass"));
        assertThat(table.points("daily-checks")).isEmpty();
    }

    /** What other applications have is not theirs. */
    @ParameterizedTest
    @CsvSource({
        "mangatheque, 2027-03-01, 'daily-checks, daily-vulnerability-scan, weekly-analysis, weekly-clean-up, theme-march'",
        "mangatheque, 2027-04-13, 'daily-checks, daily-vulnerability-scan, weekly-dependencies, quarterly-full-backup'",
        "mangatheque, 2027-10-09, 'daily-checks, daily-vulnerability-scan, ux-review'",
        "cesizen, 2027-07-11, half-yearly-gdpr-review",
        "cesizen, 2027-07-13, ''",
        "vigie, 2027-03-01, ''",
    })
    void dayHasTheseEntries(String application, LocalDate day, String entries) {
        assertThat(String.join(
                        ", ",
                        table.entries(application, day).stream()
                                .map(PreventiveEntry::entry)
                                .toList()))
                .isEqualTo(entries);
    }
}
