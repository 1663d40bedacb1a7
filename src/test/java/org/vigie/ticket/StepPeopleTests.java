package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.vigie.audit.AuditTrail;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.support.EngineKeys;
import org.vigie.support.KnownCompletions;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.validation.ValidationCase;

/** Whose step is next, and what the next person finds filled in. */
@VigieTest
@Import(ValidationCase.class)
class StepPeopleTests {

    private final long instance = EngineKeys.next();

    @Autowired
    ValidationCase cases;

    @Autowired
    TicketProgress progress;

    @Autowired
    TicketDesk desk;

    @Autowired
    StepPeople people;

    @Autowired
    StepOutcomes outcomes;

    @Autowired
    AuditTrail audit;

    @Autowired
    KnownCompletions completions;

    @Autowired
    MutableClock clock;

    private String id = "";

    @BeforeEach
    void create() {
        id = cases.create("cesizen");
    }

    @Test
    void whoeverCompletedTheStepBeforeGoesOn() {
        complete(TicketStep.QUALIFY, Map.of("decision", "accept"));
        completions.completed(instance, TicketStep.QUALIFY.elementId(), "sam", clock.instant());
        assertThat(people.whoGoesOn(id, TicketStep.ASSIGN, instance)).contains("sam");
        complete(TicketStep.REVIEW, Map.of());
        completions.completed(instance, TicketStep.REVIEW.elementId(), "rita", clock.instant());
        assertThat(people.whoGoesOn(id, TicketStep.MERGE, instance)).contains("rita");
        assertThat(people.whoGoesOn(id, TicketStep.REVIEW, instance))
                .as("a second person reviews")
                .isEmpty();
    }

    @Test
    void anybodyGoesOnWhereNobodyIsKnown() {
        assertThat(people.whoGoesOn(id, TicketStep.ASSIGN, instance))
                .as("a reopened ticket was not qualified")
                .isEmpty();
        complete(TicketStep.QUALIFY, Map.of());
        completions.completed(instance, TicketStep.QUALIFY.elementId(), null, clock.instant());
        assertThat(people.whoGoesOn(id, TicketStep.ASSIGN, instance)).isEmpty();
    }

    @Test
    void aSilentIndexHoldsNobodyUpForLong() {
        complete(TicketStep.QUALIFY, Map.of());
        assertThatThrownBy(() -> people.whoGoesOn(id, TicketStep.ASSIGN, instance))
                .isInstanceOf(BusyElsewhereException.class);
        clock.advance(StepPeople.PATIENCE.plusSeconds(1));
        assertThat(people.whoGoesOn(id, TicketStep.ASSIGN, instance)).isEmpty();
    }

    @Test
    void whoeverTakesATicketIsItsOwnerAndTheTrailSaysSo() {
        assertThat(progress.take(id, "ops", 1)).isEqualTo("devops");
        assertThat(progress.take(id, "ops", 1)).isEqualTo("devops");
        assertThat(desk.get(id).owner()).isEqualTo("ops");
        assertThat(audit.of(id))
                .filteredOn(entry -> entry.action().equals("owner assigned"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("ops"));
        assertThat(progress.take(id, "help", 2)).isEqualTo("support");
        assertThat(progress.take(id, "somebody", 3)).isEqualTo("developers");
    }

    @Test
    void theNextReviewBeginsWithTheCoverageOfTheLast() {
        complete(TicketStep.REVIEW, Map.of("coverageAfter", 83.456));
        progress.close(id, TicketStatus.REJECTED, "");
        String other = cases.create("cesizen");
        assertThat(outcomes.lastCoverage("cesizen"))
                .as("what was not resolved is not there")
                .isNotEqualTo(Optional.of(new BigDecimal("83.46")));
        id = other;
        complete(TicketStep.REVIEW, Map.of("coverageAfter", 84.5));
        complete(TicketStep.MERGE, Map.of("coverageAfter", 101));
        progress.close(id, TicketStatus.RESOLVED, "");
        assertThat(outcomes.lastCoverage("cesizen"))
                .hasValueSatisfying(found -> assertThat(found).isEqualByComparingTo("84.5"));
        assertThat(List.of(outcomes.lastCoverage("nobody-such"))).containsExactly(Optional.empty());
    }

    private void complete(TicketStep step, Map<String, Object> values) {
        long key = EngineKeys.next();
        progress.stepStarted(id, step, key);
        progress.stepCompleted(id, step, instance, key, new StepValues(values));
    }
}
