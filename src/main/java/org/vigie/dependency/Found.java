package org.vigie.dependency;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a tool reports of one package.
 *
 * @param advisory whether it is a flaw; otherwise a newer version
 * @param name of the package
 * @param installed its version; empty if the tool does not say
 * @param newest of a newer version; of a flaw those that mend it; empty if the tool does not say
 * @param severity critical, high, moderate, low or unknown
 * @param ids of the flaw and its aliases, such as a CVE; empty for a newer version
 * @param title what it is about; foreign text
 * @param url where to read about it; may be empty
 */
record Found(
        boolean advisory,
        String name,
        String installed,
        String newest,
        String severity,
        Set<String> ids,
        String title,
        String url) {

    private static final List<String> SEVERITIES = List.of("critical", "high", "moderate", "low");

    Found {
        ids = Set.copyOf(ids);
    }

    static Found update(String name, String installed, String newest) {
        return new Found(false, name, installed, newest, "unknown", Set.of(), "", "");
    }

    static Found advisory(
            String name, String installed, String newest, String severity, Set<String> ids, String title, String url) {
        String word = severity.toLowerCase(Locale.ROOT).replace("medium", "moderate");
        return new Found(true, name, installed, newest, SEVERITIES.contains(word) ? word : "unknown", ids, title, url);
    }

    /** As severe as the worst of these tells of the same flaw; some tools never tell how severe a flaw is. */
    Found asSevereAs(Collection<Found> told) {
        String worst = told.stream()
                .filter(this::isSameFlaw)
                .map(Found::severity)
                .filter(SEVERITIES::contains)
                .min(Comparator.comparingInt(SEVERITIES::indexOf))
                .orElse(severity);
        return new Found(advisory, name, installed, newest, worst, ids, title, url);
    }

    private boolean isSameFlaw(Found other) {
        return !Collections.disjoint(ids, other.ids)
                && UpdatedPackages.plain(name).equals(UpdatedPackages.plain(other.name));
    }

    /** Whether the first number of its version changes. */
    boolean isMajor() {
        return !first(installed).isEmpty()
                && !first(newest).isEmpty()
                && !first(installed).equals(first(newest));
    }

    private static String first(String version) {
        return version.strip().replaceFirst("^[vV=^~ ]+", "").replaceAll("^(\\d*).*$", "$1");
    }

    /** One line for people. */
    String line() {
        String versions = installed + (newest.isEmpty() ? "" : " → " + newest);
        return name
                + (versions.isBlank() ? "" : " " + versions)
                + (advisory ? ": " + String.join(", ", new TreeSet<>(ids)) + (title.isBlank() ? "" : ", " + title) : "")
                + (url.isBlank() ? "" : ", " + url);
    }
}
