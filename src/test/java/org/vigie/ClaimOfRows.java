package org.vigie;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Claims rows of a table for one of several workers. Found in the texts of the class file: they stand there as they are. */
final class ClaimOfRows extends ArchCondition<JavaClass> {

    private static final Pattern CLAIM = Pattern.compile("SKIP\\s+LOCKED|leased?_until", Pattern.CASE_INSENSITIVE);

    ClaimOfRows() {
        super("claim rows of a table");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean claims = CLAIM.matcher(text(type)).find();
        events.add(new SimpleConditionEvent(type, claims, type.getName() + " claims rows"));
    }

    private static String text(JavaClass type) {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return new String(file.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
