package org.vigie.coverage;

import java.util.Arrays;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.vigie.support.ProjectFiles;

/**
 * Knows whether a test that docs/coverage.yaml names is there: {@code org.vigie.sla.SlaClockTests#pausesTheClock} or the
 * class alone, and for tests in Node.js {@code node:tests/browser/ticket.test.mjs#closes a ticket} with the test's title.
 */
final class TestReferences {

    private static final String NODE = "node:";

    /** Whether the reference names a test that exists. */
    boolean exists(String reference) {
        return reference.startsWith(NODE) ? inNode(reference.substring(NODE.length())) : inJava(reference);
    }

    private static boolean inNode(String reference) {
        var parts = reference.split("#", 2);
        return ProjectFiles.root().resolve(parts[0]).toFile().isFile()
                && (parts.length == 1 || ProjectFiles.text(parts[0]).contains(parts[1]));
    }

    private static boolean inJava(String reference) {
        var parts = reference.split("#", 2);
        try {
            var type = Class.forName(parts[0], false, TestReferences.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                    .anyMatch(method -> parts.length == 1 || method.getName().equals(parts[1]));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
