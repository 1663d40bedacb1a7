package org.vigie.crisis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.statuspage.PublicText;

/**
 * One public text on its way.
 *
 * @param number from 1
 * @param neutralAt when the neutral text goes out, unless somebody decides before
 * @param decided what somebody decided to publish; null until then
 */
record Turn(
        int number,
        Instant preparedAt,
        Instant neutralAt,
        @Nullable PublicText decided,
        @Nullable Instant publishedAt) {}
