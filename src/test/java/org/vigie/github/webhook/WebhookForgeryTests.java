package org.vigie.github.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.vigie.github.GitHubPlans;
import org.vigie.github.GitHubTest;
import org.vigie.github.Recorded;

/** Forged and damaged deliveries: all refused with the right status, and nothing of them is stored. */
@GitHubTest
class WebhookForgeryTests {

    private static final byte[] BODY = Recorded.bytes("issues.opened");
    private static final String ID = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    private Map<String, Integer> before;

    @BeforeEach
    void countRows() {
        before = rows();
    }

    /** A request, right in everything that a case does not change. */
    record Attempt(String type, String event, String id, String signature, String encoding, byte[] body) {

        static Attempt right() {
            return new Attempt("application/json", "issues", ID, sign(BODY, GitHubPlans.HELLO_SECRET), null, BODY);
        }

        Attempt type(String other) {
            return new Attempt(other, event, id, signature, encoding, body);
        }

        Attempt event(String other) {
            return new Attempt(type, other, id, signature, encoding, body);
        }

        Attempt id(String other) {
            return new Attempt(type, event, other, signature, encoding, body);
        }

        Attempt signature(String other) {
            return new Attempt(type, event, id, other, encoding, body);
        }

        Attempt encoding(String other) {
            return new Attempt(type, event, id, signature, other, body);
        }

        Attempt body(byte[] other) {
            return new Attempt(type, event, id, signature, encoding, other);
        }

        Attempt signed(byte[] other) {
            return body(other).signature(sign(other, GitHubPlans.HELLO_SECRET));
        }

        MockHttpServletRequestBuilder request() {
            MockHttpServletRequestBuilder request = post("/webhooks/github").content(body);
            header(request, "Content-Type", type);
            header(request, "X-GitHub-Event", event);
            header(request, "X-GitHub-Delivery", id);
            header(request, "X-Hub-Signature-256", signature);
            header(request, "Content-Encoding", encoding);
            return request;
        }

        private static void header(MockHttpServletRequestBuilder request, String name, String value) {
            if (value != null) {
                request.header(name, value);
            }
        }
    }

    static Stream<Arguments> forgeries() throws Exception {
        String right = sign(BODY, GitHubPlans.HELLO_SECRET);
        String text = new String(BODY, UTF_8);
        return Stream.of(
                forgery("no signature", 401, a -> a.signature(null)),
                forgery("empty signature", 401, a -> a.signature("")),
                forgery("signature without its algorithm", 401, a -> a.signature(right.substring(7))),
                forgery("SHA-1 signature", 401, a -> a.signature("sha1=" + hmac("HmacSHA1"))),
                forgery("SHA-1 in the name of SHA-256", 401, a -> a.signature("sha256=" + hmac("HmacSHA1"))),
                forgery("SHA-512 signature", 401, a -> a.signature("sha512=" + hmac("HmacSHA512"))),
                forgery("signature cut short", 401, a -> a.signature(right.substring(0, 40))),
                forgery("signature with something behind", 401, a -> a.signature(right + "00")),
                forgery("signature of zeros", 401, a -> a.signature("sha256=" + "0".repeat(64))),
                forgery("signature that is no hexadecimal", 401, a -> a.signature("sha256=" + "z".repeat(64))),
                forgery("two signatures", 401, a -> a.signature(right + "," + right)),
                forgery("wrong secret", 401, a -> a.signature(sign(BODY, "guessed"))),
                forgery("empty secret", 401, a -> a.signature(sign(BODY, " "))),
                forgery("secret of another repository", 401, a -> a.signature(sign(BODY, GitHubPlans.OCTO_SECRET))),
                forgery(
                        "signature of another body",
                        401,
                        a -> a.signature(sign(new byte[] {1}, GitHubPlans.HELLO_SECRET))),
                forgery("truncated body", 401, a -> a.body(Arrays.copyOf(BODY, BODY.length - 100))),
                forgery(
                        "one letter changed",
                        401,
                        a -> a.body(text.replace("Spelling", "spelling").getBytes(UTF_8))),
                forgery("line end added", 401, a -> a.body((text + "\n").getBytes(UTF_8))),
                forgery("serialised again", 401, a -> a.body(minified())),
                forgery("empty object", 401, a -> a.body("{}".getBytes(UTF_8))),
                forgery("no body", 400, a -> a.body(new byte[0])),
                forgery("text/plain", 415, a -> a.type("text/plain")),
                forgery("no content type", 415, a -> a.type(null)),
                forgery(
                        "form",
                        415,
                        a -> a.type("application/x-www-form-urlencoded").signed(("payload=" + text).getBytes(UTF_8))),
                forgery("multipart", 415, a -> a.type("multipart/form-data; boundary=x")),
                forgery("JSON in another encoding", 415, a -> a.type("application/json;charset=UTF-16")),
                forgery("vendor JSON", 415, a -> a.type("application/vnd.github+json")),
                forgery("gzip", 415, a -> a.encoding("gzip").signed(gzip())),
                forgery("10 MB", 413, a -> a.signed(new byte[10 * 1024 * 1024])),
                forgery(
                        "10 MB and no signature",
                        413,
                        a -> a.body(new byte[10 * 1024 * 1024]).signature(null)),
                forgery("no event", 400, a -> a.event(null)),
                forgery("empty event", 400, a -> a.event("")),
                forgery("event that is not asked for", 422, a -> a.event("star")),
                forgery("no delivery id", 400, a -> a.id(null)),
                forgery("delivery id that is a number", 400, a -> a.id("4711")),
                forgery("delivery id with SQL", 400, a -> a.id(ID + "'; DROP TABLE ticket; --")),
                forgery(
                        "unknown repository",
                        404,
                        a -> a.signed(text.replace("Codertocat/Hello-World", "some/where")
                                .getBytes(UTF_8))),
                forgery(
                        "repository of another plan",
                        401,
                        a -> a.signed(text.replace("Codertocat/Hello-World", GitHubPlans.OCTO_REPO)
                                .getBytes(UTF_8))),
                forgery("no repository", 400, a -> a.signed("{\"action\": \"opened\"}".getBytes(UTF_8))),
                forgery("signed, but no JSON", 400, a -> a.signed("payload".getBytes(UTF_8))),
                forgery("signed, but a list", 400, a -> a.signed("[1]".getBytes(UTF_8))),
                forgery("signed, but two objects", 400, a -> a.signed("{}{}".getBytes(UTF_8))),
                forgery("signed, but the same field twice", 400, a -> a.signed("{\"a\":1,\"a\":2}".getBytes(UTF_8))),
                forgery("signed, but not UTF-8", 400, a -> a.signed(new byte[] {'{', '"', (byte) 0xc3, '"', '}'})),
                forgery(
                        "signed, but nested without end",
                        400,
                        a -> a.signed("[".repeat(100_000).getBytes(UTF_8))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("forgeries")
    void refusesAndStoresNothing(String name, int status, UnaryOperator<Attempt> forge) throws Exception {
        var response =
                http.perform(forge.apply(Attempt.right()).request()).andReturn().getResponse();
        assertThat(response.getStatus()).as(name).isEqualTo(status);
        assertThat(response.getContentAsString())
                .doesNotContain(GitHubPlans.HELLO_SECRET)
                .contains("\"status\":" + status);
        assertNothingStored();
    }

    @Test
    void refusesEverythingWhileNoSecretIsConfigured() throws Exception {
        Path hello = GitHubPlans.SECRETS.resolve("hello.secret");
        Path octo = GitHubPlans.SECRETS.resolve("octo.secret");
        try {
            Files.delete(hello);
            Files.writeString(octo, "  \n");
            for (String secret : new String[] {GitHubPlans.HELLO_SECRET, " ", "null"}) {
                var response = http.perform(
                                Attempt.right().signature(sign(BODY, secret)).request())
                        .andReturn()
                        .getResponse();
                assertThat(response.getStatus()).isEqualTo(503);
                assertThat(response.getContentAsString()).contains("webhookSecretFrom");
            }
        } finally {
            GitHubPlans.mangatheque();
            GitHubPlans.cesizen();
        }
        assertNothingStored();
    }

    private void assertNothingStored() {
        assertThat(rows()).isEqualTo(before);
    }

    /** Other classes of the test run use the same database. */
    private Map<String, Integer> rows() {
        Map<String, Integer> rows = new TreeMap<>();
        for (String table : new String[] {"delivery", "github_issue", "ticket", "audit_entry"}) {
            rows.put(
                    table,
                    jdbc.sql("SELECT count(*) FROM " + table)
                            .query(Integer.class)
                            .single());
        }
        return rows;
    }

    private static Arguments forgery(String name, int status, UnaryOperator<Attempt> forge) {
        return Arguments.of(name, status, forge);
    }

    private static String sign(byte[] body, String secret) {
        return Recorded.signature(body, secret);
    }

    private static String hmac(String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(GitHubPlans.HELLO_SECRET.getBytes(UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(BODY));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] minified() {
        try {
            ObjectMapper json = new ObjectMapper();
            return json.writeValueAsBytes(json.readTree(BODY));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] gzip() {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(BODY);
            }
            return packed.toByteArray();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
