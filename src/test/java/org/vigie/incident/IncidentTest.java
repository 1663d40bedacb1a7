package org.vigie.incident;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.vigie.monitoring.WatchedPlans;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitoringSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Plans;
import org.vigie.plan.RemedySettings;
import org.vigie.plan.RemedySettings.Action;
import org.vigie.support.VigieTest;

/** The application, with a plan of Demo whose restart leaves a line in a file. */
@Retention(RetentionPolicy.RUNTIME)
@VigieTest
@Import(IncidentTest.Restarted.class)
public @interface IncidentTest {

    @TestConfiguration(proxyBeanMethods = false)
    class Restarted {

        /** The log of the application. */
        public static final Path LOG =
                Path.of("target", "journal-" + ProcessHandle.current().pid()).toAbsolutePath();

        /** Has a line for each restart. */
        public static final Path RESTARTS =
                Path.of("target", "restarts-" + ProcessHandle.current().pid()).toAbsolutePath();

        @Bean
        static BeanPostProcessor restartedPlans() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Plans plans ? restarted(plans) : bean;
                }
            };
        }

        private static MonitorSettings journal() {
            return new MonitorSettings(
                    "journal",
                    "Journal",
                    PlanDuration.parse("PT5M"),
                    PlanDuration.parse("PT15S"),
                    1,
                    List.of(),
                    null,
                    new MonitorSettings.LogSettings(LOG, null, 1, null),
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        private static Plans restarted(Plans plans) {
            MonitoringSettings demo = plans.require("demo").monitoring();
            return WatchedPlans.with(
                    plans,
                    "demo",
                    new MonitoringSettings(
                            demo.recipients(),
                            demo.witnesses(),
                            Stream.concat(demo.monitors().stream(), Stream.of(journal()))
                                    .toList(),
                            demo.windows(),
                            null,
                            null,
                            new RemedySettings(
                                    List.of(List.of("sh", "-c", "echo restarted >> " + RESTARTS)),
                                    List.of(),
                                    null,
                                    PlanDuration.parse("PT1M"),
                                    List.of(Action.RESTART),
                                    PlanDuration.parse("PT2H"))));
        }
    }
}
