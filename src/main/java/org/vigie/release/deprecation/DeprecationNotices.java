package org.vigie.release.deprecation;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;
import org.vigie.statuspage.StatusPages;

/** Tells users of a deprecation: the subscribers of the status page, and support, whom the others ask. */
@Component
class DeprecationNotices {

    private final Notices notices;
    private final StatusPages pages;

    DeprecationNotices(Notices notices, StatusPages pages) {
        this.notices = notices;
        this.pages = pages;
    }

    /** What is told. */
    enum Occasion {
        ANNOUNCED,
        REMINDER,
        MOVED,
        REMOVED,
        WITHDRAWN
    }

    /**
     * Tells it, each reader once.
     *
     * @param key tells it from what else is told of the same deprecation
     */
    void tell(MaintenancePlan plan, Deprecation deprecation, Occasion occasion, String key) {
        LocalText title = new LocalText(
                title(Locale.FRENCH, deprecation, occasion), title(Locale.ENGLISH, deprecation, occasion));
        LocalText text =
                new LocalText(text(Locale.FRENCH, deprecation, occasion), text(Locale.ENGLISH, deprecation, occasion));
        pages.tellSubscribers(plan.application(), deprecation.id() + "/" + key, title, text);
        for (Contact contact : plan.contactsWithOrAll(ContactRole.SUPPORT)) {
            notices.tell(Notice.mail(
                    deprecation.id() + "/" + key + "/" + contact.id(),
                    plan.application(),
                    deprecation.id(),
                    Recipient.of(contact),
                    plan.language(),
                    "deprecation",
                    Map.of(
                            "application",
                            plan.name(),
                            "contact",
                            contact.name(),
                            "id",
                            deprecation.id(),
                            "title",
                            title.in(plan.language()),
                            "text",
                            text.in(plan.language()))));
        }
    }

    private static String title(Locale language, Deprecation deprecation, Occasion occasion) {
        boolean french = language.equals(Locale.FRENCH);
        String feature = deprecation.feature();
        return switch (occasion) {
            case ANNOUNCED, REMINDER -> french ? feature + " : retrait prévu" : feature + ": to be removed";
            case MOVED -> french ? feature + " : retrait déplacé" : feature + ": removal moved";
            case REMOVED -> french ? feature + " : retiré" : feature + ": removed";
            case WITHDRAWN -> french ? feature + " : maintenu" : feature + ": stays";
        };
    }

    private static String text(Locale language, Deprecation deprecation, Occasion occasion) {
        boolean french = language.equals(Locale.FRENCH);
        String feature = deprecation.feature();
        String day = day(deprecation.removalOn(), language);
        String instead = (french ? "À la place : " : "Use instead: ") + deprecation.replacement();
        return switch (occasion) {
            case ANNOUNCED, REMINDER ->
                (french
                                ? "« " + feature + " » sera retiré, au plus tôt le " + day + "."
                                : "\"" + feature + "\" will be removed, not before " + day + ".")
                        + "\n\n" + instead;
            case MOVED ->
                (french
                                ? "« " + feature + " » sera retiré plus tard que prévu, au plus tôt le " + day + "."
                                : "\"" + feature + "\" will be removed later than planned, not before " + day + ".")
                        + "\n\n" + instead;
            case REMOVED ->
                (french ? "« " + feature + " » a été retiré." : "\"" + feature + "\" was removed.") + "\n\n" + instead;
            case WITHDRAWN ->
                french
                        ? "« " + feature + " » ne sera pas retiré, contrairement à ce qui avait été annoncé."
                        : "\"" + feature + "\" will not be removed, other than was announced.";
        };
    }

    private static String day(LocalDate day, Locale language) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.equals(Locale.FRENCH) ? Locale.FRANCE : Locale.UK));
    }
}
