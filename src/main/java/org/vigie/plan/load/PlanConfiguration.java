package org.vigie.plan.load;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.plan.Plans;

/** Makes the plans a bean; their files were checked by {@link PlanPreflight} before. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlanProperties.class, DatabaseOverrides.class})
class PlanConfiguration {

    @Bean
    Plans plans(PlanProperties properties, DatabaseOverrides databases) {
        return new Plans(PlanLoader.load(properties.plansDir()).all().stream()
                .map(databases::over)
                .toList());
    }
}
