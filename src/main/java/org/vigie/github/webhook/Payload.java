package org.vigie.github.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.vigie.inbox.UnreadableDeliveryException;

/** The JSON of a delivery, read by JSON pointers such as {@code /issue/number}. */
public final class Payload {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode root;

    private Payload(JsonNode root) {
        this.root = root;
    }

    /** @throws UnreadableDeliveryException if the text is not one JSON object */
    static Payload parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root != null && root.isObject()) {
                return new Payload(root);
            }
        } catch (JsonProcessingException e) {
            // the message would repeat parts of the payload
        }
        throw new UnreadableDeliveryException("the payload is not one JSON object", "Look at the delivery on GitHub.");
    }

    public Payload at(String pointer) {
        return new Payload(root.at(pointer));
    }

    /** The text or number there; empty if it is missing, null or blank. */
    public Optional<String> find(String pointer) {
        JsonNode node = root.at(pointer);
        return node.isValueNode() && !node.isNull()
                ? Optional.of(storable(node.asText())).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    public String text(String pointer) {
        return find(pointer).orElseThrow(() -> missing(pointer));
    }

    public long number(String pointer) {
        JsonNode node = root.at(pointer);
        if (!node.canConvertToLong() || !node.isIntegralNumber()) {
            throw missing(pointer);
        }
        return node.longValue();
    }

    public int intNumber(String pointer) {
        return Math.toIntExact(number(pointer));
    }

    public Instant instant(String pointer) {
        try {
            return Instant.parse(text(pointer));
        } catch (DateTimeParseException e) {
            throw missing(pointer);
        }
    }

    boolean flag(String pointer) {
        return root.at(pointer).asBoolean(false);
    }

    public boolean has(String pointer) {
        JsonNode node = root.at(pointer);
        return !node.isMissingNode() && !node.isNull();
    }

    public List<Payload> items(String pointer) {
        return StreamSupport.stream(root.at(pointer).spliterator(), false)
                .map(Payload::new)
                .toList();
    }

    /** What the database can hold: no character 0, and no half of a pair of surrogates. */
    private static String storable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).replace("\u0000", "");
    }

    private static UnreadableDeliveryException missing(String pointer) {
        return new UnreadableDeliveryException(
                "the payload has no usable " + pointer.substring(1).replace('/', '.'),
                "Compare the delivery on GitHub with GitHub's description of the event.");
    }
}
