package org.vigie.platform;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.platform.display.DisplayWatch;

/** The beans around the platform that {@link PlatformLauncher} started before there were any beans. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(EmbeddedPlatform.class)
class PlatformConfiguration {

    static final String PLATFORM_BEAN = "embeddedPlatform";

    /** Lets the pool of connections wait for PostgreSQL, and close before PostgreSQL is stopped. */
    @Bean
    static BeanPostProcessor dataSourceAfterPostgres(DefaultListableBeanFactory beans) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String beanName) {
                if (bean instanceof DataSource) {
                    beans.registerDependentBean("platformStop", beanName);
                    beans.getBean(EmbeddedPlatform.class).await("postgres");
                }
                return bean;
            }
        };
    }

    @Bean
    DisposableBean platformStop(EmbeddedPlatform platform) {
        return platform::close;
    }

    @Bean
    PlatformLifecycle platformLifecycle(EmbeddedPlatform platform) {
        return new PlatformLifecycle(platform);
    }

    @Bean
    PlatformHealthIndicator platformHealthIndicator(EmbeddedPlatform platform) {
        return new PlatformHealthIndicator(platform);
    }

    /** For whoever tells people of standstills; null when this platform exports nothing. */
    @Bean
    @Nullable
    DisplayWatch displayWatch(EmbeddedPlatform platform) {
        return platform.displayWatch().orElse(null);
    }

    @Bean
    PlatformAnnouncement platformAnnouncement(EmbeddedPlatform platform) {
        return new PlatformAnnouncement(platform);
    }
}
