package org.vigie.ticket.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class TicketTargetsPaths extends TicketPaths {

    @ParameterizedTest
    @CsvSource({
        "mangatheque, data-loss, LEVEL_1, 2",
        "mangatheque, cosmetic, LEVEL_3, 72",
        "cesizen, service-down, P1, 3",
        "cesizen, improvement, P4,"
    })
    void tablesGiveThePriorityAndTheTargetsOfThePlan(
            String application, String impact, String priority, Integer resolution) {
        determine(application, impact);
        var seen = run.lastJob("set-due-dates").variables();
        assertThat(seen.get("priorityDecision"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("priority", priority);
        assertThat(seen.get("slaDecision"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("resolutionAmount", resolution);
        assertThat(run.completed()).endsWith("Task_SetDueDates", "EndEvent_TargetsSet", "ticket-targets");
    }

    @Test
    void stepThatSetsDueDatesLearnsThatNoRuleFits() {
        run.worker("set-due-dates", Map.of());
        determine("shop", "cosmetic");
        assertThat(run.lastJob("set-due-dates").variables())
                .containsEntry("priorityDecision", null)
                .containsEntry("slaDecision", null);
    }

    private void determine(String application, String impact) {
        run.start(
                "ticket-targets",
                Map.of("ticketId", TICKET, "application", application, "type", "corrective", "impact", impact));
    }
}
