package org.vigie.github.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.vigie.inbox.UnreadableDeliveryException;
import org.vigie.shared.value.Moment;
import org.vigie.shared.value.Texts;

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
                ? Optional.of(Texts.storable(node.asText())).filter(text -> !text.isBlank())
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
        long number = number(pointer);
        if (number != (int) number) {
            throw missing(pointer);
        }
        return (int) number;
    }

    public Instant instant(String pointer) {
        return findInstant(pointer).orElseThrow(() -> missing(pointer));
    }

    /** The moment there; empty if it is missing, null, or none that a table can hold. */
    public Optional<Instant> findInstant(String pointer) {
        return find(pointer).flatMap(Moment::find).map(Moment::at);
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

    /** What is wrong with a payload whose value there cannot be used. */
    public static UnreadableDeliveryException missing(String pointer) {
        return new UnreadableDeliveryException(
                "the payload has no usable " + pointer.substring(1).replace('/', '.'),
                "Compare the delivery on GitHub with GitHub's description of the event.");
    }
}
