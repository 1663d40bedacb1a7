package org.vigie.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.util.List;
import org.vigie.support.RandomInputs;

/** Bodies and queries of requests. */
public final class StrictJsonInputs implements RandomInputs {

    @Override
    public boolean isJson() {
        return true;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "{\"application\":\"demo\",\"title\":\"x\",\"labels\":[\"bug\"],\"reporter\":{\"name\":\"a\"}}",
                "{\"at\":\"2026-11-20T09:00:00Z\",\"list\":[{\"a\":1.5},null,true]}");
    }

    @Override
    public void feed(String text) {
        assertThat(StrictJson.problem(text.getBytes(UTF_8))).isNotNull();
        assertThat(StrictJson.problem("[".repeat(3_000).concat(text).getBytes(UTF_8)))
                .isNotNull();
        String query = text.replace(' ', '+');
        if (ReadableRequestFilter.isUtf8(query)) {
            // what is let through can be decoded
            assertThat(URLDecoder.decode(query, UTF_8)).isNotNull();
        }
    }
}
