package org.vigie.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.engine.event.EventQuarantine;
import org.vigie.shared.NotFoundException;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class EventWatchTests {

    @Autowired
    EventQuarantine quarantine;

    @Autowired
    TroubleStore store;

    @Autowired
    Troubles troubles;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private EventWatch watch;

    @BeforeEach
    void empty() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM trouble").update();
        jdbc.sql("DELETE FROM event_quarantine").update();
        watch = new EventWatch(quarantine, store, clock);
    }

    @Test
    void anEventThatCannotBeReadIsATroubleUntilItIsReleased() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO event_quarantine (id, listener_id, event_type, serialized_event, publication_date, reason,
                                              quarantined_at)
                VALUES (:id, 'test', 'org.vigie.Gone', '{', :at, 'no such type', :at)
                """)
                .param("id", id)
                .param("at", java.sql.Timestamp.from(VigieTest.START))
                .update();
        watch.look();
        String key = "event-" + id;
        assertThat(troubles.require(key).message())
                .isEqualTo("an event Gone of 2026-11-20T09:00:00Z cannot be read: no such type");

        assertThat(watch.retry(troubles.require(key))).isTrue();
        assertThat(quarantine.list()).isEmpty();
        assertThatThrownBy(() -> troubles.retry(key, "operator")).isInstanceOf(NotFoundException.class);
        watch.look();
        assertThat(troubles.require(key).clearedAt()).isNotNull();
        jdbc.sql("DELETE FROM event_publication WHERE id = :id").param("id", id).update();
    }
}
