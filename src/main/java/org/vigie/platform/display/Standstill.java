package org.vigie.platform.display;

import java.time.Instant;

/**
 * A part of what people see that no longer keeps up with the broker.
 *
 * @param part exporter, Operate or Tasklist
 * @param detail what of it, such as the kind of records that are not read
 * @param since when it was last seen to move
 */
public record Standstill(String part, String detail, Instant since) {}
