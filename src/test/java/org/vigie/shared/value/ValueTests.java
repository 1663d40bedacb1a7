package org.vigie.shared.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.shared.InvalidFieldException;
import org.vigie.support.RandomTexts;

class ValueTests {

    private static final int MANY = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        marc@example.org                       | marc@example.org
        ' marc@example.org '                   | marc@example.org
        a.b+c@sub.example.org                  | a.b+c@sub.example.org
        o'neill@example.org                    | o'neill@example.org
        anna@bücher.example                    | anna@xn--bcher-kva.example
        root@localhost                         | root@localhost
        """)
    void takesOneMailbox(String text, String address) {
        assertThat(MailAddress.of("email", text).text()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@example.org",
                "a@",
                "a@b@c",
                "a b@example.org",
                "a@exa mple.org",
                "a@example.org,b@example.org",
                "a@example.org;b@example.org",
                "group:a@example.org;",
                "<a@example.org>",
                "A <a@example.org>",
                "\"a b\"@example.org",
                "a(c)@example.org",
                "a@[127.0.0.1]",
                "a@127.0.0.1",
                "a@example..org",
                ".a@example.org",
                "a.@example.org",
                "a..b@example.org",
                "a@-example.org",
                "a@example-.org",
                "é@example.org",
                "a@example.org\r\nBcc: b@example.org",
                "a\u0000@example.org",
                "a\u0085@example.org",
                "a\u202e@example.org",
                "a@example\u2028.org",
                "a@straße.example",
                "a@βόλος.example",
                "a@exa\u200cmple.org",
                "a@exa\u200dmple.org",
                "a@\u202eexample.org"
            })
    void refusesWhatIsNoMailbox(String text) {
        assertThatThrownBy(() -> MailAddress.of("email", text)).isInstanceOf(InvalidFieldException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c@example.org",
                "Camille <c@example.org>",
                "[c@example.org](mailto:c@example.org)",
                "mailto:c@example.org",
                "`c@example.org`",
                "<c@example.org>",
                "**c@example.org**",
                "\"Durand, Camille\" <c@example.org>",
                "MAILTO:c@example.org",
                "[write me](mailto:c@example.org?subject=x)",
                "`mailto:c@example.org`"
            })
    void understandsHowPeopleWriteTheirAddress(String text) {
        assertThat(MailAddress.in(text)).contains(new MailAddress("c@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "c at example.org",
                "c@example.org or d@example.org",
                "<c@example.org> <d@example.org>",
                "[c](http://example.org)",
                "c@example.org\nd@example.org"
            })
    void doesNotGuessAnAddress(String text) {
        assertThat(MailAddress.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller, \"Zoé\" (ops)",
                "O'Neill",
                "中文名字",
                "😀",
                "=?utf-8?q?x?=",
                "👨‍👩‍👧 family",
                "e\u0301ve",
                "שלום"
            })
    void keepsNamesAsTheyAre(String name) {
        assertThat(PersonName.of("name", name).text()).isEqualTo(name);
        assertThat(PersonName.cleaned(name).text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200b",
                "\u3164",
                "\u2800",
                "a\nb",
                "a\u0092b",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb",
                "a\u0000b",
                "a\ud800b",
                "a\ufeffb"
            })
    void refusesNamesAndTitlesThatCannotStandInALine(String text) {
        assertThatThrownBy(() -> PersonName.of("name", text)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> Title.of("title", text)).isInstanceOf(InvalidFieldException.class);
        assertThat(PersonName.cleaned(text).text()).isNotBlank();
        assertThat(Title.of("title", Title.cleaned(text).text())).isEqualTo(Title.cleaned(text));
    }

    @Test
    void cutsBetweenCharactersAsPeopleSeeThem() {
        for (String character : List.of("😀", "👨‍👩‍👧", "e\u0301", "🇫🇷")) {
            for (int before = 190; before < 199; before++) {
                String cut =
                        Title.cleaned("x".repeat(before) + character.repeat(20)).text();
                assertThat(cut).hasSizeLessThanOrEqualTo(Title.LONGEST).endsWith("…");
                String tail = cut.substring(before, cut.length() - 1);
                assertThat(tail.replace(character, ""))
                        .as(before + " " + character)
                        .isEmpty();
            }
        }
        assertThat(Title.cleaned("x".repeat(200)).text()).hasSize(200).doesNotContain("…");
        assertThat(Texts.cut("z" + "\u0301".repeat(500), 100)).hasSizeLessThanOrEqualTo(100);
        assertThat(LongText.cleaned("y".repeat(70_000), "https://example.org/1").text())
                .hasSizeLessThanOrEqualTo(LongText.LONGEST)
                .endsWith("y…\n\nhttps://example.org/1");
        assertThat(LongText.cleaned("", "https://example.org/1").text()).isEqualTo("https://example.org/1");
    }

    @ParameterizedTest
    @CsvSource({"CZ-12,CZ-12", "cz-12,CZ-12", "' CZ-012 ',CZ-12", "#CZ-12,CZ-12", "DEMO2-1,DEMO2-1"})
    void readsTheIdOfATicket(String text, String id) {
        assertThat(TicketReference.find(text)).contains(new TicketReference(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "CZ-",
                "CZ-12 and CZ-13",
                "see CZ-12",
                "CZ 12",
                "CZ-12a",
                "CZ-99999999999999999999999999"
            })
    void readsNoIdInOtherTexts(String text) {
        assertThat(TicketReference.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "2027-02-02",
                "2027-02-02T10:00:00",
                "2027-02-02T10:00:00 01:00",
                "now",
                ""
            })
    void refusesMomentsThatNoTableHolds(String text) {
        assertThat(Moment.find(text)).isEmpty();
        assertThat(Moment.find("2027-02-02T10:00:00+01:00")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://evil.example/login       | https:\u200b//evil.\u200bexample/login
        see www.evil.example             | see www\u200b.evil.\u200bexample
        evil.example/login now           | evil.\u200bexample/login now
        mail@evil.example                | mail@evil.\u200bexample
        L'export 1.2.3 est vide. Merci   | L'export 1.2.3 est vide. Merci
        """)
    void whatStrangersWriteIsNotClickedInMails(String text, String shown) {
        assertThat(Texts.unclickable(text)).isEqualTo(shown);
    }

    /** Whatever is accepted can be mailed, shown, exported and posted. */
    @Test
    @Timeout(120)
    void whateverIsAcceptedCanBeUsedEverywhere() throws Exception {
        int accepted = 0;
        for (String text : RandomTexts.of(
                        20261130, MANY, "Camille Durand", "L'export est vide", "Zoé 😀", "Müller, (ops)")
                .toList()) {
            Optional<String> name = accepted(() -> PersonName.of("name", text).text());
            Optional<String> title = accepted(() -> Title.of("title", text).text());
            String cleaned = Title.cleaned(text).text();
            if (title.isPresent()) {
                if (accepted++ % 10 == 0) {
                    usable(name.orElse("Camille"), "camille@example.org", title.get());
                }
            }
            assertThat(Title.of("title", cleaned).text()).isEqualTo(cleaned);
            assertThat(PersonName.of("name", PersonName.cleaned(text).text()).text())
                    .isNotEmpty();
            String stored = LongText.cleaned(text, "https://example.org/1").text();
            assertThat(new String(stored.getBytes(UTF_8), UTF_8))
                    .isEqualTo(stored)
                    .doesNotContain("\0");
        }
        assertThat(accepted).isGreaterThan(MANY / 20);
    }

    @Test
    @Timeout(120)
    void whateverAddressIsAcceptedCanBeMailed() throws Exception {
        int accepted = 0;
        for (String text : RandomTexts.of(
                        7,
                        MANY,
                        "marc@example.org",
                        " marc@example.org ",
                        "a.b@sub.example.org",
                        "anna@bücher.example",
                        "Camille <c@example.org>")
                .toList()) {
            Optional<MailAddress> address = MailAddress.find(text);
            MailAddress.in(text)
                    .ifPresent(
                            found -> assertThat(MailAddress.find(found.text())).contains(found));
            if (address.isPresent()) {
                accepted++;
                assertThat(address.get().text()).matches("\\p{ASCII}+");
                assertThat(MailAddress.find(address.get().text())).isEqualTo(address);
                if (accepted % 10 == 0) {
                    usable("Marc", address.get().text(), "Title");
                }
            }
        }
        assertThat(accepted).isGreaterThan(MANY / 50);
    }

    private static void usable(String name, String address, String title) throws Exception {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        InternetAddress to = new InternetAddress(address, name, UTF_8.name());
        to.validate();
        mail.setFrom("vigie@example.org");
        mail.setRecipient(RecipientType.TO, to);
        mail.setSubject(title, UTF_8.name());
        mail.setText("x");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.writeTo(out);
        MimeMessage read = new MimeMessage(null, new ByteArrayInputStream(out.toByteArray()));
        assertThat(read.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) read.getAllRecipients()[0]).getAddress()).isEqualTo(address);
        assertThat(read.getAllHeaderLines().asIterator())
                .toIterable()
                .allMatch(line -> !line.toLowerCase(Locale.ROOT).startsWith("bcc"));
        assertThat(JSON.readValue(JSON.writeValueAsBytes(title), String.class)).isEqualTo(title);
        assertThat(title.lines()).hasSize(1);
    }

    private static Optional<String> accepted(Supplier<String> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidFieldException e) {
            return Optional.empty();
        }
    }
}
