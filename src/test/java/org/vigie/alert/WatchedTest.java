package org.vigie.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.vigie.monitoring.WatchedPlans;
import org.vigie.monitoring.WatchedSite;
import org.vigie.plan.MonitoringSettings;
import org.vigie.plan.Plans;
import org.vigie.shared.SecretRef;
import org.vigie.support.VigieTest;

/** The application with a site to watch, checked when the test says so, and with other watchers of CESIZen. */
@Retention(RetentionPolicy.RUNTIME)
@VigieTest
@Import(WatchedTest.Watched.class)
public @interface WatchedTest {

    @TestConfiguration(proxyBeanMethods = false)
    class Watched {

        private static final WatchedSite SITE = new WatchedSite();

        /** Has never answered well. */
        public static final WatchedSite LATER = new WatchedSite();

        /** The log of the application, where a line with ERROR tells of one. */
        public static final Path JOURNAL = file("journal");

        /** All services run while it is there. */
        public static final Path RUNNING = file("running");

        static {
            LATER.answer(503);
        }

        @Bean(destroyMethod = "")
        WatchedSite site() {
            return SITE;
        }

        @Bean
        static BeanPostProcessor watchedPlans() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Plans plans ? watched(plans) : bean;
                }
            };
        }

        private static Plans watched(Plans plans) {
            Plans demo = WatchedPlans.with(
                    plans,
                    "demo",
                    WatchedPlans.watching(
                            WatchedPlans.http("site", SITE.url(), "front"),
                            WatchedPlans.http("front", SITE.url()),
                            WatchedPlans.quietUntilUp(WatchedPlans.http("later", LATER.url())),
                            WatchedPlans.heartbeat("cron"),
                            WatchedPlans.log("journal", JOURNAL),
                            WatchedPlans.command("services", List.of("test", "-e", RUNNING.toString()))));
            return WatchedPlans.with(
                    demo,
                    "cesizen",
                    new MonitoringSettings(
                            List.of("lead"),
                            List.of(),
                            List.of(WatchedPlans.uptimeRobot("outside", 4711)),
                            List.of(),
                            secret("alertmanager"),
                            secret("uptimerobot")));
        }

        private static Path file(String name) {
            try {
                return Files.writeString(
                        Path.of(
                                        "target",
                                        "watched-" + name + "-"
                                                + ProcessHandle.current().pid())
                                .toAbsolutePath(),
                        "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static SecretRef secret(String name) {
            return SecretRef.parse("file:src/test/resources/monitoring/" + name + ".secret");
        }
    }
}
