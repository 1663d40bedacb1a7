package org.vigie.engine.epoch;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.TroubleLog;
import org.vigie.engine.request.ProcessRequests;

/** Looks which engine it is when processes do not see what is asked of them: an engine that was set up anew has no processes. */
@Component
@OnEngine
class EngineWatch {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ProcessRequests requests;
    private final EngineRecognition recognition;
    private final Clock clock;
    private final TroubleLog trouble = new TroubleLog("the look at which engine it is");

    EngineWatch(ProcessRequests requests, EngineRecognition recognition, Clock clock) {
        this.requests = requests;
        this.recognition = recognition;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void look() {
        trouble.avoid(() -> requests.stuck(PATIENCE).isEmpty() || recognition.isStillTheSame(), true);
    }
}
