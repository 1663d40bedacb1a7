package org.vigie.trouble.heartbeat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.shared.AddressRange;
import org.vigie.shared.GuardedExchange;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;
import org.vigie.trouble.Troubles;

/**
 * Calls an address every minute while Vigie is ready, so that whoever waits there notices when it is not, or is dead: what watches
 * everything else cannot tell that of itself. What does not arrive is a trouble, because nobody would be warned.
 */
@Component
public class OwnHeartbeat implements DisposableBean {

    static final String TROUBLE = "heartbeat";

    private static final Logger LOG = LoggerFactory.getLogger(OwnHeartbeat.class);
    private static final String READINESS = "readiness";
    private static final int MOST_OF_AN_ANSWER = 1024;

    /** What is out of reach may be there again in a minute. */
    private static final int UNREACHED = 3;

    private final Optional<SecretRef> place;
    private final GuardedExchange exchange;
    private final List<AddressRange> inside;
    private final Troubles troubles;
    private final BooleanSupplier ready;
    private final AtomicBoolean calling = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private int failed;
    private boolean told = true; // perhaps by the Vigie before

    @Autowired
    OwnHeartbeat(OwnHeartbeatProperties properties, Troubles troubles, HealthEndpoint health) {
        this(properties, troubles, () -> isReady(health));
    }

    OwnHeartbeat(OwnHeartbeatProperties properties, Troubles troubles, BooleanSupplier ready) {
        this.place = Optional.of(properties.urlFrom())
                .filter(text -> !text.isBlank())
                .map(SecretRef::parse);
        this.exchange = new GuardedExchange(properties.timeout(), GuardedExchange.OF_THE_MACHINE);
        this.inside = properties.allowPrivate().stream()
                .filter(range -> !range.isBlank())
                .map(AddressRange::parse)
                .toList();
        this.troubles = troubles;
        this.ready = ready;
    }

    private static boolean isReady(HealthEndpoint health) {
        HealthDescriptor found = health.healthForPath(READINESS);
        return found != null && Status.UP.equals(found.getStatus());
    }

    /** Calls, on a thread of its own: who hangs there holds up nothing here. */
    @Scheduled(initialDelayString = "PT20S", fixedRateString = "${vigie.heartbeat.every:PT1M}")
    void kick() {
        if (place.isPresent() && calling.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    beat();
                } catch (RuntimeException e) {
                    LOG.warn("Vigie's heartbeat did not go out; it is tried again in a minute", e);
                } finally {
                    calling.set(false);
                }
            });
        }
    }

    /** Calls if Vigie is ready, and says what is wrong if that is not welcome. */
    void beat() {
        Optional<String> address;
        try {
            address = place.flatMap(SecretRef::read);
        } catch (HintedException e) {
            tell(e.fact(), e.hint());
            return;
        }
        if (address.isEmpty()) {
            well();
        } else if (ready.getAsBoolean()) {
            call(address.get());
        }
    }

    private void call(String address) {
        GuardedExchange.Answer answer;
        try {
            answer = exchange.get(new URI(address), Map.of(), MOST_OF_AN_ANSWER, inside);
        } catch (URISyntaxException e) {
            // neither the text nor its cause is repeated: it is a secret
            tell("what is in " + place.get() + " is no address", "Put the address there that is to be called.");
            return;
        } catch (IOException e) {
            if (++failed >= UNREACHED) {
                tell(
                        "nobody outside hears that Vigie is alive: " + e.getMessage(),
                        "Check the way out, and the address in " + place.get() + "; it is tried again every minute.");
            }
            return;
        }
        if (answer.status() / 100 == 2) {
            well();
        } else {
            tell(
                    "Vigie's heartbeat is refused: the answer is " + answer.status(),
                    "Put the address that whoever waits for it shows into " + place.get() + ".");
        }
    }

    private void tell(String message, String hint) {
        troubles.report(TROUBLE, TROUBLE, null, message, hint, null);
        told = true;
    }

    private void well() {
        failed = 0;
        if (told) {
            troubles.clear(TROUBLE);
            told = false;
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
