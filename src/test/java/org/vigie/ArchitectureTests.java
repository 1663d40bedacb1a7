package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.ArchitectureRules.CAMUNDA_STAYS_BEHIND_ITS_DOOR;
import static org.vigie.ArchitectureRules.CONTROLLERS_ARE_HIDDEN_IN_WEB;
import static org.vigie.ArchitectureRules.LISTENERS_LISTEN_IN_ONE_WAY;
import static org.vigie.ArchitectureRules.NOBODY_SLEEPS;
import static org.vigie.ArchitectureRules.NOTHING_IS_INJECTED_INTO_FIELDS;
import static org.vigie.ArchitectureRules.ONE_WAY_TO_DO_WITHOUT_THE_ENGINE;
import static org.vigie.ArchitectureRules.OUTGOING_CLIENTS_HAVE_A_PLACE;
import static org.vigie.ArchitectureRules.PROCESS_AND_WEB_LEAVE_THE_DATABASE_TO_SERVICES;
import static org.vigie.ArchitectureRules.PROGRAMS_ARE_COMMANDS;
import static org.vigie.ArchitectureRules.ROWS_ARE_CLAIMED_ON_THE_GROUND_FLOOR;
import static org.vigie.ArchitectureRules.ROWS_ARE_READ_LENIENTLY;
import static org.vigie.ArchitectureRules.TIME_COMES_FROM_THE_CLOCK;
import static org.vigie.ArchitectureRules.WORKERS_HAVE_ONE_SHAPE;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.stereotype.Component;

class ArchitectureTests {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.vigie");
    private static final JavaClasses MAIN_AND_TESTS = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/org/vigie/planted/"))
            .importPackages("org.vigie");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("org.vigie.planted");

    static final List<ArchRule> RULES_OF_MAIN = List.of(
            CAMUNDA_STAYS_BEHIND_ITS_DOOR,
            PROCESS_AND_WEB_LEAVE_THE_DATABASE_TO_SERVICES,
            WORKERS_HAVE_ONE_SHAPE,
            NOTHING_IS_INJECTED_INTO_FIELDS,
            ROWS_ARE_CLAIMED_ON_THE_GROUND_FLOOR,
            PROGRAMS_ARE_COMMANDS,
            CONTROLLERS_ARE_HIDDEN_IN_WEB,
            LISTENERS_LISTEN_IN_ONE_WAY,
            ROWS_ARE_READ_LENIENTLY,
            OUTGOING_CLIENTS_HAVE_A_PLACE,
            ONE_WAY_TO_DO_WITHOUT_THE_ENGINE);

    static final List<ArchRule> RULES_OF_MAIN_AND_TESTS = List.of(TIME_COMES_FROM_THE_CLOCK, NOBODY_SLEEPS);

    static final List<Arguments> VIOLATIONS = List.of(
            Arguments.of(CAMUNDA_STAYS_BEHIND_ITS_DOOR, List.of("CallsCamundaDirectly.deploy")),
            Arguments.of(
                    PROCESS_AND_WEB_LEAVE_THE_DATABASE_TO_SERVICES,
                    List.of("QueriesFromProcess.read", "QueriesFromWeb.read")),
            Arguments.of(
                    TIME_COMES_FROM_THE_CLOCK,
                    List.of(
                            "ReadsTheClockOfTheMachine.plain()",
                            "ReadsTheClockOfTheMachine.inAZone()",
                            "ReadsTheClockOfTheMachine.asReference()",
                            "ReadsTheClockOfTheMachine.inMillis()",
                            "ReadsTheClockOfTheMachine.oldStyle()")),
            Arguments.of(NOBODY_SLEEPS, List.of("Sleeps.plain()", "Sleeps.byUnit()")),
            Arguments.of(
                    WORKERS_HAVE_ONE_SHAPE,
                    List.of(
                            "HiddenWorker is not public",
                            "UntypedWorker work does not state its job type",
                            "HastyWorker work has a time-out of its own",
                            "TwofoldWorker has 2 job types",
                            "MisplacedWorker is not in a process package",
                            "Misnamed is not named *Worker")),
            Arguments.of(NOTHING_IS_INJECTED_INTO_FIELDS, List.of("InjectsIntoAField.clock")),
            Arguments.of(
                    ROWS_ARE_CLAIMED_ON_THE_GROUND_FLOOR,
                    List.of("ClaimsRows claims rows", "LeasesRows claims rows", "LeasesRowsByName claims rows")),
            Arguments.of(CONTROLLERS_ARE_HIDDEN_IN_WEB, List.of("PublicController")),
            Arguments.of(PROGRAMS_ARE_COMMANDS, List.of("StartsAProgram.start")),
            Arguments.of(
                    LISTENERS_LISTEN_IN_ONE_WAY,
                    List.of(
                            "ListensInItsOwnWay.later(",
                            "ListensInItsOwnWay.afterCommit(",
                            "ListensInItsOwnWay.inATransaction(")),
            Arguments.of(
                    OUTGOING_CLIENTS_HAVE_A_PLACE,
                    List.of(
                            "ReachesOut.byHttp()",
                            "ReachesOut.byApache()",
                            "ReachesOut.bySocket()",
                            "ReachesOut.byJdbc()",
                            "ReachesOut.asReference()")),
            Arguments.of(ROWS_ARE_READ_LENIENTLY, List.of("ReadsRowsStrictly")),
            Arguments.of(
                    ONE_WAY_TO_DO_WITHOUT_THE_ENGINE,
                    List.of("ListensInItsOwnWay> spells out", "ListensInItsOwnWay.later()> spells out")));

    /** Not all components are in the contexts of unit tests: two of one name would be found by the first start only. */
    @Test
    void componentsHaveNamesOfTheirOwn() {
        List<String> names = MAIN.stream()
                .filter(type -> type.isMetaAnnotatedWith(Component.class))
                .map(JavaClass::getSimpleName)
                .toList();
        assertThat(names).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("RULES_OF_MAIN")
    void holdsInTheProject(ArchRule rule) {
        rule.check(MAIN);
    }

    @ParameterizedTest
    @FieldSource("RULES_OF_MAIN_AND_TESTS")
    void holdsInTheProjectAndItsTests(ArchRule rule) {
        rule.check(MAIN_AND_TESTS);
    }

    @ParameterizedTest
    @FieldSource("VIOLATIONS")
    void reportsThePlantedViolation(ArchRule rule, List<String> reports) {
        var found = String.join("\n", rule.evaluate(PLANTED).getFailureReport().getDetails());

        assertThat(found).contains(reports);
    }

    @Test
    void everyRuleHasAPlantedViolation() {
        var planted = VIOLATIONS.stream().map(violation -> violation.get()[0]);

        assertThat(planted)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(RULES_OF_MAIN.stream(), RULES_OF_MAIN_AND_TESTS.stream())
                                .toList());
    }
}
