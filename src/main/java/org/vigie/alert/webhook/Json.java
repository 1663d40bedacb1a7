package org.vigie.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.vigie.inbox.WebhookRefusedException;

/** Reads what other watchers send. */
final class Json {

    private static final int LONGEST = 1000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @throws WebhookRefusedException with 400 if it is not one object in UTF-8, or names a key twice */
    static JsonNode object(byte[] body) {
        try {
            return object(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            throw unreadable();
        }
    }

    static JsonNode object(String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            // the message would repeat parts of the payload
        }
        throw unreadable();
    }

    /** The text there, fit for one line of a table and for people; empty if there is none. */
    static String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                return line(value.asText());
            }
        }
        return "";
    }

    /** Without control characters and half pairs of surrogates, and not too long. */
    static String line(String text) {
        String clean = new String(text.getBytes(UTF_8), UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return clean.codePointCount(0, clean.length()) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST)) + "…";
    }

    static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WebhookRefusedException unreadable() {
        return new WebhookRefusedException(
                400, "the body is not one JSON object in UTF-8", "Compare it with what the sender says it sends.");
    }
}
