package org.vigie.platform.guard;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the guard before everything else, in the web server of a Spring Boot application and in that of its management. */
@Configuration(proxyBeanMethods = false)
public class GuardConfiguration {

    @Bean
    FilterRegistrationBean<RequestGuard> vigieRequestGuard() {
        FilterRegistrationBean<RequestGuard> registration = new FilterRegistrationBean<>(RequestGuard.ofThisJvm());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
