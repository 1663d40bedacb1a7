package org.vigie.campaign;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;

/** Broker or PostgreSQL away, with everything in flight: afterwards it is done, once, and nobody has to look at anything. */
@Campaign
class OutageIT {

    @Test
    @Timeout(300)
    void forAMoment() {
        try (FragileVigie vigie = new FragileVigie()) {
            brokerAway(vigie, Duration.ofSeconds(15), 10, 3);
            databaseAway(vigie, Duration.ofSeconds(15), 10, 3);
        }
    }

    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void brokerForTenMinutes() {
        try (FragileVigie vigie = new FragileVigie()) {
            brokerAway(vigie, Duration.ofMinutes(10), 100, 20);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void databaseForFiveMinutes() {
        try (FragileVigie vigie = new FragileVigie()) {
            databaseAway(vigie, Duration.ofMinutes(5), 100, 20);
        }
    }

    private void brokerAway(FragileVigie vigie, Duration away, int newTickets, int ofEach) {
        TicketsInFlight tickets = TicketsInFlight.prepare(vigie, ofEach);
        vigie.withoutBroker(away, () -> tickets.ask(newTickets));
        caughtUp("broker", away, tickets);
    }

    private void databaseAway(FragileVigie vigie, Duration away, int newTickets, int ofEach) {
        TicketsInFlight tickets = TicketsInFlight.prepare(vigie, ofEach);
        tickets.ask(newTickets);
        vigie.withoutDatabase(away);
        caughtUp("PostgreSQL", away, tickets);
    }

    private void caughtUp(String what, Duration away, TicketsInFlight tickets) {
        long before = System.nanoTime();
        tickets.awaitEffects();
        long seconds = Duration.ofNanos(System.nanoTime() - before).toSeconds();
        tickets.assertEachOnce();
        new CampaignReport("outage of " + what + " for " + away.toSeconds() + " s")
                .line("caught up %d s after it was back", seconds);
    }
}
