package org.vigie.backlog;

import java.util.Optional;

/** What the review decided about one ticket. */
record Decided(String ticketId, Optional<Marks> marks, Optional<String> release) {}
