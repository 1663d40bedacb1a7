package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Severity;
import org.vigie.plan.load.PlanLoader;

class AudiencesTests {

    @Test
    void mangathequeIsToldAsItsWrittenPlanSays() {
        assertThat(told("mangatheque", Severity.CRITICAL))
                .containsExactly("mail lead", "mail ops", "team null", "sms lead", "sms ops");
        assertThat(told("mangatheque", Severity.IMPORTANT)).containsExactly("mail lead", "mail ops", "team null");
        assertThat(told("mangatheque", Severity.INFORMATIVE)).containsExactly("team null");
    }

    @Test
    void aPlanThatSaysNothingIsToldByMail() {
        assertThat(told("demo", Severity.INFORMATIVE)).containsExactly("mail you");
        assertThat(told("cesizen", Severity.CRITICAL)).containsExactly("mail lead", "mail ops");
    }

    private static List<String> told(String application, Severity severity) {
        MaintenancePlan plan = PlanLoader.load("plans").require(application);
        return Audiences.of(plan, severity).stream()
                .map(reader -> reader.channel() + " " + reader.to().contact())
                .toList();
    }
}
