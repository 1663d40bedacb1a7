package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.AddressRange;
import org.vigie.shared.SecretRef;

/**
 * Where a figure of the month before is asked for: an API that takes JSON and gives JSON, as those of Cloudflare and Google Analytics do.
 *
 * @param url with https; with http only within {@code allowPrivate}
 * @param tokenFrom place of the bearer token; null: none is sent
 * @param body JSON; {@code {from}} and {@code {to}} are the first and the last day of the month
 * @param pick JSON pointer to the figure in the answer
 * @param allowPrivate ranges of addresses that are not on the open net and may be asked
 */
public record FigureSource(
        URI url, @Nullable SecretRef tokenFrom, String body, String pick, List<AddressRange> allowPrivate) {

    public FigureSource {
        allowPrivate = List.copyOf(allowPrivate);
    }

    @JsonCreator
    static FigureSource of(
            @JsonProperty("url") URI url,
            @JsonProperty("tokenFrom") @Nullable SecretRef tokenFrom,
            @JsonProperty("body") String body,
            @JsonProperty("pick") String pick,
            @JsonProperty("allowPrivate") @Nullable List<AddressRange> allowPrivate) {
        return new FigureSource(url, tokenFrom, body, pick, Objects.requireNonNullElse(allowPrivate, List.of()));
    }
}
