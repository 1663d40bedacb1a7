package org.vigie.shared.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.vigie.shared.InvalidFieldException;
import org.vigie.support.RandomInputs;

/** Names, addresses, titles, texts and moments: what was accepted once is accepted again, and does not change by that. */
public final class ValueInputs implements RandomInputs {

    @Override
    public List<String> examples() {
        return List.of(
                "Camille Durand",
                "Camille <c@example.org>",
                "anna@bücher.example",
                "L'export est vide",
                "2026-11-20T09:00:00+01:00",
                "x".repeat(20_000));
    }

    @Override
    public void feed(String text) {
        MailAddress.find(text).ifPresent(address -> {
            assertThat(address.text()).matches("[\\x21-\\x7e]+");
            assertThat(MailAddress.find(address.text())).contains(address);
        });
        MailAddress.in(text)
                .ifPresent(
                        address -> assertThat(MailAddress.find(address.text())).contains(address));
        assertThat(Title.of("title", Title.cleaned(text).text()).text()).isNotEmpty();
        assertThat(PersonName.of("name", PersonName.cleaned(text).text()).text())
                .isNotEmpty();
        assertThat(LongText.cleaned(text, "https://example.org/1").text()).doesNotContain("\0");
        Moment.find(text)
                .ifPresent(moment ->
                        assertThat(Moment.find(moment.at().toString())).isPresent());
        try {
            assertThat(Title.of("title", text).text()).isNotBlank();
        } catch (InvalidFieldException e) {
            assertThat(e.hint()).isNotBlank();
        }
    }
}
