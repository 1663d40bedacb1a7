package org.vigie.crisis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.Plans;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;

/** From when on the communication of a crisis stands still: MangaThèque approves within 15 minutes and tells every hour. */
@VigieTest
class CrisisRestsTests {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Autowired
    Crises crises;

    @Autowired
    CrisisTexts texts;

    @Autowired
    CrisisStore store;

    @Autowired
    Operations operations;

    @Autowired
    Plans plans;

    @Autowired
    MutableClock clock;

    private String id;
    private Instant moved;

    @BeforeEach
    void begin() {
        moved = clock.instant();
        id = crises.begin(
                "mangatheque",
                UUID.randomUUID().toString(),
                Impact.SERVICE_DOWN,
                List.of("site"),
                clock.instant(),
                true);
    }

    @AfterEach
    void end() {
        operations.end(id, OperationStatus.CANCELLED, null, null);
        clock.set(VigieTest.START);
    }

    @Test
    void whatNobodyIsToldOfMoves() {
        assertThat(stands()).isEqualTo(moved.plus(PATIENCE));
        crises.show(id);
        assertThat(stands()).as("no text is asked for").isEqualTo(moved.plus(PATIENCE));
    }

    @Test
    void whileAPersonIsAskedTheNeutralTextGoesOut() {
        crises.show(id);
        texts.prepare(id);
        assertThat(stands()).isEqualTo(moved.plus(Duration.ofMinutes(15)).plus(PATIENCE));
        clock.advance(Duration.ofMinutes(15));
        texts.publishNeutral(id);
        assertThat(stands()).as("the person is reminded").isEqualTo(Instant.MAX);
    }

    @Test
    void theNextTextHasItsTime() {
        crises.show(id);
        texts.prepare(id);
        clock.advance(Duration.ofMinutes(5));
        store.published(id, 1, clock.instant());
        assertThat(stands()).isEqualTo(clock.instant().plus(Duration.ofHours(1)).plus(PATIENCE));
    }

    @Test
    void theAllClearIsAwaitedAndNothingAfterIt() {
        crises.show(id);
        clock.advance(Duration.ofHours(3));
        crises.resolve(id, clock.instant(), "vigie");
        assertThat(stands()).isEqualTo(store.find(id).orElseThrow().resolvedAt().plus(PATIENCE));
        texts.announceEnd(id);
        assertThat(stands()).isEqualTo(Instant.MAX);
    }

    private Instant stands() {
        return operations.standsFrom(operations.require(id), plans.require("mangatheque"), moved, PATIENCE);
    }
}
