package org.vigie.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.vigie.github.api.WebhookSecrets;

/** Recorded payloads, as they are or changed, and their signatures. */
public final class Recorded {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    public static byte[] bytes(String name) {
        try (InputStream file = Recorded.class.getResourceAsStream("/github/" + name + ".json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] changed(String name, Consumer<ObjectNode> change) {
        try {
            ObjectNode payload = (ObjectNode) JSON.readTree(bytes(name));
            change.accept(payload);
            return JSON.writeValueAsBytes(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object at a pointer, to be changed. */
    public static ObjectNode at(ObjectNode payload, String pointer) {
        return (ObjectNode) payload.at(pointer);
    }

    public static String signature(byte[] body, String secret) {
        return "sha256=" + HexFormat.of().formatHex(WebhookSecrets.hmac(secret, body));
    }

    /** The event that a file name such as {@code issues.opened} stands for. */
    public static String event(String name) {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }
}
