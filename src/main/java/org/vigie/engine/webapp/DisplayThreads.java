package org.vigie.engine.webapp;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Threads for what asks Tasklist, Operate or another server now and then, which may hang: the threads of everything else that is
 * scheduled never wait for them.
 */
@Configuration(proxyBeanMethods = false)
public class DisplayThreads {

    /** For {@code @Scheduled(scheduler = DisplayThreads.NAME)}. */
    public static final String NAME = "displayScheduler";

    private static final int AT_A_TIME = 4;

    /** No candidate for who wants any scheduler: that is the one of Spring Boot. */
    @Bean(name = NAME, defaultCandidate = false)
    TaskScheduler displayScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(AT_A_TIME);
        scheduler.setThreadNamePrefix("display-");
        scheduler.setDaemon(true);
        scheduler.setWaitForTasksToCompleteOnShutdown(false);
        return scheduler;
    }
}
