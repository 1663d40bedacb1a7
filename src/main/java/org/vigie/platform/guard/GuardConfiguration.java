package org.vigie.platform.guard;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Puts the guard before everything else, in the web server of a Spring Boot application and in that of its management.
 * Without {@code @Configuration}: the children find it by {@link Guards#FILES}, Vigie must not find it.
 */
public class GuardConfiguration {

    @Bean
    FilterRegistrationBean<RequestGuard> vigieRequestGuard() {
        FilterRegistrationBean<RequestGuard> registration = new FilterRegistrationBean<>(RequestGuard.ofThisJvm());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
