package org.vigie.planted;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Planted violation: field injection. */
class InjectsIntoAField {

    @Autowired
    @Nullable
    Clock clock;
}
