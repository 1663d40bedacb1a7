package org.vigie.notification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.plan.Plans;
import org.vigie.plan.load.PlanLoader;
import org.vigie.shared.HintedException;

class ChannelsTests {

    private static final Channel PIGEON = new Channel() {
        @Override
        public String name() {
            return "pigeon";
        }

        @Override
        public Delivery deliver(OutgoingMessage message) {
            return new Delivery("roof");
        }
    };

    @Test
    void stopsTheStartWhenAPlanNamesAChannelThatDoesNotExistYet() {
        assertThatThrownBy(() -> new Channels(List.of(PIGEON), List.of(), PlanLoader.load("plans")))
                .isInstanceOf(HintedException.class)
                .hasMessageMatching(
                        "plan of \\w+, escalation\\.\\w+: channel 'mail' does not exist yet; hint: Available:"
                                + " pigeon\\.");
    }

    @Test
    void namesTheChannelsThatExist() {
        Channels channels = new Channels(List.of(PIGEON), List.of(), new Plans(List.of()));
        assertThatThrownBy(() -> channels.require(null, "sms"))
                .hasMessage("channel 'sms' does not exist yet; hint: Available: pigeon.");
    }
}
