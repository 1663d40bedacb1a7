package org.vigie.ticket;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.value.Texts;

/**
 * What a person filled in at a step. Every value may be missing: a task can be completed without its form.
 *
 * @param values by the field's name in the form
 */
public record StepValues(Map<String, ? extends @Nullable Object> values) {

    private static final int LONGEST = 4_000;

    /** The value as text, shortened to what the database keeps; null if it is missing or blank. */
    public @Nullable String text(String name) {
        Object value = values.get(name);
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        String text = Texts.storable(value.toString()).strip();
        return text.isEmpty() ? null : Texts.cut(text, LONGEST);
    }

    /** The same with other values in place of some. */
    public StepValues with(Map<String, ?> others) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        all.putAll(others);
        return new StepValues(all);
    }

    /** 1 to 5, or null if it is missing or something else. */
    @Nullable
    Integer satisfaction() {
        return values.get("satisfaction") instanceof Number number && number.intValue() >= 1 && number.intValue() <= 5
                ? number.intValue()
                : null;
    }

    /** 0 to 100, or null if it is missing or something else. */
    @Nullable
    BigDecimal percent(String name) {
        if (!(values.get(name) instanceof Number number)) {
            return null;
        }
        BigDecimal percent = new BigDecimal(number.toString());
        return percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0
                ? null
                : percent.setScale(2, RoundingMode.HALF_UP);
    }

    /** The values that belong to the evidence of a step. */
    public Map<String, String> details(TicketStep step) {
        Map<String, String> details = new LinkedHashMap<>();
        for (String name : step.fields()) {
            String text = text(name);
            if (text != null) {
                details.put(name, text);
            }
        }
        return details;
    }
}
