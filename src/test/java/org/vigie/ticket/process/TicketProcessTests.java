package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path of the ticket's processes, and at the end the proof that nothing in them was left out. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class TicketProcessTests {

    @Nested
    @Order(1)
    class Targets extends TicketTargetsPaths {}

    @Nested
    @Order(2)
    class Question extends TicketQuestionPaths {}

    @Nested
    @Order(3)
    class Intake extends TicketIntakePaths {}

    @Nested
    @Order(4)
    class Qualification extends TicketQualificationPaths {}

    @Nested
    @Order(5)
    class Work extends TicketWorkPaths {}

    @Nested
    @Order(6)
    class Merge extends TicketMergePaths {}

    @Nested
    @Order(7)
    class Validation extends TicketValidationPaths {}

    @Nested
    @Order(8)
    class Cancellation extends TicketCancellationPaths {}

    @Nested
    @Order(9)
    class Coverage {

        @ParameterizedTest
        @ValueSource(strings = {"ticket", "ticket-targets", "ticket-question"})
        void everyElementAndFlowIsPassedBySomeTest(String processId) {
            assertThat(TicketPaths.COVERAGE.missing(processId)).isEmpty();
        }
    }
}
