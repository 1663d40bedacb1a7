package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How soon people must know of something. */
public enum Severity {
    /** At once. */
    @JsonProperty("critical")
    CRITICAL,
    /** Within hours. */
    @JsonProperty("important")
    IMPORTANT,
    /** Within a day. */
    @JsonProperty("informative")
    INFORMATIVE
}
