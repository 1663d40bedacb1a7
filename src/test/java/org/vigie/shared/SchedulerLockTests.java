package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
@Import(SchedulerLockTests.Sweeping.class)
class SchedulerLockTests {

    @Autowired
    Sweep sweep;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @TestConfiguration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Sweep sweep() {
            return new Sweep();
        }
    }

    static class Sweep {

        private final AtomicInteger runs = new AtomicInteger();

        @SchedulerLock(name = "sweep")
        void run() {
            runs.incrementAndGet();
        }

        int runs() {
            return runs.get();
        }
    }

    @Test
    void runsWhereNobodyElseIsAtItWhateverTheClockOfTheTestSays() {
        sweep.run();
        clock.advance(Duration.ofDays(-1000));
        sweep.run();
        assertThat(sweep.runs()).isEqualTo(2);

        jdbc.sql("UPDATE scheduler_lock SET lock_until = timezone('utc', now()) + interval '1 minute'")
                .update();
        sweep.run();
        assertThat(sweep.runs()).isEqualTo(2);

        jdbc.sql("UPDATE scheduler_lock SET lock_until = timezone('utc', now()) - interval '1 second'")
                .update();
        sweep.run();
        assertThat(sweep.runs()).isEqualTo(3);
    }
}
