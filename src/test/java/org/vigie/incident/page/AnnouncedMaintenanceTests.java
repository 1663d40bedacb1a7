package org.vigie.incident.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.MaintenanceTurns;
import org.vigie.statuspage.PlannedMaintenance;
import org.vigie.statuspage.StatusPages;
import org.vigie.statuspage.StatusRecord;
import org.vigie.statuspage.subscriber.TestSubscribers;
import org.vigie.support.KeptMails;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** Maintenance is planned in one place, and the public reads of it: W05 and W07 of the cases of monitoring. */
@VigieTest
class AnnouncedMaintenanceTests {

    private static final String WINDOWS = "/api/applications/demo/maintenance-windows";

    @Autowired
    MockMvc http;

    @Autowired
    StatusRecord record;

    @Autowired
    StatusPages pages;

    @Autowired
    MaintenanceTurns turns;

    @Autowired
    KeptMails mails;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private Instant from;
    private Instant to;

    @BeforeEach
    @AfterEach
    void nothingIsPlanned() {
        clock.set(VigieTest.START);
        from = VigieTest.START.plus(Duration.ofDays(2));
        to = from.plus(Duration.ofHours(1));
        // row by row: pages are written meanwhile
        for (String table : new String[] {
            "status_told",
            "status_subscriber",
            "status_maintenance",
            "status_claim",
            "status_span",
            "maintenance_window"
        }) {
            jdbc.sql("DELETE FROM " + table).update();
        }
    }

    @Test
    void isOnThePageAndToldOncePerChange() throws Exception {
        TestSubscribers.confirmed(jdbc, "demo", "maintenance-reader@example.org", "fr");
        String id = planned("{\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"disks of srv-db-1\"}".formatted(from, to));
        assertThat(shown()).singleElement().satisfies(maintenance -> {
            assertThat(maintenance.title().fr()).isEqualTo("Maintenance planifiée");
            assertThat(maintenance.startsAt()).isEqualTo(from);
            assertThat(maintenance.endsAt()).isEqualTo(to);
            assertThat(maintenance.components()).isNotEmpty();
        });

        Instant later = to.plus(Duration.ofHours(2));
        String moved = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, later);
        send(put(WINDOWS + "/" + id), moved)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.to").value(later.toString()));
        send(put(WINDOWS + "/" + id), moved).andExpect(status().isOk());
        assertThat(shown()).extracting(PlannedMaintenance::endsAt).containsExactly(later);

        send(delete(WINDOWS + "/" + id), "").andExpect(status().isNoContent());
        assertThat(shown()).extracting(PlannedMaintenance::state).containsExactly(PlannedMaintenance.State.CANCELLED);
        List<KeptMails.Received> told = mails.startingWith("status/").stream()
                .filter(mail -> mail.to().equals("maintenance-reader@example.org"))
                .toList();
        assertThat(told)
                .as("planned, moved, called off")
                .hasSize(3)
                .allSatisfy(mail -> assertThat(mail.subject() + mail.text())
                        .contains("aintenance")
                        .doesNotContain("srv-db-1"));
    }

    @Test
    void componentsAreInMaintenanceWhileItLastsAndOneEndsBeforeItsTime() throws Exception {
        String id = planned("{\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"disks\"}".formatted(from, to));
        String component = shown().getFirst().components().getFirst();
        clock.set(from.plusSeconds(60));
        turns.follow("demo");
        assertThat(pages.stateOf("demo", component)).isEqualTo(ComponentState.MAINTENANCE);

        send(put(WINDOWS + "/" + id), "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from.plusSeconds(1), to))
                .andExpect(status().isBadRequest());
        send(put(WINDOWS + "/" + id), "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, from.plusSeconds(30)))
                .andExpect(status().isBadRequest());
        send(delete(WINDOWS + "/" + id), "").andExpect(status().isNoContent());
        turns.follow("demo");
        assertThat(pages.stateOf("demo", component)).isNotEqualTo(ComponentState.MAINTENANCE);
        assertThat(shown()).extracting(PlannedMaintenance::state).containsExactly(PlannedMaintenance.State.ENDED);
        send(put(WINDOWS + "/" + id), "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to))
                .andExpect(status().isConflict());
    }

    @Test
    void whatIsNotToBeAnnouncedStaysInTheHouse() throws Exception {
        String id =
                planned("{\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"disks\",\"announce\":false}".formatted(from, to));
        send(put(WINDOWS + "/" + id), "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to.plusSeconds(60)))
                .andExpect(status().isOk());
        assertThat(shown()).isEmpty();
    }

    @Test
    void aMonitorThatThePublicDoesNotKnowAnnouncesNothing() throws Exception {
        planned("{\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"disks\",\"monitors\":[\"disk\"]}".formatted(from, to));
        assertThat(shown()).isEmpty();
    }

    private String planned(String body) throws Exception {
        String answer = send(post(WINDOWS), body)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(answer, "$.id");
    }

    private ResultActions send(MockHttpServletRequestBuilder request, String body) throws Exception {
        return http.perform(request.contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(httpBasic("operator", "operator-secret")));
    }

    private List<PlannedMaintenance> shown() {
        return record.maintenances("demo", VigieTest.START.minus(Duration.ofDays(30)));
    }
}
