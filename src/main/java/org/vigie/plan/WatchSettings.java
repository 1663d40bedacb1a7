package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.AddressRange;

/**
 * What the technology watch reads.
 *
 * @param stack words for what the application is made of; an entry of a feed that has one of them concerns it
 * @param feeds RSS, Atom, or advisories as JSON
 * @param allowPrivate ranges of addresses that are not on the open net and may be read
 */
public record WatchSettings(List<String> stack, List<Feed> feeds, List<AddressRange> allowPrivate) {

    public WatchSettings {
        stack = List.copyOf(stack);
        feeds = List.copyOf(feeds);
        allowPrivate = List.copyOf(allowPrivate);
    }

    @JsonCreator
    static WatchSettings of(
            @JsonProperty("stack") @Nullable List<String> stack,
            @JsonProperty("feeds") @Nullable List<Feed> feeds,
            @JsonProperty("allowPrivate") @Nullable List<AddressRange> allowPrivate) {
        return new WatchSettings(
                Objects.requireNonNullElse(stack, List.of()),
                Objects.requireNonNullElse(feeds, List.of()),
                Objects.requireNonNullElse(allowPrivate, List.of()));
    }

    /**
     * A feed.
     *
     * @param url with https; with http only within {@code allowPrivate}
     * @param all whether everything in it concerns the application
     * @param packages {@code ecosystem/name}, each of which is asked for as the API of OSV wants it; empty: the address is read
     */
    public record Feed(String id, URI url, boolean all, List<String> packages) {

        public Feed {
            packages = packages == null ? List.of() : List.copyOf(packages);
        }
    }
}
