package org.vigie.ticket.process;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.plan.GitHubSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Words;
import org.vigie.ticket.Label;
import org.vigie.ticket.TicketStep;

/** What the forms of a ticket let people choose from: the people and labels of the plan files. */
@Component
class FormChoices {

    private static final Words ENGLISH = new Words("ticket", Locale.ENGLISH);
    private static final Words FRENCH = new Words("ticket", Locale.FRENCH);

    private final Plans plans;

    FormChoices(Plans plans) {
        this.plans = plans;
    }

    /** One line of a choice, as Camunda Forms take it. */
    record Option(String label, String value) {}

    /**
     * For a request that is corrected: nothing of it is known for sure.
     *
     * @param application as it was filled in
     */
    Map<String, Object> ofRequest(@Nullable String application) {
        Optional<MaintenancePlan> plan = Optional.ofNullable(application).flatMap(plans::find);
        Locale language = plan.map(MaintenancePlan::language).orElse(Locale.ENGLISH);
        Map<String, Object> choices = new LinkedHashMap<>();
        choices.put("language", language.getLanguage());
        choices.put("labelChoices", labels(null, language));
        return choices;
    }

    /**
     * For a step of a ticket; nothing for most.
     *
     * @param present accounts that are to be offered, also where the plan does not name them
     */
    Map<String, Object> of(TicketStep step, String application, List<String> present) {
        return plans.find(application)
                .map(plan -> switch (step) {
                    case QUALIFY -> Map.<String, Object>of("labelChoices", labels(plan.github(), plan.language()));
                    case ASSIGN -> Map.<String, Object>of("peopleChoices", people(plan, present));
                    default -> Map.<String, Object>of();
                })
                .orElse(Map.of());
    }

    /** Those that the tracker of the plan has a label for; all where there is no tracker. */
    private static List<Option> labels(@Nullable GitHubSettings tracker, Locale language) {
        Words words = language.getLanguage().equals(Locale.FRENCH.getLanguage()) ? FRENCH : ENGLISH;
        return Arrays.stream(Label.values())
                .map(Label::id)
                .filter(label -> tracker == null || tracker.labels().nature().containsKey(label))
                .map(label -> new Option(words.get("label." + label), label))
                .toList();
    }

    private static List<Option> people(MaintenancePlan plan, List<String> present) {
        Map<String, Option> people = new LinkedHashMap<>();
        plan.contacts()
                .forEach(contact -> people.putIfAbsent(
                        contact.accountName(),
                        new Option(contact.name() + " (" + contact.accountName() + ")", contact.accountName())));
        present.forEach(account -> people.putIfAbsent(account, new Option(account, account)));
        return List.copyOf(people.values());
    }
}
