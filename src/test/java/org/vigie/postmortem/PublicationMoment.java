package org.vigie.postmortem;

import java.util.function.Function;
import org.vigie.support.engine.CrashScene;
import org.vigie.support.engine.StopPoint;
import org.vigie.support.engine.WriteGate;

/** The moments of the publication of a post-mortem, an effect of the kind that is over at once, at which Vigie is killed. */
enum PublicationMoment {
    INTENT_BEFORE(scene -> WriteGate.before(scene.database(), "INSERT ON effect", "true")),
    INTENT_DURING(scene -> WriteGate.during(scene.database(), "INSERT ON effect", "true")),
    WRITING_NOT_BEGUN(scene -> WriteGate.after(scene.database(), "INSERT ON effect", "true")),
    RECORD_BEFORE(scene -> WriteGate.before(scene.database(), "UPDATE ON effect", "NEW.state = 'DONE'")),
    RECORD_DURING(scene -> WriteGate.during(scene.database(), "UPDATE ON effect", "NEW.state = 'DONE'")),
    RECORD_AFTER(scene -> WriteGate.after(scene.database(), "UPDATE ON effect", "NEW.state = 'DONE'"));

    private final Function<CrashScene, StopPoint> stop;

    PublicationMoment(Function<CrashScene, StopPoint> stop) {
        this.stop = stop;
    }

    /** Makes the next publication get so far and no further. */
    StopPoint stop(CrashScene scene) {
        return stop.apply(scene);
    }

    /** Whether the document was there before the kill. */
    boolean isWritten() {
        return name().startsWith("RECORD");
    }
}
