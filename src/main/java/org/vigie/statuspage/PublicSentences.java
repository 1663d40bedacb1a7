package org.vigie.statuspage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;

/** A public text as it is read: the same on the page, in the feed and in mails. */
public record PublicSentences(List<Paragraph> paragraphs, String signature) {

    /**
     * One paragraph.
     *
     * @param language of the words in it, which a person may have written in one language only
     */
    public record Paragraph(String text, Locale language) {}

    public PublicSentences {
        paragraphs = List.copyOf(paragraphs);
    }

    /** All paragraphs as plain text, with the signature. */
    public String plain() {
        return String.join("\n\n", paragraphs.stream().map(Paragraph::text).toList()) + "\n\n" + signature;
    }

    /** What an update says in one language, where the components stand beside it. */
    public static PublicSentences of(MaintenancePlan plan, PublicUpdate update, PublicWords words) {
        return of(plan, update, words, List.of());
    }

    /**
     * As the other one, for who reads the text alone: while it goes on, it names what of the application it is about.
     *
     * @param components ids of what the incident concerns
     */
    public static PublicSentences of(
            MaintenancePlan plan, PublicUpdate update, PublicWords words, List<String> components) {
        List<Paragraph> paragraphs = new ArrayList<>();
        Locale language = words.language();
        PublicText text = update.text();
        if (update.kind() != UpdateKind.POST_MORTEM) {
            paragraphs.add(new Paragraph(words.get("text." + update.kind().id(), plan.name()), language));
        }
        List<String> names = components.stream()
                .flatMap(id -> plan.statusPage().component(id).stream())
                .map(component -> component.name().in(language))
                .toList();
        if (goesOn(update) && !names.isEmpty()) {
            paragraphs.add(new Paragraph(words.get("affected", String.join(", ", names)), language));
        }
        LocalText own = text.text();
        if (own != null) {
            Locale written = own.fr().equals(own.en()) ? plan.language() : language;
            String key = switch (update.kind()) {
                case OPENED, UPDATE -> "text.impact";
                case RESOLVED -> "text.resolved.detail";
                case POST_MORTEM -> "text.post-mortem";
            };
            for (String part : words.get(key, own.in(language)).split("(\\r?\\n){2,}")) {
                paragraphs.add(new Paragraph(part.strip(), written));
            }
        }
        addPromises(paragraphs, plan, update, words);
        String signature = text.signature() == null ? plan.statusPage().team().in(language) : text.signature();
        return new PublicSentences(paragraphs, signature);
    }

    private static void addPromises(
            List<Paragraph> paragraphs, MaintenancePlan plan, PublicUpdate update, PublicWords words) {
        PublicText text = update.text();
        Locale language = words.language();
        if (goesOn(update)) {
            paragraphs.add(new Paragraph(hours(plan, update, words), language));
        }
        if (text.data() != DataStatement.NONE) {
            paragraphs.add(new Paragraph(words.get("data." + text.data().id()), language));
        }
        if (goesOn(update)) {
            paragraphs.add(new Paragraph(words.get("text.sorry"), language));
        } else if (update.kind() == UpdateKind.RESOLVED) {
            paragraphs.add(new Paragraph(words.get("text.thanks"), language));
        }
    }

    private static boolean goesOn(PublicUpdate update) {
        return update.kind() == UpdateKind.OPENED || update.kind() == UpdateKind.UPDATE;
    }

    private static String hours(MaintenancePlan plan, PublicUpdate update, PublicWords words) {
        Integer hours = update.text().hours();
        if (hours == null) {
            return words.get("text.hours.none");
        }
        Instant expected = update.at().plus(Duration.ofHours(hours));
        boolean sameDay = update.at()
                .atZone(plan.timeZone())
                .toLocalDate()
                .equals(expected.atZone(plan.timeZone()).toLocalDate());
        String when = sameDay ? words.time(expected, plan.timeZone()) : words.moment(expected, plan.timeZone());
        return words.get(hours == 1 ? "text.hours.one" : "text.hours.many", hours, when);
    }
}
