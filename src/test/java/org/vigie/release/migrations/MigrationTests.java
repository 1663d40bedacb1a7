package org.vigie.release.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.release.migrations.MigrationPlan.Order;
import org.vigie.release.migrations.MigrationPlan.Situation;
import org.vigie.release.migrations.MigrationPlan.WayBack;
import org.vigie.shared.HintedException;

/** The numbers are those of docs/releases-cases.md. */
class MigrationTests {

    @ParameterizedTest // M04
    @CsvSource(
            delimiter = '|',
            value = {
                "-- vigie: compatible | down | COMPATIBLE | true",
                "-- vigie: compatible | '' | COMPATIBLE | true",
                "-- vigie: reversible | down | REVERSIBLE | false",
                "-- vigie: reversible | '' | IRREVERSIBLE | false",
                "-- vigie: reversible, compatible | down | REVERSIBLE | true",
                "-- vigie: reversible, compatible | '' | COMPATIBLE | true",
                "-- vigie: lossy | down | LOSSY | false",
                "-- vigie: lossy compatible | down | LOSSY | true",
                "-- vigie: lossy | '' | IRREVERSIBLE | false",
                "-- vigie: irreversible | down | IRREVERSIBLE | false",
                "# vigie: LOSSY | down | LOSSY | false",
                "// vigie: lossy | down | LOSSY | false",
                " * vigie: lossy | down | LOSSY | false",
                "/* vigie: lossy */ | down | LOSSY | false",
                "-- vigie: compatible\\n-- vigie: irreversible | down | IRREVERSIBLE | true",
                "-- vigie: harmless | down | LOSSY | false",
                "-- vigie: | down | LOSSY | false",
                "-- vigie: harmless | '' | IRREVERSIBLE | false",
                "ALTER TABLE a ADD b int; | down | REVERSIBLE | false",
                "ALTER TABLE a ADD b int; | '' | IRREVERSIBLE | false",
                "ALTER TABLE a ADD b int; | -- nothing | IRREVERSIBLE | false",
                "ALTER TABLE a drop  column b; | down | LOSSY | false",
                "-- DROP TABLE is not what this does\\nALTER TABLE a ADD b int; | down | REVERSIBLE | false",
                "SELECT 'vigie: compatible' | down | REVERSIBLE | false"
            })
    void theFileTellsTheClass(String up, String down, MigrationClass expected, boolean compatible) {
        Migration migration = MigrationMarks.judge(
                "0001", up.replace("\\n", "\n"), down.isEmpty() ? Optional.empty() : Optional.of(down));

        assertThat(migration.migrationClass()).isEqualTo(expected);
        assertThat(migration.compatible()).isEqualTo(compatible);
        assertThat(migration.reason()).isNotBlank();
    }

    @Test
    void aCompatibleMarkThatLooksWrongIsTold() {
        assertThat(MigrationMarks.judge("1", "-- vigie: compatible\nDROP TABLE a;", Optional.empty())
                        .reason())
                .contains("although it drops");
    }

    @Test // M04
    void theCommandOfThePlanTellsTheClasses() {
        assertThat(MigrationReport.read("# two\nVersion1 reversible compatible\n\n  Version2\tLOSSY \n"))
                .extracting(Migration::id, Migration::migrationClass, Migration::compatible, Migration::wayDown)
                .containsExactly(
                        tuple("Version1", MigrationClass.REVERSIBLE, true, true),
                        tuple("Version2", MigrationClass.LOSSY, false, true));
        assertThat(MigrationReport.read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Version1",
                "Version1 fine",
                "Version1 lossy yes",
                "Version1 lossy compatible x",
                "a lossy\na lossy",
                "ERROR: could not connect to server"
            })
    void whatIsNotUnderstoodIsRefused(String output) {
        assertThatThrownBy(() -> MigrationReport.read(output))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("<id> <class>");
    }

    @Test
    void theClassDecidesTheOrder() {
        assertThat(plan().order()).isEqualTo(Order.NONE);
        assertThat(plan(compatible(), reversible(true)).order()).isEqualTo(Order.BEFORE_THE_SWITCH);
        assertThat(plan(compatible(), reversible(false)).order()).isEqualTo(Order.WITH_A_MAINTENANCE_PAGE);
        assertThat(plan(compatible(), lossy()).worst()).contains(MigrationClass.LOSSY);
        assertThat(plan(compatible(), lossy()).warnings())
                .singleElement()
                .asString()
                .contains("does not run on it");
    }

    @Test // M02, M04, M05
    void theClassDecidesTheWayBack() {
        assertThat(back(plan(), 0, true, true)).isEqualTo(WayBack.KEEP);
        assertThat(back(plan(lossy()), 0, true, true)).isEqualTo(WayBack.KEEP);
        assertThat(back(plan(compatible()), 1, true, true)).isEqualTo(WayBack.KEEP);
        assertThat(back(plan(reversible(false)), 1, true, true)).isEqualTo(WayBack.DOWN);
        assertThat(back(plan(reversible(true)), 1, true, true)).isEqualTo(WayBack.DOWN);
        assertThat(back(plan(reversible(true)), 1, false, true)).isEqualTo(WayBack.KEEP);
        assertThat(back(plan(reversible(false)), 1, false, true)).isEqualTo(WayBack.ASK);
        assertThat(back(plan(lossy()), 1, true, true)).isEqualTo(WayBack.ASK);
        assertThat(back(plan(lossy()), 1, true, false)).isEqualTo(WayBack.RESTORE);
        assertThat(back(plan(reversible(false), lossy()), 1, true, true)).isEqualTo(WayBack.DOWN);
        assertThat(plan(compatible()).wayBack(new Situation(1, true, true, true, true)))
                .isEqualTo(WayBack.ASK);
        assertThat(plan(compatible()).wayBack(new Situation(2, false, true, true, true)))
                .isEqualTo(WayBack.ASK);
        assertThat(plan(lossy()).wayBack(new Situation(1, false, true, false, false)))
                .isEqualTo(WayBack.ASK);
    }

    @Property
    void nothingIsLostByItself(
            @ForAll @Size(max = 4) List<@IntRange(max = 15) Integer> kinds,
            @ForAll @IntRange(min = -1, max = 5) int applied,
            @ForAll boolean failed,
            @ForAll boolean artefact,
            @ForAll boolean written,
            @ForAll boolean backup) {
        MigrationPlan plan = new MigrationPlan(kinds.stream()
                .map(kind -> new Migration(
                        "m", MigrationClass.values()[kind & 3], (kind & 4) != 0, (kind & 8) != 0, "given"))
                .toList());

        WayBack way = plan.wayBack(new Situation(applied, failed, artefact, written, backup));

        List<Migration> done = plan.migrations().subList(0, Math.clamp(applied, 0, kinds.size()));
        switch (way) {
            case KEEP -> assertThat(done).allMatch(Migration::compatible);
            case DOWN -> {
                assertThat(artefact).isTrue();
                assertThat(done)
                        .allMatch(Migration::wayDown)
                        .noneMatch(migration -> migration.migrationClass().compareTo(MigrationClass.LOSSY) >= 0);
                assertThat(written && done.stream().anyMatch(m -> m.migrationClass() == MigrationClass.COMPATIBLE))
                        .isFalse();
            }
            case RESTORE -> assertThat(backup && !written).isTrue();
            case ASK -> assertThat(done.isEmpty() && !failed && applied == 0).isFalse();
        }
        if (failed || applied > kinds.size() || applied < 0) {
            assertThat(way).isIn(WayBack.RESTORE, WayBack.ASK);
        }
    }

    private static WayBack back(MigrationPlan plan, int applied, boolean newArtefact, boolean written) {
        return plan.wayBack(new Situation(applied, false, newArtefact, written, true));
    }

    private static MigrationPlan plan(Migration... migrations) {
        return new MigrationPlan(List.of(migrations));
    }

    private static Migration compatible() {
        return new Migration("c", MigrationClass.COMPATIBLE, true, false, "given");
    }

    private static Migration reversible(boolean compatible) {
        return new Migration("r", MigrationClass.REVERSIBLE, compatible, true, "given");
    }

    private static Migration lossy() {
        return new Migration("l", MigrationClass.LOSSY, false, true, "given");
    }
}
