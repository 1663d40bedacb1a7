package org.vigie.trouble;

import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.epoch.EngineEpoch;
import org.vigie.engine.incident.EngineIncident;
import org.vigie.engine.incident.IncidentResolution;
import org.vigie.engine.incident.OpenIncidents;

/** Resolves incidents of the engine. Their keys are unique in an epoch of the engine only. */
@Component
@OnEngine
class IncidentRetry implements TroubleRetry {

    static final String KIND = "incident";

    private final OpenIncidents index;
    private final IncidentResolution resolution;
    private final EngineEpoch epoch;

    IncidentRetry(OpenIncidents index, IncidentResolution resolution, EngineEpoch epoch) {
        this.index = index;
        this.resolution = resolution;
        this.epoch = epoch;
    }

    @Override
    public String kind() {
        return KIND;
    }

    String key(EngineIncident incident) {
        return KIND + "-" + epoch.current() + "-" + incident.key();
    }

    @Override
    public boolean retry(Trouble trouble) {
        return index.open().stream()
                .filter(incident -> key(incident).equals(trouble.key()))
                .findFirst()
                .map(this::retry)
                .orElse(false);
    }

    boolean retry(EngineIncident incident) {
        return resolution.retry(incident);
    }
}
