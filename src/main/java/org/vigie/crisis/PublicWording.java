package org.vigie.crisis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.vigie.plan.Contact;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;

/** What must not stand in a public text: names of people, addresses of machines, what programs say of their failures. */
final class PublicWording {

    private static final int SHORTEST_NAME = 4;
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.-]+");
    private static final Pattern ADDRESS = Pattern.compile(
            "\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|\\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROGRAM = Pattern.compile(
            "\\b\\w+(?:Exception|Error)\\b|Traceback|stack ?trace|\\bat [\\w.$]+\\([\\w.]+:\\d+\\)|SQLSTATE|\\bFATAL\\b");
    private static final Pattern PATH = Pattern.compile("(?:^|\\s)/(?:var|etc|home|srv|opt|usr|tmp|root)/\\S*");
    private static final Pattern MACHINE = Pattern.compile(
            "\\blocalhost\\b|\\b[\\w-]+\\.(?:internal|local|lan|corp|intra)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]|[\\u202a-\\u202e\\u2066-\\u2069]");

    private PublicWording() {}

    /** Sentences for the approver; none for a text that may be read by all. */
    static List<String> findings(MaintenancePlan plan, String text) {
        List<String> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (Contact contact : plan.contacts()) {
            if (contact.name().length() >= SHORTEST_NAME
                    && hasWord(lower, contact.name().toLowerCase(Locale.ROOT))) {
                found.add("It names " + contact.name() + ".");
            }
            String phone = contact.phone() == null ? "" : contact.phone().replaceAll("\\D", "");
            if (phone.length() > SHORTEST_NAME
                    && text.replaceAll("[ .()+-]", "").contains(phone)) {
                found.add("It has the phone number of " + contact.name() + ".");
            }
        }
        for (DatabaseSettings database : plan.databases()) {
            if (hasWord(lower, database.host().toLowerCase(Locale.ROOT))) {
                found.add("It names the machine " + database.host() + ".");
            }
        }
        add(found, MAIL, text, "It has a mail address.");
        add(found, ADDRESS, text, "It has the address of a machine.");
        add(found, MACHINE, text, "It names a machine.");
        add(found, PROGRAM, text, "It has what a program says of its failure.");
        add(found, PATH, text, "It has a path of a machine.");
        add(found, CONTROL, text, "It has characters that nobody sees.");
        LINK.matcher(text)
                .results()
                .filter(link -> !link.group().startsWith(plan.url().toString()))
                .findFirst()
                .ifPresent(link -> found.add("It links to a foreign page: " + link.group() + "."));
        return found;
    }

    private static void add(List<String> found, Pattern pattern, String text, String finding) {
        if (pattern.matcher(text).find()) {
            found.add(finding);
        }
    }

    private static boolean hasWord(String text, String word) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                .matcher(text)
                .find();
    }
}
