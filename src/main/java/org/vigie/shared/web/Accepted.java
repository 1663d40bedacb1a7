package org.vigie.shared.web;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/**
 * The answer to a request that is kept and will be seen to.
 *
 * @param id what was asked for, or what it was asked of
 * @param follow where to look what became of it
 */
public record Accepted(String id, URI follow) {

    /** 202 with the address to follow. */
    public static ResponseEntity<Accepted> at(String id, URI follow) {
        return ResponseEntity.accepted().location(follow).body(new Accepted(id, follow));
    }
}
