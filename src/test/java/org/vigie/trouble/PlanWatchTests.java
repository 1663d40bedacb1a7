package org.vigie.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.plan.PlanUses;
import org.vigie.plan.Plans;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** Rows of every kind that refer to what no plan file names any more. */
@VigieTest
@ExtendWith(OutputCaptureExtension.class)
class PlanWatchTests {

    @Autowired
    List<PlanUses> modules;

    @Autowired
    Plans plans;

    @Autowired
    TroubleStore store;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private PlanWatch watch;

    @BeforeEach
    void begin() {
        watch = new PlanWatch(modules, plans, store, clock);
        jdbc.sql("TRUNCATE ticket, sla_clock, escalation, notice, operation, post_mortem, github_sync, trouble CASCADE")
                .update();
        watch.look();
    }

    @Test
    void whatIsUnderWayAndNamedIsNoTrouble() {
        ticket("CZ-1", "cesizen", "P1");
        clock("CZ-1", "cesizen");
        notice("n1", "cesizen", plans.require("cesizen").contacts().getFirst().id(), "mail");
        watch.look();
        assertThat(store.open(PlanWatch.KIND)).isEmpty();
    }

    @Test
    void anApplicationWithoutAPlanIsOneTroubleThatNamesAllThatNeedsIt(CapturedOutput output) {
        ticket("GO-1", "gone", "P1");
        ticket("GO-2", "gone", "P2");
        clock("GO-1", "gone");
        operation("gone-backup-1", "gone", "main");
        jdbc.sql("INSERT INTO github_sync (kind, subject, application, due_at) VALUES ('ISSUE', 'GO-1', 'gone', now())")
                .update();
        jdbc.sql("INSERT INTO post_mortem (id, ticket_id, application, status, due, created_at)"
                        + " VALUES ('PM-GO-2', 'GO-2', 'gone', 'writing', now(), now())")
                .update();

        watch.look();
        watch.look();

        assertThat(store.open(PlanWatch.KIND)).singleElement().satisfies(trouble -> {
            assertThat(trouble.key()).isEqualTo("plan-gone");
            assertThat(trouble.message())
                    .startsWith("there is no plan of gone, which is needed by ")
                    .contains("1 open tickets (GO-1)", "1 open tickets (GO-2)", "1 running clocks (GO-1)")
                    .contains("1 open operations (gone-backup-1)", "1 open post-mortems (PM-GO-2)")
                    .contains("1 issues to be brought up to date (GO-1)");
            assertThat(trouble.hint()).contains("plans/gone.yaml");
        });
        assertThat(output.getOut().lines().filter(line -> line.contains("there is no plan of gone")))
                .as("said once, with the hint")
                .singleElement()
                .asString()
                .contains("hint: Put it back");

        jdbc.sql("TRUNCATE ticket, sla_clock, operation, post_mortem, github_sync CASCADE")
                .update();
        watch.look();
        assertThat(store.open(PlanWatch.KIND)).isEmpty();
    }

    @Test
    void partsOfAPlanThatAreGoneAreTroubles() {
        ticket("CZ-1", "cesizen", "P9");
        ticket("CZ-2", "cesizen", "P1");
        jdbc.sql("INSERT INTO escalation (id, ticket_id, target, state, started_at)"
                        + " VALUES ('CZ-2/response/1', 'CZ-2', 'response', 'running', now())")
                .update();
        jdbc.sql("INSERT INTO escalation_notice (escalation_id, step, contact, told_at)"
                        + " VALUES ('CZ-2/response/1', 0, 'moved-away', now())")
                .update();
        notice("n1", "cesizen", "left us", "mail");
        notice("n2", "cesizen", null, "pigeon");
        operation("cesizen-backup-1", "cesizen", "archive");

        watch.look();

        assertThat(store.open(PlanWatch.KIND))
                .extracting(Trouble::key, Trouble::message)
                .containsExactlyInAnyOrder(
                        tuple(
                                "plan-cesizen-priority-P9",
                                "plans/cesizen.yaml names no priority P9, which is needed by 1 open tickets (CZ-1)"),
                        tuple(
                                "plan-cesizen-contact-moved-away",
                                "plans/cesizen.yaml names no contact moved-away, which is needed by"
                                        + " 1 running escalations (CZ-2/response/1)"),
                        tuple(
                                "plan-cesizen-contact-left_us",
                                "plans/cesizen.yaml names no contact left us, which is needed by 1 waiting notices (n1)"),
                        tuple(
                                "plan-cesizen-channel-pigeon",
                                "plans/cesizen.yaml names no channel pigeon, which is needed by 1 waiting notices (n2)"),
                        tuple(
                                "plan-cesizen-database-archive",
                                "plans/cesizen.yaml names no database archive, which is needed by"
                                        + " 1 open operations (cesizen-backup-1)"));
    }

    private void ticket(String id, String application, String priority) {
        jdbc.sql("""
                        INSERT INTO ticket (id, application, title, description, type, impact, labels, reporter_name,
                                            reporter_email, source, priority, task_priority, status, created_at)
                        VALUES (:id, :application, 'title', '', 'corrective', 'limited', '{}', 'Inès', 'ines@example.org',
                                'api', :priority, 50, 'qualification', now())
                        """)
                .param("id", id)
                .param("application", application)
                .param("priority", priority)
                .update();
    }

    private void clock(String ticket, String application) {
        jdbc.sql("INSERT INTO sla_clock (ticket_id, target, application, state, warn_percent, revision, changed_at)"
                        + " VALUES (:ticket, 'response', :application, 'running', 75, 1, now())")
                .param("ticket", ticket)
                .param("application", application)
                .update();
    }

    private void notice(String key, String application, String contact, String channel) {
        jdbc.sql("""
                        INSERT INTO notice (key, application, subject, contact, name, address, language, template, channel,
                                            title, plain, html, created_at, due_at)
                        VALUES (:key, :application, 'CZ-1', :contact, '', 'x@example.org', 'fr', 't', :channel, '', '', '',
                                now(), now() + interval '1 year')
                        """)
                .param("key", key)
                .param("application", application)
                .param("contact", contact, java.sql.Types.VARCHAR)
                .param("channel", channel)
                .update();
    }

    private void operation(String id, String application, String database) {
        jdbc.sql("""
                        INSERT INTO operation (id, kind, application, status, input, request_key, request_hash, requested_by,
                                               requested_at, root_id)
                        VALUES (:id, 'backups', :application, 'running', '{}', :id, '', 'operator', now(), :id)
                        """).param("id", id).param("application", application).update();
        jdbc.sql("INSERT INTO target_lock (application, resource, holder, fence, since)"
                        + " VALUES (:application, 'database/' || :database, :id, 1, now())")
                .param("application", application)
                .param("database", database)
                .param("id", id)
                .update();
    }
}
