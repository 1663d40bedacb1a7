package org.vigie.engine.instance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.TroubleLog;
import org.vigie.engine.epoch.EngineRecognition;

/**
 * Goes round all open cases and tells them when their process instance is gone, a few each second; where the whole engine is
 * gone, that is told instead. Each Vigie makes rounds of its own, so that one that dies in a round leaves nobody out; a case that
 * is told twice is lost once.
 */
@Component
@OnEngine
class CaseWatch {

    static final Duration ROUND = Duration.ofSeconds(30);
    /** A case may be written before the engine has finished what started it. */
    static final Duration YOUNGEST = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(CaseWatch.class);
    private static final int A_SECOND = 10;

    private final List<WatchedCases> kinds;
    private final ProcessInstances instances;
    private final EngineRecognition recognition;
    private final Clock clock;
    private final TroubleLog trouble = new TroubleLog("the watch over the processes of open cases");
    private Instant nextRound = Instant.MIN;
    private int kind;
    private String afterId = "";

    CaseWatch(
            ObjectProvider<WatchedCases> kinds,
            ProcessInstances instances,
            EngineRecognition recognition,
            Clock clock) {
        this.kinds = kinds.orderedStream().toList();
        this.instances = instances;
        this.recognition = recognition;
        this.clock = clock;
    }

    /** Where the engine does not answer it goes on the next time, so that a round misses nobody. */
    @Scheduled(initialDelayString = "PT5S", fixedRateString = "PT1S")
    synchronized void look() {
        trouble.avoid(
                () -> {
                    lookAtSome();
                    return null;
                },
                null);
    }

    private void lookAtSome() {
        if (kind == 0 && afterId.isEmpty()) {
            if (clock.instant().isBefore(nextRound)) {
                return;
            }
            nextRound = clock.instant().plus(ROUND);
        }
        int left = A_SECOND;
        while (left > 0 && kind < kinds.size()) {
            List<OpenCase> some = kinds.get(kind).open(afterId, left);
            for (OpenCase open : some) {
                look(kinds.get(kind), open);
                afterId = open.id();
            }
            if (some.size() < left) {
                kind++;
                afterId = "";
            }
            left -= some.size();
        }
        if (kind == kinds.size()) {
            kind = 0;
        }
    }

    private void look(WatchedCases cases, OpenCase open) {
        boolean isOld = open.registeredAt().plus(YOUNGEST).isBefore(clock.instant());
        if (isOld && !instances.exists(open.processInstanceKey()) && recognition.isStillTheSame()) {
            LOG.warn("the process instance {} of {} {} is gone", open.processInstanceKey(), cases.kind(), open.id());
            try {
                cases.lost(open);
            } catch (RuntimeException e) {
                LOG.error("{} {} is told again in the next round", cases.kind(), open.id(), e);
            }
        }
    }
}
