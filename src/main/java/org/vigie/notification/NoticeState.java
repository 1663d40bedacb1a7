package org.vigie.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vigie.shared.InvalidFieldException;

/** What became of a notice. */
public enum NoticeState {
    /** Not delivered yet; it is tried again. */
    WAITING,
    SENT,
    /** The recipient cannot be reached. */
    REFUSED,
    /** It was tried for as long as the settings say. */
    GIVEN_UP,
    /** What it follows did not arrive, so that there is nothing to call off. */
    UNNEEDED;

    /** The value as the API writes it. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The state written so by somebody outside.
     *
     * @throws InvalidFieldException if there is none
     */
    public static NoticeState parse(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "state",
                        "is not a state of notices",
                        "Known are "
                                + List.of(values()).stream()
                                        .map(NoticeState::code)
                                        .toList() + "."));
    }
}
