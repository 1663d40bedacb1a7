package org.vigie.release.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanCalendars;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.load.SomePlans;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.support.MutableClock;

/** Freezes on the clock of the plan, in Paris, and what they mean for a release. */
class FreezesTests {

    private static final String WEEKEND =
            "{id: weekend, reason: nobody is there, weekly: {from: friday 16:00, until: monday 08:00}}";
    private static final String YEAR_END =
            "{id: year-end, reason: the shop is full, dates: {from: 12-18, until: 01-03}}";
    private static final String MOVE =
            "{id: move, reason: the servers move, dates: {from: 2026-11-23, until: 2026-11-24}}";
    private static final String NIGHT = "{id: night, reason: nobody looks after it, workingHours: outside}";
    private static final String DAY = "{id: day, reason: releases interrupt people, workingHours: during}";

    @TempDir
    Path folder;

    private final Freezes freezes = new Freezes(new PlanCalendars());
    private final MutableClock clock = new MutableClock(at("2026-11-20T17:00"));
    private final FreezeGate gate = new FreezeGate(freezes, clock);

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T15:59, ",
        "2026-11-20T16:00, 2026-11-23T08:00",
        "2026-11-22T03:00, 2026-11-23T08:00",
        "2026-11-23T07:59, 2026-11-23T08:00",
        "2026-11-23T08:00, ",
        // the weekends on which the clock changes: the local times stay
        "2026-03-27T16:00, 2026-03-30T08:00",
        "2026-10-23T16:00, 2026-10-26T08:00",
        "2026-10-23T15:59, ",
    })
    void aPartOfEveryWeekIsFrozen(String local, String until) {
        assertEnd(WEEKEND, at(local), until);
    }

    @Test
    void aWeekThatTurnsGoesOverItsEnd() {
        String most = "{id: most, reason: r, weekly: {from: tuesday 12:00, until: tuesday 10:00}}";
        assertEnd(most, at("2026-11-24T11:00"), null);
        assertEnd(most, at("2026-11-24T12:00"), "2026-12-01T10:00");
    }

    @Test
    void timesThatTheClockLeavesOutOrShowsTwiceAreFrozenAsFarAsTheyMayBeMeant() {
        String gap = "{id: gap, reason: r, weekly: {from: sunday 02:30, until: sunday 05:00}}";
        // on 29 March 02:00 is followed by 03:00
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(freezes.at(plan(gap), change.minusSeconds(1))).isEmpty();
        assertEnd(gap, change, "2026-03-29T05:00");
        String twice = "{id: twice, reason: r, weekly: {from: sunday 01:00, until: sunday 02:30}}";
        // on 25 October 02:30 comes at 00:30 and again at 01:30 in UTC
        assertThat(freezes.at(plan(twice), Instant.parse("2026-10-25T00:45:00Z")))
                .hasValueSatisfying(
                        frozen -> assertThat(frozen.until()).isEqualTo(Instant.parse("2026-10-25T01:30:00Z")));
        assertThat(freezes.at(plan(twice), Instant.parse("2026-10-25T01:30:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-17T23:59, ",
        "2026-12-18T00:00, 2027-01-04T00:00",
        "2027-01-03T23:59, 2027-01-04T00:00",
        "2027-01-04T00:00, ",
        "2031-12-31T12:00, 2032-01-04T00:00",
    })
    void daysOfEveryYearGoOverItsEnd(String local, String until) {
        assertEnd(YEAR_END, at(local), until);
    }

    @Test
    void daysOfOneYearAreFrozenOnce() {
        assertEnd(MOVE, at("2026-11-23T00:00"), "2026-11-25T00:00");
        assertEnd(MOVE, at("2027-11-23T12:00"), null);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00, ",
        "2026-11-20T12:30, 2026-11-20T13:00",
        "2026-11-20T18:00, 2026-11-23T09:00",
        // 14 July is a holiday
        "2026-07-13T18:00, 2026-07-15T09:00",
    })
    void whereNobodyWorksNothingIsReleased(String local, String until) {
        assertEnd(NIGHT, at(local), until);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20T10:00, 2026-11-20T12:00", "2026-11-20T12:30, ", "2026-11-21T10:00, "})
    void wherePeopleWorkNothingIsReleased(String local, String until) {
        assertEnd(DAY, at(local), until);
    }

    @Test
    void theEndIsWhereNoOtherFreezeGoesOn() {
        assertThat(freezes.at(plan(WEEKEND + ", " + MOVE), at("2026-11-21T10:00")))
                .hasValueSatisfying(frozen -> {
                    assertThat(frozen.until()).isEqualTo(at("2026-11-25T00:00"));
                    assertThat(frozen.sentence())
                            .isEqualTo(
                                    "until Wednesday, 25 November 2026, 00:00 Europe/Paris (weekend: nobody is there)");
                });
    }

    @Test
    void whatNeverEndsIsSaidToBeWithoutAnEnd() {
        String first = "{id: one, reason: r, weekly: {from: monday 00:00, until: friday 00:00}}";
        String second = "{id: two, reason: r, weekly: {from: thursday 00:00, until: tuesday 00:00}}";
        assertThat(freezes.at(plan(first + ", " + second), at("2026-11-21T10:00")))
                .hasValueSatisfying(frozen -> {
                    assertThat(frozen.until()).isNull();
                    assertThat(frozen.sentence()).startsWith("without an end");
                });
    }

    @Test
    void aReleaseThatIsAskedForInAFreezeIsRefusedWithReasonAndEnd() {
        assertThatThrownBy(() -> gate.accept(plan(WEEKEND), false, Optional.of("it is late")))
                .isInstanceOfSatisfying(ConflictException.class, refused -> {
                    assertThat(refused.fact())
                            .isEqualTo("releases of demo are frozen until Monday, 23 November 2026, 08:00 Europe/Paris"
                                    + " (weekend: nobody is there)");
                    assertThat(refused.hint()).contains("emergency true and a reason", "Rollbacks are free");
                });
        clock.set(at("2026-11-23T08:00"));
        assertThat(gate.accept(plan(WEEKEND), false, Optional.empty())).isEmpty();
    }

    @Test
    void anEmergencyNeedsAReasonAndIsKeptWithTheAccountThatAskedForIt() {
        MaintenancePlan plan = plan(WEEKEND);
        assertThatThrownBy(() -> gate.accept(plan, true, Optional.empty())).isInstanceOf(InvalidFieldException.class);
        Map<String, Object> kept = gate.accept(plan, true, Optional.of("orders are lost"));
        Operation release = release(Map.of("reason", "orders are lost"), kept);
        assertThat(FreezeGate.emergency(release))
                .contains(
                        "anne: orders are lost; releases were frozen until Monday, 23 November 2026, 08:00 Europe/Paris"
                                + " (weekend: nobody is there)");
        gate.requireFree(plan, release);
        assertThat(gate.facts(plan, release, PlanDuration.parse("P1D")))
                .singleElement()
                .asString()
                .startsWith("Emergency of anne: orders are lost");
    }

    @Test
    void whatWasAskedForBeforeAFreezeDoesNotGetIntoProductionInIt() {
        MaintenancePlan plan = plan(WEEKEND);
        Operation release = release(Map.of(), Map.of());
        clock.set(at("2026-11-20T15:00"));
        gate.requireFree(plan, release);
        assertThat(gate.facts(plan, release, PlanDuration.parse("P1D")))
                .containsExactly("Releases are frozen from Friday, 20 November 2026, 16:00 Europe/Paris"
                        + " (weekend: nobody is there): what is not in production by then is not released.");
        assertThat(gate.facts(plan, release, PlanDuration.parse("PT30M"))).isEmpty();
        clock.set(at("2026-11-20T16:00"));
        assertThatThrownBy(() -> gate.requireFree(plan, release))
                .isInstanceOfSatisfying(
                        ReleaseFailedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("frozen"));
    }

    @Test
    void aPlanWithoutFreezesIsAlwaysFree() {
        assertThat(freezes.between(SomePlans.demo(), at("2026-01-01T00:00"), at("2027-01-01T00:00")))
                .isEmpty();
    }

    private void assertEnd(String freeze, Instant moment, String until) {
        Optional<Instant> end = freezes.at(plan(freeze), moment).map(Freezes.Frozen::until);
        assertThat(end).isEqualTo(Optional.ofNullable(until).map(FreezesTests::at));
    }

    private MaintenancePlan plan(String list) {
        return SomePlans.demo(folder, "release:\n", "release:\n  freezes: [" + list + "]\n");
    }

    private static Operation release(Map<String, Object> input, Map<String, Object> kept) {
        Map<String, Object> all = new HashMap<>(input);
        all.putAll(kept);
        return new Operation(
                "op-1",
                "releases",
                "demo",
                OperationStatus.RUNNING,
                all,
                "anne",
                at("2026-11-20T15:00"),
                "op-1",
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Paris")).toInstant();
    }
}
