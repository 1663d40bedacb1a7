package org.vigie.engine.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.vigie.support.VigieTest;

@VigieTest
class DisplayThreadsTests {

    @Autowired
    TaskScheduler common;

    @Autowired
    ApplicationContext context;

    @Test
    void whatAsksADisplayHasThreadsOfItsOwn() {
        assertThat(prefix(common)).isEqualTo("scheduling-");
        assertThat(prefix(context.getBean("taskScheduler"))).isEqualTo("scheduling-");
        assertThat(prefix(context.getBean(DisplayThreads.NAME))).isEqualTo("display-");
    }

    private static String prefix(Object scheduler) {
        return ((ThreadPoolTaskScheduler) scheduler).getThreadNamePrefix();
    }
}
