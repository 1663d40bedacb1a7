package org.vigie.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.value.LongText;
import org.vigie.shared.value.MailAddress;
import org.vigie.shared.value.PersonName;
import org.vigie.shared.value.Title;

/**
 * A ticket that somebody wants to create.
 *
 * @param requestKey the same for every repetition of the same request; null if it cannot be repeated
 */
public record NewTicket(
        String application,
        String title,
        String description,
        TicketType type,
        Impact impact,
        Set<Label> labels,
        Reporter reporter,
        TicketSource source,
        @Nullable String requestKey) {

    /**
     * The same with values that can be mailed, shown, exported and posted.
     *
     * @throws InvalidFieldException if a person typed something else; what programs made up is put right instead
     */
    NewTicket usable() {
        boolean typed = source == TicketSource.API || source == TicketSource.TASKLIST;
        return new NewTicket(
                application,
                (typed ? Title.of("title", title) : Title.cleaned(title)).text(),
                (typed ? LongText.of("description", description) : LongText.cleaned(description, "")).text(),
                type,
                impact,
                labels,
                new Reporter(
                        (typed ? PersonName.of("reporter.name", reporter.name()) : PersonName.cleaned(reporter.name()))
                                .text(),
                        MailAddress.of("reporter.email", reporter.email()).text()),
                source,
                requestKey);
    }

    /** Tells this request from another one under the same key. */
    String hash() {
        String all = Stream.of(
                        application,
                        title,
                        description,
                        type.id(),
                        impact.id(),
                        labels.stream().map(Label::id).sorted().collect(Collectors.joining(",")),
                        reporter.name(),
                        reporter.email())
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
