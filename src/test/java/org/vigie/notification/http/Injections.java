package org.vigie.notification.http;

import java.util.stream.Stream;
import org.vigie.support.HostileTexts;

/** Texts that would do something if a channel read them as more than text. */
public final class Injections {

    private static final int LONGEST = 500;

    private Injections() {}

    /** Each by itself, and in the middle of a sentence; what long ones become is tested by itself. */
    public static Stream<String> all() {
        return HostileTexts.all()
                .filter(text -> text.length() < LONGEST)
                .flatMap(text -> Stream.of(text, "Le service " + text + " est arrêté"));
    }
}
