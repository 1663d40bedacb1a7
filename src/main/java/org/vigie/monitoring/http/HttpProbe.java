package org.vigie.monitoring.http;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Probe;
import org.vigie.monitoring.check.Target;
import org.vigie.monitoring.check.Witnesses;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.Family;

/** Watches addresses of the web, and asks witnesses. */
@Component
class HttpProbe implements Probe, Witnesses {

    private static final Duration FOR_WITNESS = Duration.ofSeconds(4);

    private final Names names;
    private final HopClient hops;
    private final Clock clock;

    @Autowired
    HttpProbe(Clock clock) {
        this(new Names(InetAddress::getAllByName), new HopClient(Certificates.trusting(null)), clock);
    }

    HttpProbe(Names names, HopClient hops, Clock clock) {
        this.names = names;
        this.hops = hops;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "http";
    }

    @Override
    public boolean watches(MonitorSettings monitor) {
        return monitor.http() != null;
    }

    @Override
    public Observation probe(Target target) {
        return new HttpCheck(names, hops).run(target.monitor().http(), clock.instant());
    }

    @Override
    public boolean allSilent(MaintenancePlan plan, MonitorSettings monitor) {
        List<URI> witnesses = plan.monitoring().witnesses();
        return !witnesses.isEmpty() && !isHere(monitor) && witnesses.stream().noneMatch(this::answers);
    }

    /** Any answer will do, a bad one too: it came from outside. */
    private boolean answers(URI witness) {
        Deadline deadline = Deadline.in(FOR_WITNESS);
        try {
            hops.ask(witness, names.lookUp(witness.getHost(), Family.ANY, deadline), new Phases(), deadline);
            return true;
        } catch (HttpFailure e) {
            return false;
        }
    }

    private boolean isHere(MonitorSettings monitor) {
        try {
            return monitor.http() != null
                    && names.lookUp(monitor.http().url().getHost(), Family.ANY, Deadline.in(FOR_WITNESS)).stream()
                            .allMatch(InetAddress::isLoopbackAddress);
        } catch (HttpFailure e) {
            return false;
        }
    }
}
