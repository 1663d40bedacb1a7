package org.vigie.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTests {

    private static final ElementReferences ELEMENTS = new ElementReferences();
    private static final TestReferences TESTS = new TestReferences();

    private static final List<Clause> CLAUSES = List.of(
            new Clause("A-1", "sample", "first"),
            new Clause("A-2", "sample", "second"),
            new Clause("A-3", "sample", "third"));
    private static final String GOOD = """
            A-1: {status: done, elements: [element], tests: [test]}
            A-2: {status: partly, elements: [element], missing: the rest}
            A-3: {status: open}
            """;

    @Test
    void everyClauseIsListedAndEverythingNamedExists() {
        assertThat(new CoverageRules(ELEMENTS::exists, TESTS::exists).findings(Clause.all(), Coverage.ofProject()))
                .isEmpty();
    }

    @Test
    void acceptsAFileThatKeepsTheRules() {
        assertThat(findings(GOOD)).isEmpty();
    }

    @ParameterizedTest(name = "{1} -> {2}")
    @CsvSource(delimiter = '|', nullValues = "NOTHING", textBlock = """
            A-3: {status: open}          | A-9: {status: open}        | A-3: not listed, not even as open
            A-3: {status: open}          | A-9: {status: open}        | A-9: no such clause
            elements: [element], tests   | elements: [ghost], tests   | A-1: no element ghost
            tests: [test]                | tests: [ghost]             | A-1: no test ghost
            , tests: [test]              | ''                         | A-1: done, but without an element or without a test
            tests: [test]}               | tests: [test], missing: x} | A-1: done, but says what is missing
            , missing: the rest          | ''                         | A-2: partly carried, but does not say what is missing
            'elements: [element], missing' | missing                  | A-2: partly carried, but by no element
            status: open                 | 'status: open, tests: [test]' | A-3: open, but names what carries it
            status: open                 | status: almost             | A-3: unknown status 'almost'
            """)
    void reportsAPlantedViolation(String present, String planted, String report) {
        assertThat(GOOD).contains(present);

        assertThat(findings(GOOD.replace(present, planted)))
                .anySatisfy(text -> assertThat(text).contains(report));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A-1: {status: open}\nA-1: {status: open}", "A-1: {status: open, test: [x]}"})
    void refusesAClauseGivenTwiceAndAnUnknownKey(String yaml) {
        assertThatThrownBy(() -> Coverage.read(yaml)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"class:org.vigie.VigieApplication", "file:docker-compose.yml"})
    void findsWhatIsThere(String reference) {
        assertThat(ELEMENTS.exists(reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghost.bpmn#Task_Ghost",
                "ticket.bpmn#Task_Ghost",
                "ticketSla.dmn#Rule_Ghost",
                "process:ghost",
                "decision:ghost",
                "form:ghost",
                "worker:ghost",
                "plan:ghost.zone",
                "plan:cesizen",
                "plan:cesizen.ghost",
                "class:org.vigie.Ghost",
                "file:docs/ghost.md",
                "ticket",
                ""
            })
    void missesWhatIsNotThere(String reference) {
        assertThat(ELEMENTS.exists(reference)).isFalse();
    }

    @Test
    void findsTestsByClassAndMethod() {
        assertThat(TESTS.exists("org.vigie.coverage.CoverageTests")).isTrue();
        assertThat(TESTS.exists("org.vigie.coverage.CoverageTests#findsTestsByClassAndMethod"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.vigie.Ghost",
                "org.vigie.coverage.CoverageTests#ghost",
                // a method that is no test
                "org.vigie.coverage.CoverageTests#findings",
                // a class without tests
                "org.vigie.coverage.CoverageRules",
                "node:ghost.mjs#title",
                "node:pom.xml#no such title"
            })
    void missesTestsThatAreNotThere(String reference) {
        assertThat(TESTS.exists(reference)).isFalse();
    }

    private static List<String> findings(String yaml) {
        return new CoverageRules("element"::equals, "test"::equals).findings(CLAUSES, Coverage.read(yaml));
    }
}
