package org.vigie.plan.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Values without quotes after the core schema of YAML 1.2, as editors with the JSON Schema read them: a date and NO stay
 * texts, where YAML 1.1 would make a moment and false of them.
 */
final class PlainScalar {

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,18}\\.[0-9]{1,18}");

    private PlainScalar() {}

    static JsonNode toJson(ScalarNode node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String text = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return json.textNode(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> json.nullNode();
            case "true", "True", "TRUE" -> json.booleanNode(true);
            case "false", "False", "FALSE" -> json.booleanNode(false);
            default -> number(text, json);
        };
    }

    private static JsonNode number(String text, JsonNodeFactory json) {
        if (INTEGER.matcher(text).matches()) {
            long value = new BigInteger(text).longValueExact();
            return value == (int) value ? json.numberNode((int) value) : json.numberNode(value);
        }
        return DECIMAL.matcher(text).matches() ? json.numberNode(new BigDecimal(text)) : json.textNode(text);
    }
}
