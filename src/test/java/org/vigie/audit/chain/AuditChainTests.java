package org.vigie.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
class AuditChainTests {

    @Autowired
    AuditChain chain;

    @Autowired
    ChainHead head;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MutableClock clock;

    @Autowired
    MockMvc http;

    private final String subject = "CH-" + UUID.randomUUID();

    @Test
    void whatVigieWroteHolds() throws Exception {
        write(5);
        ChainVerification found = chain.verify();
        assertThat(found.findings()).isEmpty();
        assertThat(found.intact()).isTrue();
        assertThat(found.links()).isGreaterThanOrEqualTo(5);
        assertThat(found.seals()).isPositive();
        http.perform(get("/api/audit/verification")
                        .with(SecurityMockMvcRequestPostProcessors.httpBasic("auditor", "auditor-secret")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.intact").value(true))
                .andExpect(jsonPath("$.head").value(found.head()));
    }

    @Test
    void manyWhoExtendAtOnceMakeOneChain() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Void> writer = () -> {
                for (int i = 0; i < 10; i++) {
                    add(i);
                    chain.extend();
                }
                return null;
            };
            for (Future<Void> written : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> writer).toList())) {
                written.get();
            }
        }
        chain.extend();
        assertThat(chain.verify().findings()).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM audit_link l JOIN audit_entry e ON e.id = l.entry_id"
                                + " WHERE e.subject = ?")
                        .param(subject)
                        .query(Integer.class)
                        .single())
                .isEqualTo(80);
    }

    /** Each as somebody does it who owns the tables. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            entry-changed    | UPDATE audit_entry SET actor = 'somebody else' WHERE id = :id
            entry-changed    | UPDATE audit_entry SET at = at - interval '1 day' WHERE id = :id
            entry-changed    | UPDATE audit_entry SET details = '{}' WHERE id = :id
            entry-changed    | UPDATE audit_entry SET entry_key = 'another' WHERE id = :id
            entry-changed    | UPDATE audit_link SET linked_at = linked_at - interval '1 day' WHERE entry_id = :id
            entry-missing    | DELETE FROM audit_entry WHERE id = :id
            link-missing     | DELETE FROM audit_link WHERE entry_id = :id
            entry-not-linked | DELETE FROM audit_link WHERE entry_id = :id
            seal-broken      | UPDATE audit_seal SET mac = '\\x00' WHERE seq = (SELECT max(seq) FROM audit_seal)
            seal-broken      | DELETE FROM audit_link WHERE seq = (SELECT max(seq) FROM audit_link)
            head-differs     | DELETE FROM audit_link WHERE seq = (SELECT max(seq) FROM audit_link)
            head-differs     | DELETE FROM audit_link
            """)
    void whatWasDoneAfterwardsIsFound(String kind, String statement) {
        write(3);
        long id = jdbc.sql("SELECT id FROM audit_entry WHERE subject = ? ORDER BY id LIMIT 1 OFFSET 1")
                .param(subject)
                .query(Long.class)
                .single();
        List<ChainVerification.Finding> findings = undone(() -> {
            unguarded(statement.replace(":id", Long.toString(id)));
            return chain.verify().findings();
        });
        assertThat(findings).extracting(finding -> finding.kind().id()).contains(kind);
        assertThat(chain.verify().findings()).isEmpty();
    }

    @Test
    void anEntryThatIsPutInBesideVigieIsFound() {
        write(2);
        List<ChainVerification.Finding> findings = undone(() -> {
            unguarded("INSERT INTO audit_entry (subject, at, actor, action) VALUES ('X', now(), 'lead', 'approved')");
            return chain.verify().findings();
        });
        assertThat(findings).extracting(finding -> finding.kind().id()).containsExactly("entry-not-linked");
    }

    /** Who makes the whole chain anew, hashes and all, cannot make the seals. */
    @Test
    void aChainThatSomebodyElseMadeIsFound() {
        write(3);
        List<ChainVerification.Finding> findings = undone(() -> {
            unguarded("UPDATE audit_entry SET actor = 'somebody else' WHERE subject = '" + subject + "'");
            byte[][] before = {ChainLink.BEFORE_THE_FIRST};
            chain.forEach(link -> {
                byte[] hash = link.hashAfter(before[0]);
                jdbc.sql("UPDATE audit_link SET hash = ? WHERE seq = ?")
                        .params(hash, link.seq())
                        .update();
                jdbc.sql("UPDATE audit_seal SET hash = ? WHERE seq = ?")
                        .params(hash, link.seq())
                        .update();
                before[0] = hash;
            });
            return chain.verify().findings();
        });
        assertThat(findings).extracting(finding -> finding.kind().id()).contains("seal-broken", "head-differs");
    }

    /** Whoever cuts the end off, seals and all, waits in vain for what is written afterwards to cover it up. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aBreakIsFoundAlsoWhenTheChainHasGoneOn(int writtenAfterwards) {
        write(3);
        var mark = head.read().orElseThrow();
        try {
            List<ChainVerification.Finding> findings = undone(() -> {
                unguarded("DELETE FROM audit_seal WHERE seq > " + (mark.seq() - 2));
                unguarded("DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_link WHERE seq > "
                        + (mark.seq() - 2) + ")");
                unguarded("DELETE FROM audit_link WHERE seq > " + (mark.seq() - 2));
                jdbc.sql("SET LOCAL session_replication_role = origin").update();
                write(writtenAfterwards);
                return chain.verify().findings();
            });
            assertThat(findings).extracting(finding -> finding.kind().id()).containsExactly("head-differs");
        } finally {
            head.write(mark.seq(), HexFormat.of().parseHex(mark.hash()));
        }
        assertThat(chain.verify().findings()).isEmpty();
    }

    @Test
    void whatIsWrittenAfterARestoreThatIsKnownIsRemembered() {
        write(2);
        head.write(head.read().orElseThrow().seq() + 1_000, ChainLink.BEFORE_THE_FIRST);
        chain.restored();
        write(1);
        assertThat(head.read().orElseThrow().hash()).isEqualTo(chain.verify().head());
        assertThat(chain.verify().findings()).isEmpty();
    }

    @Test
    void whatIsToldLateIsCountedAndNoFault() {
        write(1);
        long late = chain.verify().late();
        audit.add(new AuditEntry(
                subject, clock.instant().minus(Duration.ofDays(3)), "lead", "told late", Map.of("why", "outage")));
        chain.extend();
        assertThat(chain.verify().late()).isEqualTo(late + 1);
        assertThat(chain.verify().intact()).isTrue();
    }

    @Test
    void noTableCanBeEmptiedOrChanged() {
        write(1);
        for (String table : List.of("audit_entry", "audit_link", "audit_seal")) {
            assertThatThrownBy(() -> jdbc.sql("TRUNCATE " + table).update()).hasMessageContaining("append-only");
            assertThatThrownBy(() -> jdbc.sql("DELETE FROM " + table).update()).hasMessageContaining("append-only");
        }
    }

    @Test
    void aHeadThatCannotBeReadIsNoHead() throws Exception {
        write(1);
        var mark = head.read().orElseThrow();
        Files.writeString(head.file(), "nonsense");
        try {
            assertThat(chain.verify().findings())
                    .extracting(finding -> finding.kind().id())
                    .containsExactly("head-differs");
        } finally {
            head.write(mark.seq(), HexFormat.of().parseHex(mark.hash()));
        }
        assertThat(chain.verify().intact()).isTrue();
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            add(i);
        }
        chain.extend();
    }

    private void add(int number) {
        audit.add(new AuditEntry(subject, clock.instant(), "lead", "step " + number, Map.of("said", "ç’est « fait »")));
    }

    private void unguarded(String statement) {
        jdbc.sql("SET LOCAL session_replication_role = replica").update();
        jdbc.sql(statement).update();
    }

    /** Does something and takes it back. */
    private <T> T undone(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }
}
