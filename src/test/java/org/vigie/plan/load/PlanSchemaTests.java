package org.vigie.plan.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.calendar.ClosingDay;
import org.vigie.calendar.WorkSlot;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.QuietHours;
import org.vigie.plan.WeekMoment;
import org.vigie.shared.AddressRange;
import org.vigie.shared.SecretRef;

class PlanSchemaTests {

    /** Types that a plan file writes as one text. */
    private static final Set<Class<?>> TEXTS = Set.of(
            String.class,
            URI.class,
            Locale.class,
            ZoneId.class,
            Path.class,
            PlanDuration.class,
            LocalTime.class,
            SecretRef.class,
            AddressRange.class,
            WorkSlot.class,
            ClosingDay.class,
            QuietHours.class,
            WeekMoment.class);

    private final JsonNode schema = PlanSchema.readSource();

    @Test
    void isValidUnderItsMetaSchema() {
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(metaFaults(schema)).isEmpty();
        JsonNode broken = schema.deepCopy();
        ((ObjectNode) broken).put("type", "objekt");
        assertThat(metaFaults(broken)).as("the check can fail").isNotEmpty();
    }

    @Test
    void describesEveryKeyForEditors() {
        List<String> silent = new ArrayList<>();
        visit("$", schema, (path, node) -> {
            JsonNode target = PlanSchema.resolve(schema, node);
            for (String keyword : List.of("title", "description")) {
                if (!node.has(keyword) && !target.has(keyword)) {
                    silent.add(path + " has no " + keyword);
                }
            }
            boolean leaf = !target.has("properties") && !(target.has("items") && isObject(target.get("items")));
            if (leaf && !node.has("examples") && !target.has("examples")) {
                silent.add(path + " has no examples");
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void refusesUnknownKeysInEveryGroup() {
        List<String> open = new ArrayList<>();
        visit("$", schema, (path, node) -> {
            JsonNode target = PlanSchema.resolve(schema, node);
            if (target.has("properties")
                    && !target.path("additionalProperties").equals(JsonNodeFactory.instance.booleanNode(false))) {
                open.add(path);
            }
        });
        assertThat(open).isEmpty();
    }

    @Test
    void givesExamplesThatFitTheirPatterns() {
        visit("$", schema, (path, node) -> {
            JsonNode target = PlanSchema.resolve(schema, node);
            if (target.has("pattern")) {
                Pattern pattern = Pattern.compile(target.get("pattern").asText());
                assertThat(pattern.pattern()).as(path).startsWith("^").endsWith("$");
                (node.has("examples") ? node : target)
                        .path("examples")
                        .forEach(
                                example -> assertThat(example.asText()).as(path).matches(pattern));
            }
        });
    }

    @Test
    void agreesWithTheRecordsInBothDirections() {
        assertThat(disagreements(schema, MaintenancePlan.class)).isEmpty();
    }

    @Test
    void noticesAKeyThatOneSideLacks() {
        JsonNode longer = schema.deepCopy();
        ((ObjectNode) longer.at("/properties")).putObject("budget");
        assertThat(disagreements(longer, MaintenancePlan.class)).containsExactly("$ has budget in the schema only");
        JsonNode shorter = schema.deepCopy();
        ((ObjectNode) shorter.at("/$defs/contact/properties")).remove("phone");
        assertThat(disagreements(shorter, MaintenancePlan.class))
                .containsExactly("$.contacts[] has phone in the records only");
    }

    private static Set<?> metaFaults(JsonNode schema) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schema);
    }

    private boolean isObject(JsonNode items) {
        return PlanSchema.resolve(schema, items).has("properties");
    }

    /** Every place of the schema that a plan file can have a value at. */
    private void visit(String path, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        JsonNode target = PlanSchema.resolve(schema, node);
        target.path("properties")
                .properties()
                .forEach(property -> visit(path + "." + property.getKey(), property.getValue(), visitor));
        if (target.has("items")) {
            visit(path + "[]", target.get("items"), visitor);
        }
    }

    private static List<String> disagreements(JsonNode source, Type type) {
        List<String> found = new ArrayList<>();
        compare("$", source, source, type, found);
        return found;
    }

    private static void compare(String path, JsonNode source, JsonNode node, Type type, List<String> found) {
        JsonNode target = PlanSchema.resolve(source, node);
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            compare(path + "[]", source, target.path("items"), generic.getActualTypeArguments()[0], found);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            compareMap(path, source, target, generic, found);
        } else if (TEXTS.contains(type)) {
            expect(path, target.has("enum") ? "string" : target.path("type").asText(), "string", found);
        } else if (type instanceof Class<?> enumType && enumType.isEnum()) {
            expect(path, textsOf(target.path("enum")), namesOf(enumType), found);
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            expect(path, target.path("type").asText(), "integer", found);
        } else if (type == double.class || type == Double.class || type == BigDecimal.class) {
            expect(path, target.path("type").asText(), "number", found);
        } else if (type == boolean.class || type == Boolean.class) {
            expect(path, target.path("type").asText(), "boolean", found);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            compareRecord(path, source, target, record, found);
        } else {
            found.add(path + " has an unexpected type " + type);
        }
    }

    private static void compareMap(
            String path, JsonNode source, JsonNode target, ParameterizedType map, List<String> found) {
        if (map.getActualTypeArguments()[0] == DayOfWeek.class) {
            Set<String> days = new TreeSet<>();
            Arrays.stream(DayOfWeek.values()).forEach(day -> days.add(day.name().toLowerCase(Locale.ROOT)));
            expect(path, names(target.path("properties")), days, found);
        }
        target.path("properties")
                .properties()
                .forEach(property -> compare(
                        path + "." + property.getKey(),
                        source,
                        property.getValue(),
                        map.getActualTypeArguments()[1],
                        found));
    }

    private static void compareRecord(
            String path, JsonNode source, JsonNode target, Class<?> type, List<String> found) {
        Set<String> keys = names(target.path("properties"));
        Set<String> required = textsOf(target.path("required"));
        for (RecordComponent component : type.getRecordComponents()) {
            String key = keyOf(component);
            if (!keys.remove(key)) {
                found.add(path + " has " + key + " in the records only");
                continue;
            }
            JsonNode property = target.path("properties").path(key);
            boolean optional =
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class) || property.has("default");
            if (optional == required.contains(key)) {
                found.add(path + "." + key + " is required on one side only");
            }
            AnnotatedType componentType = component.getAnnotatedType();
            compare(path + "." + key, source, property, componentType.getType(), found);
        }
        keys.forEach(key -> found.add(path + " has " + key + " in the schema only"));
    }

    private static String keyOf(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static Set<String> namesOf(Class<?> enumType) {
        return textsOf(PlanBinder.mapper().valueToTree(enumType.getEnumConstants()));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> textsOf(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static void expect(String path, Object actual, Object expected, List<String> found) {
        if (!actual.equals(expected)) {
            found.add(path + " is " + actual + " in the schema and " + expected + " in the records");
        }
    }
}
