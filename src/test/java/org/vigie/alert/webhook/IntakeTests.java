package org.vigie.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.vigie.inbox.Arrival;
import org.vigie.inbox.Inbox;
import org.vigie.inbox.WebhookRefusedException;

class IntakeTests {

    private static final Arrival ARRIVAL =
            new Arrival("alertmanager", "cesizen/1", "firing", null, "cesizen", "group", "{}");

    private final Inbox inbox = mock(Inbox.class);

    /** Alertmanager comes again after 503 and never after 429. */
    @Test
    void whoFindsNoPlaceIsAskedToComeAgainAndNothingIsTaken() throws InterruptedException {
        CountDownLatch taking = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        when(inbox.take(any())).thenAnswer(call -> {
            taking.countDown();
            taken.await();
            return true;
        });
        Intake intake = new Intake(inbox, 1);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> intake.take(ARRIVAL));
        taking.await();
        assertThatThrownBy(() -> intake.take(ARRIVAL))
                .isInstanceOfSatisfying(WebhookRefusedException.class, IntakeTests::isToComeAgain);
        taken.countDown();
        assertThat(first.join()).isTrue();
        assertThat(intake.take(ARRIVAL)).as("there is a place again").isTrue();
    }

    @Test
    void whileTheDatabaseIsAwayItIsToComeAgainAndThePlaceIsFree() {
        when(inbox.take(any()))
                .thenThrow(new DataAccessResourceFailureException("away"))
                .thenReturn(true);
        Intake intake = new Intake(inbox, 1);
        assertThatThrownBy(() -> intake.take(ARRIVAL))
                .isInstanceOfSatisfying(WebhookRefusedException.class, IntakeTests::isToComeAgain);
        assertThat(intake.take(ARRIVAL)).isTrue();
    }

    private static void isToComeAgain(WebhookRefusedException refused) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.retryAfterSeconds()).isEqualTo(5);
    }
}
