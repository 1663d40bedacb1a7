package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.support.FakeSmtpServer;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** Through a mail server that goes away, refuses readers and is asked by two at once. Nothing is due but by the test. */
@VigieTest
@TestPropertySource(properties = "vigie.notices.poll-interval=PT1H")
class NoticeDeliveryTests {

    private static final FakeSmtpServer SERVER = FakeSmtpServer.started();
    private static final String INES = "ines@example.org";
    private static final String SUPPORT = "support@mangatheque.example";
    private static final String LEAD = "responsable@mangatheque.example";
    private static final List<String> CONTACTS = List.of(
            SUPPORT,
            LEAD,
            "devops@mangatheque.example",
            "securite@mangatheque.example",
            "hebergeur@mangatheque.example",
            "postgresql@mangatheque.example");

    @Autowired
    Notices notices;

    @Autowired
    NoticeDispatcher dispatcher;

    @Autowired
    NoticeAttempts attempts;

    @Autowired
    NoticeStore store;

    @Autowired
    NoticeProperties properties;

    @Autowired
    Channels channels;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MutableClock clock;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", SERVER::port);
    }

    @BeforeEach
    void start() {
        clock.set(VigieTest.START);
    }

    @AfterEach
    void clear() {
        settle();
        jdbc.sql("DELETE FROM notice").update();
        SERVER.forget();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void everyMailArrivesOnceAfterTheServerWasAwayForHalfAnHour() {
        SERVER.goAway();
        IntStream.range(0, 20).forEach(number -> notices.tell(notice("MT-1/receipt/" + number, INES)));
        for (int minute = 0; minute < 30; minute++) {
            settle();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(SERVER.received()).isEmpty();
        assertThat(list(NoticeState.WAITING)).hasSize(20).allSatisfy(notice -> {
            assertThat(notice.reason()).contains("the mail server did not take a mail");
            assertThat(notice.attempts()).isBetween(6, 9);
            assertThat(notice.nextAttemptAt()).isBeforeOrEqualTo(clock.instant().plus(NoticeAttempts.LONGEST_PAUSE));
        });

        SERVER.comeBack();
        clock.advance(NoticeAttempts.LONGEST_PAUSE);
        settle();
        assertThat(list(NoticeState.SENT)).hasSize(20);
        assertThat(SERVER.received())
                .extracting(mail -> FakeSmtpServer.header(mail, "Message-ID"))
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(SERVER.received())
                .allSatisfy(mail -> assertThat(FakeSmtpServer.header(mail, "X-Vigie-Repeated"))
                        .isNull());
    }

    @Test
    void oneRefusedReaderHoldsUpNobodyAndSupportIsTold() throws Exception {
        SERVER.refuse(INES);
        notices.tell(notice("MT-1/receipt/1", INES));
        notices.tell(notice("MT-2/receipt/2", "paul@example.org"));
        settle();
        assertThat(SERVER.received("paul@example.org")).hasSize(1);
        assertThat(list(NoticeState.REFUSED)).singleElement().satisfies(notice -> {
            assertThat(notice.key()).isEqualTo("MT-1/receipt/1");
            assertThat(notice.reason()).isEqualTo("550 5.1.1 no such user");
            assertThat(notice.attempts()).isEqualTo(1);
            assertThat(notice.wentTo()).isNull();
        });
        MimeMessage told = SERVER.received(SUPPORT).getFirst();
        assertThat(told.getSubject()).isEqualTo("[MT-1] MangaThèque : un message à Inès n'est pas arrivé");
        assertThat(Mails.arrived(told).text())
                .contains(INES, "[MT-1] MangaThèque : votre signalement est enregistré", "550 5.1.1 no such user")
                .contains("joindre Inès par un autre moyen");
        assertThat(SERVER.received()).hasSize(2);
    }

    @Test
    void whoIsNotAnAddressIsRefusedAndNotThrownAtTheCaller() {
        notices.tell(notice("MT-1/receipt/1", "ines at example"));
        settle();
        assertThat(list(NoticeState.REFUSED))
                .singleElement()
                .satisfies(notice -> assertThat(notice.reason()).isEqualTo("'ines at example' is not a mail address"));
        assertThat(SERVER.received(SUPPORT)).hasSize(1);
    }

    @Test
    void aRefusedRefusalGoesToTheNextUntilNobodyIsLeft() throws Exception {
        SERVER.refuse(SUPPORT);
        notices.tell(notice("MT-1/warning/1", new Recipient("help", "Support utilisateur", SUPPORT)));
        settle();
        assertThat(SERVER.received())
                .as("not the refused one again, but the next of the plan")
                .singleElement()
                .satisfies(mail -> assertThat(Mails.arrived(mail).to()).contains(LEAD));

        SERVER.forget();
        SERVER.refuse(INES);
        CONTACTS.forEach(SERVER::refuse);
        notices.tell(notice("MT-2/receipt/1", INES));
        settle();
        assertThat(SERVER.received()).isEmpty();
        assertThat(notices.list(new NoticeFilter(NoticeState.REFUSED, null, "MT-2", null, 50)))
                .extracting(KeptNotice::address)
                .containsExactlyInAnyOrder(
                        INES,
                        CONTACTS.get(0),
                        CONTACTS.get(1),
                        CONTACTS.get(2),
                        CONTACTS.get(3),
                        CONTACTS.get(4),
                        CONTACTS.get(5));
        assertThat(jdbc.sql("SELECT plain FROM notice WHERE key = 'MT-2/receipt/1/refused/ops'")
                        .query(String.class)
                        .single())
                .contains("N'ont pas pu en être informés non plus : Support utilisateur, Responsable technique");
    }

    @Test
    void isGivenUpAfterThreeDaysAndSomebodyElseIsTold() {
        SERVER.answer("RCPT TO:<" + INES + ">", "450 later");
        notices.tell(notice("MT-1/receipt/1", INES));
        settle();
        clock.advance(Duration.ofDays(3).minusSeconds(1));
        settle();
        assertThat(list(NoticeState.WAITING)).hasSize(1);
        clock.advance(NoticeAttempts.LONGEST_PAUSE);
        settle();
        assertThat(list(NoticeState.GIVEN_UP))
                .singleElement()
                .satisfies(notice -> assertThat(notice.reason()).contains("450 later"));
        assertThat(SERVER.received(SUPPORT))
                .singleElement()
                .satisfies(mail ->
                        assertThat(Mails.arrived(mail).text()).contains("L'envoi a été tenté pendant des jours"));
    }

    @Test
    void afterACrashBetweenDeliveryAndRecordTheSameMailComesMarkedAsRepeated() {
        Claim cutOff = insertAndClaim("MT-1/receipt/1");
        channels.require("mangatheque", "mail").deliver(cutOff.message());

        settle(1);
        assertThat(SERVER.received()).as("the lease holds").hasSize(1);
        clock.advance(properties.lease().plusSeconds(1));
        settle();
        assertThat(SERVER.received())
                .hasSize(2)
                .extracting(mail -> FakeSmtpServer.header(mail, "X-Vigie-Repeated"))
                .containsExactly(null, "true");
        assertThat(SERVER.received().stream()
                        .map(mail -> FakeSmtpServer.header(mail, "Message-ID"))
                        .distinct())
                .hasSize(1);

        SERVER.refuse(INES);
        attempts.deliver(cutOff);
        assertThat(list(NoticeState.SENT)).as("who lost it changes nothing").hasSize(1);
        assertThat(SERVER.received(SUPPORT)).isEmpty();
    }

    @Test
    void twoDispatchersBesideEachOtherSendOnce() throws Exception {
        IntStream.range(0, 100).forEach(number -> insert("MT-1/receipt/" + number));
        NoticeDispatcher other = new NoticeDispatcher(attempts, properties);
        for (int i = 0; i < 4; i++) {
            dispatcher.kick();
            other.kick();
        }
        settle();
        other.destroy();
        assertThat(SERVER.received())
                .extracting(mail -> FakeSmtpServer.header(mail, "Message-ID"))
                .hasSize(100)
                .doesNotHaveDuplicates();
        assertThat(list(NoticeState.SENT))
                .hasSize(100)
                .allSatisfy(notice -> assertThat(notice.attempts()).isEqualTo(1));
    }

    @Test
    void belongsToTheTransactionOfTheCallerAndIsToldOncePerKey() {
        transaction.executeWithoutResult(status -> {
            notices.tell(notice("MT-1/receipt/1", INES));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> {
            notices.tell(notice("MT-2/receipt/1", INES));
            dispatcher.kick();
            assertThat(SERVER.received()).isEmpty();
        });
        notices.tell(notice("MT-2/receipt/1", "someone.else@example.org"));
        await().untilAsserted(() -> assertThat(list(NoticeState.SENT)).hasSize(1));
        assertThat(SERVER.received())
                .singleElement()
                .satisfies(mail -> assertThat(Mails.arrived(mail).to()).contains(INES));
    }

    private void settle() {
        settle(0);
    }

    /** Lets the dispatcher work until nothing is due or under way but what was left behind. */
    private void settle(int leftBehind) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    dispatcher.kick();
                    return jdbc.sql("SELECT count(*) FROM notice WHERE state = 'WAITING' AND due_at <= :now")
                                    .param("now", Timestamp.from(clock.instant()))
                                    .query(Integer.class)
                                    .single()
                            == leftBehind;
                });
    }

    /** In one transaction, so that the dispatcher does not come first. */
    private Claim insertAndClaim(String key) {
        return Objects.requireNonNull(transaction.execute(status -> {
            insert(key);
            return attempts.claim().orElseThrow();
        }));
    }

    private void insert(String key) {
        Notice notice = notice(key, INES);
        NoticeTexts.Text text = new NoticeTexts("http://localhost:8080/tasklist", "http://localhost:8090")
                .render(notice.template(), notice.language(), notice.values());
        store.insert(notice, text, clock.instant(), null);
    }

    private List<KeptNotice> list(NoticeState state) {
        return notices.list(new NoticeFilter(state, null, null, null, 500));
    }

    private static Notice notice(String key, String address) {
        return notice(key, Recipient.of("Inès", address));
    }

    private static Notice notice(String key, Recipient to) {
        String ticket = key.substring(0, key.indexOf('/'));
        Map<String, Object> values = Map.of("id", ticket, "application", "MangaThèque", "reporter", to.name());
        return Notice.mail(key, "mangatheque", ticket, to, Locale.FRENCH, "ticket-receipt", values);
    }
}
