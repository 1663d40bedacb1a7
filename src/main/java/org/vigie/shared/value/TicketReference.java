package org.vigie.shared.value;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of a ticket as somebody wrote it, such as {@code cz-12}; whether there is one, and of which application, is another question. */
public record TicketReference(String id) {

    private static final Pattern ID = Pattern.compile("#?([A-Za-z][A-Za-z0-9]{0,15})-0{0,18}([0-9]{1,18})");

    /** Empty if the text is not the id of one ticket. */
    public static Optional<TicketReference> find(String text) {
        Matcher id = ID.matcher(text.strip());
        return id.matches()
                ? Optional.of(new TicketReference(id.group(1).toUpperCase(Locale.ROOT) + "-" + id.group(2)))
                : Optional.empty();
    }
}
