package org.vigie.engine.instance;

import java.time.Instant;

/**
 * A case that is open and has a process.
 *
 * @param id unique among the cases of its kind
 * @param registeredAt since when the case knows its process instance
 */
public record OpenCase(String id, long processInstanceKey, Instant registeredAt) {}
