package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Checks a document against plan.schema.json and words what the validator finds. */
final class PlanSchema {

    private static final String LOCATION = "/plans/plan.schema.json";

    private final JsonNode source;
    private final JsonSchema schema;

    PlanSchema() {
        this.source = readSource();
        this.schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        source,
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .regularExpressionFactory(PlanSchema::wholeText)
                                .build());
    }

    /** All patterns of the schema are anchored; a Java {@code $} alone would let a line end pass at the end. */
    private static RegularExpression wholeText(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).matches();
    }

    List<PlanFault> check(PlanDocument document) {
        SchemaFaults faults = new SchemaFaults(document, source);
        return schema.validate(document.root()).stream().map(faults::word).toList();
    }

    /** The schema itself. */
    static JsonNode readSource() {
        try (InputStream stream = Objects.requireNonNull(PlanSchema.class.getResourceAsStream(LOCATION), LOCATION)) {
            return new JsonMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode resolve(JsonNode source, JsonNode node) {
        return node.has("$ref")
                ? source.at(JsonPointer.compile(node.get("$ref").asText().substring(1)))
                : node;
    }
}
