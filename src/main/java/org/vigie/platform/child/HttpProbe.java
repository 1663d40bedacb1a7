package org.vigie.platform.child;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks a child over HTTP on this machine whether it is ready; never through a proxy. */
public final class HttpProbe {

    private static final int TIMEOUT_MILLIS = 2_000;

    private HttpProbe() {}

    /** Whether the address answers 200 with a body that fulfils the condition. */
    public static boolean answers(URI address, Predicate<String> body) {
        return answers(address, null, body);
    }

    /**
     * Whether the address answers 200 with a body that fulfils the condition.
     *
     * @param authorization the header of that name; null for none
     */
    public static boolean answers(URI address, @Nullable String authorization, Predicate<String> body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            if (authorization != null) {
                connection.setRequestProperty("Authorization", authorization);
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return false;
            }
            try (InputStream in = connection.getInputStream()) {
                return body.test(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return false;
        }
    }
}
