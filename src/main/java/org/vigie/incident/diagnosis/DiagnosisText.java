package org.vigie.incident.diagnosis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.incident.Incident;
import org.vigie.shared.Sentences;

/** A diagnosis as a document for people. What came from outside is shown as it is and means nothing to Markdown. */
public final class DiagnosisText {

    private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~&";
    private static final int FACTS = 12;
    private static final int LONGEST = 300;

    private DiagnosisText() {}

    /** The whole document, in Markdown. */
    static String of(Incident incident, Diagnosis found) {
        StringBuilder text = new StringBuilder("# " + plain(incident.title()) + "\n\n");
        text.append("Incident ").append(plain(incident.id())).append(" of ").append(plain(incident.application()));
        text.append(", ").append(plain(incident.priority())).append(", since ").append(incident.since());
        text.append("\\. As of ").append(found.at()).append("\\.\n");
        list(text, "What explains it", List.of(plain(found.kind()) + ", cause " + plain(found.cause())));
        list(
                text,
                "What the checks tell",
                found.checks().stream().map(DiagnosisText::check).toList());
        list(text, "Alerts", found.alerts().stream().map(DiagnosisText::alert).toList());
        list(
                text,
                "Last deployments",
                found.deployments().stream().map(DiagnosisText::work).toList());
        list(
                text,
                "What goes on now",
                found.underWay().stream().map(DiagnosisText::work).toList());
        list(
                text,
                "What changed since the day before",
                found.changes().stream().map(DiagnosisText::change).toList());
        found.lastLines().forEach((role, lines) -> {
            if (!lines.isEmpty()) {
                text.append("\n## Last lines of ").append(plain(role)).append("\n\n");
                // indented, so that no line can end the block
                lines.forEach(
                        line -> text.append("    ").append(shortened(line)).append('\n'));
            }
        });
        return text.toString();
    }

    /** The most important of it, each in a sentence, for a form in a language. */
    public static List<String> facts(Diagnosis found, Locale language) {
        List<String> facts = new ArrayList<>();
        found.checks().stream()
                .filter(check -> !check.state().equals("up"))
                .map(check -> check.name() + " is " + check.state() + " since " + minutes(check.since())
                        + (check.text() == null ? "" : ": " + check.text()))
                .forEach(facts::add);
        found.deployments().stream()
                .findFirst()
                .map(latest -> "Last deployment: " + describe(latest))
                .ifPresent(facts::add);
        if (found.afterDeployment()) {
            facts.add("The fault began after that deployment.");
        }
        found.underWay().forEach(work -> facts.add("Goes on now: " + describe(work)));
        return Sentences.in(language).say(facts.stream().limit(FACTS).toList()).stream()
                .map(DiagnosisText::plain)
                .toList();
    }

    private static void list(StringBuilder text, String title, List<String> items) {
        text.append("\n## ").append(title).append("\n\n");
        if (items.isEmpty()) {
            text.append("Nothing\\.\n");
        }
        items.forEach(item -> text.append("- ").append(item).append('\n'));
    }

    private static String check(Diagnosis.Check check) {
        String measured = new TreeMap<>(check.measured())
                .entrySet().stream().map(DiagnosisText::figure).collect(Collectors.joining(", "));
        return plain(check.name()) + " \\(" + plain(check.way()) + "\\): **" + plain(check.state()) + "** since "
                + check.since()
                + (check.cause() == null ? "" : ", cause " + plain(check.cause()))
                + (check.text() == null ? "" : ": " + plain(check.text()))
                + (measured.isEmpty() ? "" : " \\(" + plain(measured) + "\\)")
                + ", looked at " + moment(check.lastCheckedAt());
    }

    private static String figure(Map.Entry<String, Object> measured) {
        return measured.getKey() + " " + measured.getValue();
    }

    private static String alert(Diagnosis.Seen alert) {
        return plain(alert.component() + ", " + alert.title()) + ": " + plain(alert.text()) + ", " + alert.since()
                + " to " + (alert.over() == null ? "now" : alert.over());
    }

    private static String work(Diagnosis.Work work) {
        return plain(describe(work) + ", " + work.id());
    }

    private static String describe(Diagnosis.Work work) {
        return work.kind() + (work.version() == null ? "" : " " + work.version()) + ", " + work.status()
                + ", asked for by "
                + work.requestedBy() + " at " + minutes(work.requestedAt())
                + (work.endedAt() == null ? "" : ", ended at " + minutes(work.endedAt()));
    }

    private static String change(Diagnosis.Change change) {
        return change.count() + " " + plain(change.what()) + ": " + plain(String.join("; ", change.examples()));
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "never" : at.toString();
    }

    private static String minutes(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String shortened(String line) {
        String one = line.replaceAll("\\p{Cntrl}+", " ");
        return one.codePointCount(0, one.length()) > LONGEST
                ? one.substring(0, one.offsetByCodePoints(0, LONGEST)) + "…"
                : one;
    }

    /** The text with nothing in it that Markdown or HTML would take for its own. */
    public static String plain(String text) {
        StringBuilder safe = new StringBuilder();
        shortened(text).chars().forEach(each -> {
            if (SPECIAL.indexOf(each) >= 0) {
                safe.append('\\');
            }
            safe.append((char) each);
        });
        return safe.toString();
    }
}
