package org.vigie.platform.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestHandler;

/**
 * Lets one account in, by HTTP Basic authentication, and nobody else. Copied into the class path of OpenSearch, so it uses
 * nothing but the JDK and OpenSearch.
 */
public final class OpenSearchGuard extends Plugin implements ActionPlugin {

    /** Name of the account. */
    public static final String ACCOUNT = "vigie";

    /** Environment variable with the password. */
    public static final String PASSWORD = "VIGIE_OPENSEARCH_PASSWORD";

    private final byte[] expected = authorization(System.getenv(PASSWORD)).getBytes(StandardCharsets.UTF_8);

    /** The header that OpenSearch wants. */
    public static String authorization(String password) {
        if (password == null || password.isEmpty()) {
            throw new IllegalArgumentException("OpenSearch has no password");
        }
        byte[] credentials = (ACCOUNT + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    @Override
    public UnaryOperator<RestHandler> getRestHandlerWrapper(ThreadContext context) {
        return handler -> (request, channel, client) -> {
            String given = request.header("Authorization");
            if (given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected)) {
                handler.handleRequest(request, channel, client);
            } else {
                BytesRestResponse refusal =
                        new BytesRestResponse(RestStatus.UNAUTHORIZED, "no account or a wrong password");
                refusal.addHeader("WWW-Authenticate", "Basic realm=\"vigie\"");
                channel.sendResponse(refusal);
            }
        };
    }
}
