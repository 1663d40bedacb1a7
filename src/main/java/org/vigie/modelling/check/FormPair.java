package org.vigie.modelling.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.vigie.modelling.Finding;

/** An English form and the French one, which ask the same: a process chooses between them by the language of the plan. */
final class FormPair {

    private static final String FRENCH = "-fr";
    private static final List<String> WORDS = List.of("text", "label", "description", "dateLabel");

    private FormPair() {}

    /** What one form of a pair asks and the other does not, or asks otherwise; their words may be any. */
    static List<Finding> check(SortedMap<String, FormModel> forms) {
        List<Finding> found = new ArrayList<>();
        forms.forEach((id, form) -> {
            FormModel french = forms.get(id + FRENCH);
            if (french != null) {
                check(form, french, found);
            }
        });
        return found;
    }

    private static void check(FormModel english, FormModel french, List<Finding> found) {
        Map<String, JsonNode> here = byId(english);
        Map<String, JsonNode> there = byId(french);
        here.forEach((id, component) -> {
            JsonNode same = there.get(id);
            if (same == null) {
                found.add(missing(component, english, french));
            } else if (!bare(component).equals(bare(same))) {
                found.add(Finding.of(
                        french.file(),
                        null,
                        "refused.form.asksOtherwise",
                        FormModel.nameOf(same),
                        french.file(),
                        english.file()));
            }
        });
        there.forEach((id, component) -> {
            if (!here.containsKey(id)) {
                found.add(missing(component, french, english));
            }
        });
    }

    private static Finding missing(JsonNode component, FormModel has, FormModel lacks) {
        return Finding.of(
                lacks.file(),
                null,
                "refused.form.oneLanguage",
                FormModel.nameOf(component),
                has.file(),
                lacks.file(),
                component.path("id").asText());
    }

    private static Map<String, JsonNode> byId(FormModel form) {
        Map<String, JsonNode> components = new LinkedHashMap<>();
        form.components()
                .forEach(component -> components.put(component.path("id").asText(), component));
        return components;
    }

    /** Without its words, the fields in it, and where it stands. */
    private static JsonNode bare(JsonNode component) {
        ObjectNode bare = component.deepCopy();
        bare.remove(WORDS);
        bare.remove(List.of("components", "layout"));
        if (bare.get("validate") instanceof ObjectNode rules) {
            rules.remove("patternErrorMessage");
        }
        bare.path("values").forEach(value -> ((ObjectNode) value).remove("label"));
        bare.path("columns").forEach(column -> ((ObjectNode) column).remove("label"));
        return bare;
    }
}
