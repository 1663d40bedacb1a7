package org.vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.alert.route.AlertRouting;
import org.vigie.alert.route.Route;
import org.vigie.engine.decision.Decisions;

class AlertRoutingTests {

    private static final AlertRouting ROUTING = new AlertRouting(new Decisions());

    /** M-ALR-1 to M-ALR-4. */
    @ParameterizedTest
    @CsvSource({
        "SITE_DOWN, critical",
        "SERVER_ERRORS, critical",
        "DATABASE_UNREACHABLE, critical",
        "DISK_FULL, critical",
        "PERFORMANCE_DEGRADED, important",
        "FREQUENT_404, important",
        "BACKUP_FAILED, important",
        "BACKUP_WATCH, important",
        "STANDSTILL, important",
        "UPDATE_AVAILABLE, informative",
        "NEW_USERS, informative",
        "WEEKLY_STATISTICS, informative",
    })
    void isAsSeriousAsThePlanSays(AlertKind kind, String severity) {
        Route route = ROUTING.route("mangatheque", kind, null);
        assertThat(route.severity()).isEqualTo(severity);
        switch (severity) {
            case "critical" -> {
                assertThat(route.delay()).isZero();
                assertThat(route.channels()).containsExactly("mail", "team", "sms");
            }
            case "important" -> {
                assertThat(route.deadline()).isLessThanOrEqualTo(Duration.ofHours(2));
                assertThat(route.channels()).containsExactly("mail", "team");
            }
            default -> {
                assertThat(route.deadline()).isLessThanOrEqualTo(Duration.ofHours(24));
                assertThat(route.digest()).isTrue();
                assertThat(route.channels()).isEqualTo(List.of("team"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void everyKindHasARouteThatKeepsItsDeadlineAndAName(AlertKind kind) {
        for (String hint : new String[] {null, "critical", "warning", "other"}) {
            Route route = ROUTING.route("demo", kind, hint);
            assertThat(route.delay()).isLessThanOrEqualTo(route.deadline());
            assertThat(route.rule()).startsWith("Rule_");
        }
        assertThat(AlertTexts.of(kind, Locale.FRENCH)).isNotEqualTo(kind.code());
        assertThat(AlertTexts.of(kind, Locale.ENGLISH)).isNotEqualTo(kind.code());
    }

    @Test
    void oneSeverityIsWorseThanAnother() {
        assertThat(Route.isWorse("critical", "important")).isTrue();
        assertThat(Route.isWorse("important", "important")).isFalse();
        assertThat(Route.isWorse("informative", "important")).isFalse();
    }
}
