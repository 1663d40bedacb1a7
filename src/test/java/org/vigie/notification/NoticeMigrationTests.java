package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.vigie.support.TestDatabase;

class NoticeMigrationTests {

    @Test
    void mailsOfEarlierVersionsAreNotSentAgain() {
        var database = new SimpleDriverDataSource(new org.postgresql.Driver(), TestDatabase.newDatabase());
        Flyway.configure().dataSource(database).target("0062?").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("""
                INSERT INTO effect (key, state, token, lease_until, attempts, result, created_at, done_at)
                SELECT key, state, gen_random_uuid(), now(), 1, '"smtp:<x@example.org>"', now(), now()
                  FROM (VALUES ('mail/MT-1/receipt/7', 'DONE'), ('mail/MT-2/receipt/8', 'FAILED'), ('file/x', 'DONE'))
                    AS kept (key, state)
                """).update();
        Flyway.configure().dataSource(database).target("0063").load().migrate();
        assertThat(new NoticeStore(jdbc).list(new NoticeFilter(null, null, null, null, 50)))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.key()).isEqualTo("MT-1/receipt/7");
                    assertThat(notice.subject()).isEqualTo("MT-1");
                    assertThat(notice.state()).isEqualTo(NoticeState.SENT);
                    assertThat(notice.wentTo()).isEqualTo("smtp:<x@example.org>");
                });
    }
}
