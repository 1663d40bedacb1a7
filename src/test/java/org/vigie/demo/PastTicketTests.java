package org.vigie.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.engine.task.OpenTask;
import org.vigie.engine.task.UserTasks;
import org.vigie.support.KnownUserTasks;
import org.vigie.support.VigieTest;
import org.vigie.ticket.TicketIntake;

@VigieTest
class PastTicketTests {

    private static final String KEY = "demo-run/past/5";
    private static final long INSTANCE = 4711;

    @Autowired
    TicketIntake tickets;

    @Autowired
    JdbcClient jdbc;

    private final KnownUserTasks index = new KnownUserTasks();

    @Test
    void eachStepIsAnsweredByWhoAskedForTheScenarioUntilTheTicketIsClosed() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("userTasks", index));
        PastTicket past = new PastTicket(tickets, beans.getBeanProvider(UserTasks.class));

        assertThat(past.goOn(KEY, "operator")).isFalse();
        assertThat(index.completed()).as("its process has not begun").isEmpty();

        set("process_instance_key = " + INSTANCE);
        index.open().add(new OpenTask(1, "Task_QualifyTicket", INSTANCE, null));
        assertThat(past.goOn(KEY, "operator")).isFalse();
        assertThat(index.completed())
                .singleElement()
                .asString()
                .startsWith("1 operator ")
                .contains("decision=accept")
                .doesNotContain("validated");

        index.down(true);
        assertThat(past.goOn(KEY, "operator")).as("without an index").isFalse();
        index.down(false);
        index.open().set(0, new OpenTask(2, "Task_ValidateCorrection", INSTANCE, "demo"));
        assertThat(past.goOn(KEY, "operator")).isFalse();
        assertThat(index.completed())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("2 operator ")
                .contains("validated=yes")
                .doesNotContain("decision");

        set("status = 'resolved', closed_at = now()");
        assertThat(past.goOn(KEY, "operator")).isTrue();
        assertThat(jdbc.sql("SELECT count(*) FROM ticket WHERE request_key = :key")
                        .param("key", KEY)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private void set(String change) {
        assertThat(jdbc.sql("UPDATE ticket SET " + change + " WHERE request_key = :key")
                        .param("key", KEY)
                        .update())
                .isEqualTo(1);
    }
}
