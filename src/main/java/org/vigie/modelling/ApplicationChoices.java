package org.vigie.modelling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.vigie.plan.Plans;

/**
 * Puts the applications of the plan files into the forms on their way to the engine, where a choice has the options key
 * {@code applicationChoices}: Tasklist shows the form of a start before there are variables to take them from. The models themselves
 * stay as they are, so that a new plan file is no change of a model; it is in the forms after the restart that reads it.
 */
@Component
class ApplicationChoices {

    private static final String KEY = "applicationChoices";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plans plans;

    ApplicationChoices(Plans plans) {
        this.plans = plans;
    }

    /** The same models, with the applications in the forms that ask for one. */
    Map<String, String> in(Map<String, String> models) {
        Map<String, String> filled = new TreeMap<>(models);
        filled.replaceAll((file, text) ->
                file.endsWith(ModelKind.FORM.ending()) && text.contains('"' + KEY + '"') ? filled(text) : text);
        return filled;
    }

    private String filled(String form) {
        try {
            JsonNode root = JSON.readTree(form);
            fill(root);
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            // the engine refuses it with its own sentence
            return form;
        }
    }

    private void fill(JsonNode parent) {
        for (JsonNode component : parent.path("components")) {
            if (component instanceof ObjectNode choice
                    && choice.path("valuesKey").asText().equals(KEY)) {
                choice.remove("valuesKey");
                ArrayNode values = choice.putArray("values");
                plans.all()
                        .forEach(plan ->
                                values.addObject().put("label", plan.name()).put("value", plan.application()));
            }
            fill(component);
        }
    }
}
