package org.vigie.engine.decision;

import java.util.List;
import org.springframework.core.io.Resource;

/** Decisions of files that are not shipped. */
public final class OtherDecisions {

    private OtherDecisions() {}

    public static Decisions in(Resource... files) {
        return new Decisions(List.of(files));
    }
}
