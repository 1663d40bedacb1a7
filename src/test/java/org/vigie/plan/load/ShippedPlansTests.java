package org.vigie.plan.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.calendar.WorkSlot;
import org.vigie.plan.BackupSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.ReleaseSettings;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;

class ShippedPlansTests {

    private final Plans plans = PlanLoader.load("plans");

    @Test
    void areThoseOfTheApplicationsAndOfVigieItself() {
        assertThat(plans.all())
                .extracting(MaintenancePlan::application)
                .containsExactly("cesizen", "demo", "mangatheque", "vigie");
    }

    @Test
    void areTheSameWhenNoFolderIsSet() {
        assertThat(PlanLoader.load(null).all()).isEqualTo(plans.all());
        assertThat(PlanLoader.load(" ").all()).isEqualTo(plans.all());
    }

    @Test
    void carryTheWorkingHoursOfCesizen() {
        MaintenancePlan cesizen = plans.require("cesizen");
        assertThat(cesizen.timeZone()).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(cesizen.calendar().holidays()).hasToString("HolidayRegion[country=FR, region=null]");
        for (DayOfWeek day : EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)) {
            assertThat(cesizen.calendar().slotsOn(day))
                    .containsExactly(WorkSlot.parse("09:00-12:00"), WorkSlot.parse("13:00-18:00"));
        }
        assertThat(cesizen.calendar().slotsOn(DayOfWeek.SATURDAY)).isEmpty();
        assertThat(cesizen.calendar().slotsOn(DayOfWeek.SUNDAY)).isEmpty();
        assertThat(cesizen.calendar().closedOn(LocalDate.of(2026, 12, 24))).isFalse();
    }

    @Test
    void carryNamesPrefixesAndScales() {
        MaintenancePlan mangatheque = plans.require("mangatheque");
        MaintenancePlan cesizen = plans.require("cesizen");
        assertThat(mangatheque.name()).isEqualTo("MangaThèque");
        assertThat(mangatheque.ticketPrefix()).isEqualTo("MT");
        assertThat(mangatheque.url()).isEqualTo(URI.create("https://mangatheque.com"));
        assertThat(mangatheque.language()).isEqualTo(Locale.FRENCH);
        assertThat(mangatheque.escalation()).containsOnlyKeys("LEVEL_1", "LEVEL_2", "LEVEL_3");
        assertThat(mangatheque.github()).isNull();
        assertThat(cesizen.name()).isEqualTo("CESIZen");
        assertThat(cesizen.ticketPrefix()).isEqualTo("CZ");
        assertThat(cesizen.escalation()).containsOnlyKeys("P1", "P2", "P3", "P4");
        assertThat(cesizen.escalationOf("LEVEL_1")).isEmpty();
    }

    @Test
    void nameTheDatabaseOfDemo() {
        DatabaseSettings demo = plans.require("demo").databases().getFirst();
        assertThat(demo)
                .isEqualTo(new DatabaseSettings(
                        "main",
                        "127.0.0.1",
                        5433,
                        "demo",
                        "demo",
                        SecretRef.parse("file:data/secrets/demo-password"),
                        demo.backup(),
                        demo.recovery()));
        assertThat(demo.backup().versionAt()).isEqualTo(URI.create("http://localhost:8070/health"));
        assertThat(demo.backup().daily())
                .as("a newcomer asks for the first one")
                .isNull();
    }

    @Test
    void backUpWhatTheWrittenPlansSay() {
        BackupSettings mangatheque = backupOf("mangatheque");
        assertThat(mangatheque.daily()).hasToString("02:30");
        assertThat(mangatheque.restoreTests()).isEqualTo(BackupSettings.Frequency.MONTHLY);
        assertThat(mangatheque.recoveryTime().toDuration()).hasHours(4);
        assertThat(mangatheque.recoveryPoint().toDuration()).hasHours(24);
        BackupSettings cesizen = backupOf("cesizen");
        assertThat(cesizen.daily()).hasToString("03:00");
        assertThat(cesizen.restoreTests()).isEqualTo(BackupSettings.Frequency.QUARTERLY);
    }

    @Test
    void backUpVigieItselfWithItsDataFolder() {
        assertThat(backupOf("vigie").withDataFolder()).isTrue();
        assertThat(backupOf("vigie").daily()).isNotNull();
        assertThat(plans.all())
                .filteredOn(plan -> !plan.application().equals("vigie"))
                .flatExtracting(MaintenancePlan::databases)
                .extracting(database -> database.backup().withDataFolder())
                .containsOnly(false);
    }

    private BackupSettings backupOf(String application) {
        return plans.require(application).database("main").orElseThrow().backup();
    }

    @Test
    void nameTheStagingDatabaseOfDemo() {
        assertThat(plans.require("demo").databases())
                .extracting(DatabaseSettings::name)
                .containsExactly("demo", "demo_staging");
    }

    @Test
    void releaseDemoWithoutApproval() {
        ReleaseSettings release = Objects.requireNonNull(plans.require("demo").release());
        assertThat(release.approval()).isEqualTo(ReleaseSettings.Approval.NONE);
        assertThat(release.production().address()).isEqualTo(URI.create("http://localhost:8070"));
        assertThat(Objects.requireNonNull(release.staging()).address()).isEqualTo(URI.create("http://localhost:8071"));
    }

    /** They wait for a clone of the repository, and must be right all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"mangatheque", "cesizen"})
    void saysHowTheyAreReleasedInWhatIsCommentedOut(String application, @TempDir Path folder) throws IOException {
        String text = Files.readString(Path.of("plans", application + ".yaml"));
        int from = text.indexOf("# release:");
        Files.writeString(
                folder.resolve(application + ".yaml"),
                text.substring(0, from)
                        + text.substring(from)
                                .replaceAll("(?m)^# (?=[a-z]+:$| )", "")
                                .replaceAll("(?m)^# [A-Z].*$", ""));
        ReleaseSettings release = Objects.requireNonNull(
                PlanLoader.load(folder.toString()).require(application).release());
        assertThat(release.approval()).isEqualTo(ReleaseSettings.Approval.REQUIRED);
        assertThat(release.requesterMayApprove()).isFalse();
        assertThat(release.backup()).isEqualTo(ReleaseSettings.Backup.VERIFIED);
        assertThat(Objects.requireNonNull(release.migrations()).down()).contains("{position}");
        assertThat(release.steps().tests().toString() + release.steps().build())
                .doesNotContain("--no-dev", "develop", "prev");
    }

    @Test
    void mapTheLabelsOfCesizen() {
        var labels = plans.require("cesizen").github().labels();
        assertThat(labels.nature())
                .containsOnlyKeys("bug", "feature", "security", "documentation", "performance", "tech-debt");
        assertThat(labels.type()).containsOnlyKeys("corrective", "evolutive", "preventive", "adaptive");
        assertThat(labels.priority()).containsOnlyKeys("P1", "P2", "P3", "P4");
    }

    @Test
    void breakQuietHoursForTheFirstPriorityOnly() {
        for (MaintenancePlan plan : plans.all()) {
            Set<String> critical = plan.escalation().entrySet().stream()
                    .filter(chain -> chain.getValue().critical())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertThat(critical).containsAnyOf("LEVEL_1", "P1").hasSize(1);
        }
    }

    @Test
    void holdOnlyExampleAddresses() {
        for (MaintenancePlan plan : plans.all()) {
            assertThat(plan.contacts())
                    .extracting(Contact::email)
                    .allMatch(email -> email.endsWith("@" + plan.application() + ".example"));
        }
    }

    @Test
    void nameEveryContactOfMangathequesWrittenPlan() {
        MaintenancePlan mangatheque = plans.require("mangatheque");
        assertThat(ContactRole.values())
                .allSatisfy(role -> assertThat(mangatheque.contactsWith(role)).hasSize(1));
    }

    @Test
    void reachSomebodyWithEveryStep() {
        for (MaintenancePlan plan : plans.all()) {
            for (EscalationChain chain : plan.escalation().values()) {
                assertThat(chain.steps())
                        .allSatisfy(step -> assertThat(plan.recipients(step)).isNotEmpty());
            }
        }
        EscalationChain.Step toDevops =
                plans.require("cesizen").escalation().get("P1").steps().getFirst();
        assertThat(plans.require("cesizen").recipients(toDevops))
                .extracting(Contact::id)
                .containsExactly("ops");
    }

    @Test
    void areFoundByRepositoryInAnyCase() {
        assertThat(plans.findByRepository("Example-Org/CESIZen"))
                .map(MaintenancePlan::application)
                .contains("cesizen");
        assertThat(plans.findByRepository("example-org/other")).isEmpty();
    }

    @Test
    void listKnownApplicationsWhenOneIsUnknown() {
        assertThat(plans.find("cesizenn")).isEmpty();
        assertThatThrownBy(() -> plans.require("cesizenn"))
                .isInstanceOf(HintedException.class)
                .hasMessage(
                        "unknown application: cesizenn; hint: Known applications: cesizen, demo, mangatheque, vigie.");
    }

    @Test
    void pointEditorsToTheSchema() throws Exception {
        for (String name : List.of("cesizen", "demo", "mangatheque", "vigie")) {
            assertThat(Path.of("plans", name + ".yaml"))
                    .content()
                    .startsWith("# yaml-language-server: $schema=./plan.schema.json\n");
        }
    }
}
