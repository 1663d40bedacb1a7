package org.vigie.release;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.vigie.engine.job.Heartbeat;
import org.vigie.release.deployment.ServingSlot;
import org.vigie.shared.HintedException;

/** The programs of an application that Vigie itself runs in production. Thread-safe. */
@Service
public class ServingPrograms {

    private final ServingSlot serving;

    ServingPrograms(ServingSlot serving) {
        this.serving = serving;
    }

    /** Whether all that serves is run by Vigie. */
    public boolean areHere(String application) {
        return serving.find(application).isPresent();
    }

    /**
     * Ends them, starts them again and waits until they answer as they should. Whoever calls holds the application.
     *
     * @param operationId on whose behalf
     * @throws HintedException saying what is wrong if they do not get well, or none are here
     */
    public void restart(String application, String operationId, Heartbeat heartbeat) {
        serving.restart(
                serving.find(application)
                        .orElseThrow(() -> new HintedException(
                                "Vigie runs nothing of " + application, "Name in the plan how it is restarted.")),
                operationId,
                heartbeat);
    }

    /** Ends them as a crash would: nobody asked for it, and Vigie has to notice by itself. Nothing if none are here. */
    public void crash(String application) {
        serving.find(application).ifPresent(serving::crash);
    }

    /** What they wrote last, by role; empty if none are here. */
    public Map<String, List<String>> lastLines(String application, int lines) {
        return serving.find(application)
                .map(deployment -> serving.lastLines(deployment, lines))
                .orElse(Map.of());
    }
}
