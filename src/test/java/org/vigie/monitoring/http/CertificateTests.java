package org.vigie.monitoring.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Observation;
import org.vigie.plan.MonitorSettings.Family;
import org.vigie.plan.MonitorSettings.HttpSettings;
import org.vigie.plan.PlanDuration;

/** What checks say about certificates, of real servers with TLS; the JVM judges them by the time of the machine. */
class CertificateTests {

    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nshop";
    private static final Instant NOW = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant BEFORE = in(-100);
    private static final Authority ROOT = Authority.root("Root", NOW);
    private static final Authority OLD_ROOT = Authority.root("Old root", NOW);
    private static final Authority MIDDLE = ROOT.below("Middle", BEFORE, in(1000));

    private final KeyPair keys = Authority.newKeys();
    private final List<TlsServer> servers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (TlsServer server : servers) {
            server.close();
        }
    }

    @Test
    void aGoodCertificateIsUpAndItsEndIsKept() {
        Observation seen = check(serve(chain(MIDDLE.server("a.example", keys, BEFORE, in(300)))), ROOT);
        assertThat(seen.state()).isEqualTo(MonitorState.UP);
        assertThat(seen.measures()).containsEntry("certificateEnds", in(300).toString());
    }

    @Test
    void oneThatEndsSoonIsToldBefore() {
        X509Certificate leaf = MIDDLE.server("a.example", keys, BEFORE, in(3));
        Observation seen = check(serve(chain(leaf)), ROOT);
        assertThat(seen.state()).isEqualTo(MonitorState.DEGRADED);
        assertThat(seen.cause()).isEqualTo("certificate-expiring");
        assertThat(seen.subject()).isEqualTo("a.example/" + serial(leaf));
        assertThat(seen.text()).contains("of a.example (serial number " + serial(leaf) + ") ends in 3 days");
    }

    @Test
    void oneThatHasEndedIsDown() {
        Observation seen = check(serve(chain(MIDDLE.server("a.example", keys, BEFORE, in(-1)))), ROOT);
        assertThat(seen.state()).isEqualTo(MonitorState.DOWN);
        assertThat(seen.cause()).isEqualTo("certificate-expired");
    }

    @Test
    void oneOfAnotherHostIsDown() {
        assertThat(check(serve(chain(MIDDLE.server("b.example", keys, BEFORE, in(300)))), ROOT)
                        .cause())
                .isEqualTo("certificate-name");
    }

    @Test
    void oneThatNobodyTrustsIsDown() {
        X509Certificate leaf = MIDDLE.server("a.example", keys, BEFORE, in(300));
        assertThat(check(serve(leaf, MIDDLE.certificate(), ROOT.certificate()), OLD_ROOT)
                        .cause())
                .isEqualTo("certificate-untrusted");
    }

    /** C06: the certificate of the host before the redirect ends, too. */
    @Test
    void everyHopIsLookedAt() {
        X509Certificate first = MIDDLE.server("a.example", keys, BEFORE, in(3));
        Observation seen = redirected(first, MIDDLE.server("b.example", keys, BEFORE, in(300)));
        assertThat(seen.cause()).isEqualTo("certificate-expiring");
        assertThat(seen.subject()).isEqualTo("a.example/" + serial(first));
        assertThat(seen.text()).contains("a.example (serial number " + serial(first) + ", hop 1 of 2) ends in 3 days");
        assertThat(seen.measures()).containsEntry("certificateEnds", in(3).toString());
    }

    /** C06: of two that end, the one that is first to end, whatever the order of the hops. */
    @Test
    void ofSeveralHopsTheFirstToEndIsTold() {
        X509Certificate second = MIDDLE.server("b.example", keys, BEFORE, in(2));
        Observation seen = redirected(MIDDLE.server("a.example", keys, BEFORE, in(5)), second);
        assertThat(seen.subject()).isEqualTo("b.example/" + serial(second));
        assertThat(seen.text()).contains("hop 2 of 2");
    }

    /** C06: who asks b meets the very certificate that who is redirected to it meets. */
    @Test
    void theSameCertificateIsTheSameSubjectOnEveryWay() {
        X509Certificate shared = MIDDLE.server("b.example", keys, BEFORE, in(3));
        Observation direct = check(serve(chain(shared)).at("b.example"), ROOT);
        Observation redirected = redirected(MIDDLE.server("a.example", keys, BEFORE, in(300)), shared);
        assertThat(direct.subject()).isEqualTo(redirected.subject());
    }

    /** C08: browsers find the way to the root that they have. */
    @Test
    void anOldCrossSignedRootThatEndedIsIgnored() {
        X509Certificate leaf = MIDDLE.server("a.example", keys, BEFORE, in(300));
        X509Certificate cross = OLD_ROOT.cross(ROOT, BEFORE, in(-1));
        for (Authority[] trusted : new Authority[][] {{ROOT}, {ROOT, OLD_ROOT}, {OLD_ROOT, ROOT}}) {
            Observation seen = check(serve(leaf, MIDDLE.certificate(), cross), trusted);
            assertThat(seen.state()).isEqualTo(MonitorState.UP);
            assertThat(seen.measures()).containsEntry("certificateEnds", in(300).toString());
        }
    }

    /** C08: the way that lasts longest counts. */
    @Test
    void aCrossSignedMiddleThatEndsSoonIsNoAlarmWhileThereIsAnother() {
        X509Certificate leaf = MIDDLE.server("a.example", keys, BEFORE, in(300));
        X509Certificate cross = OLD_ROOT.cross(MIDDLE, BEFORE, in(2));
        for (X509Certificate[] shown :
                new X509Certificate[][] {{leaf, cross, MIDDLE.certificate()}, {leaf, MIDDLE.certificate(), cross}}) {
            Observation seen = check(serve(shown), OLD_ROOT, ROOT);
            assertThat(seen.state()).isEqualTo(MonitorState.UP);
            assertThat(seen.measures()).containsEntry("certificateEnds", in(300).toString());
        }
    }

    /** C08: the only way ends before the leaf does. */
    @Test
    void aMiddleThatEndsBeforeTheLeafIsToldBefore() {
        Authority fleeting = ROOT.below("Fleeting", BEFORE, in(4));
        X509Certificate leaf = fleeting.server("a.example", keys, BEFORE, in(300));
        Observation seen = check(serve(leaf, fleeting.certificate()), ROOT);
        assertThat(seen.cause()).isEqualTo("certificate-expiring");
        assertThat(seen.measures()).containsEntry("certificateEnds", in(4).toString());
    }

    /** C08. */
    @Test
    void anIncompleteChainIsAKindOfItsOwn() {
        Observation seen = check(serve(MIDDLE.server("a.example", keys, BEFORE, in(300))), ROOT);
        assertThat(seen.state()).isEqualTo(MonitorState.DOWN);
        assertThat(seen.cause()).isEqualTo("certificate-incomplete");
        assertThat(seen.text()).contains("CN=Middle");
    }

    private Observation redirected(X509Certificate first, X509Certificate second) {
        TlsServer target = serve(chain(second));
        TlsServer start = server(
                "HTTP/1.1 301 Moved\r\nLocation: " + target.at("b.example") + "\r\nContent-Length: 0\r\n\r\n",
                chain(first));
        return check(start.at("a.example"), ROOT);
    }

    private Observation check(TlsServer server, Authority... trusted) {
        return check(server.at("a.example"), trusted);
    }

    private static Observation check(URI site, Authority... trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Authority authority : trusted) {
                store.setCertificateEntry(authority.name(), authority.certificate());
            }
            Names names = new Names(host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
            HttpSettings wanted = new HttpSettings(
                    site, PlanDuration.parse("PT10S"), List.of(), null, List.of("b.example"), null, 0, Family.ANY);
            return new HttpCheck(names, new HopClient(Certificates.trusting(store))).run(wanted, NOW);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TlsServer serve(X509Certificate... chain) {
        return server(FINE, chain);
    }

    private TlsServer server(String answer, X509Certificate... chain) {
        TlsServer server = TlsServer.start(answer, keys, chain);
        servers.add(server);
        return server;
    }

    private static X509Certificate[] chain(X509Certificate leaf) {
        return new X509Certificate[] {leaf, MIDDLE.certificate()};
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private static Instant in(int days) {
        return NOW.plus(Duration.ofDays(days));
    }
}
