package org.vigie.dependency;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.command.Commands;
import org.vigie.preventive.PreventiveWork;

/** The work of the preventive calendar that looks at dependencies. */
@Configuration(proxyBeanMethods = false)
class DependencyWorks {

    @Bean
    PreventiveWork dependencyUpdates(Commands commands, Dependencies dependencies) {
        return new DependencyWork("dependencies", false, commands, dependencies);
    }

    @Bean
    PreventiveWork vulnerabilityScan(Commands commands, Dependencies dependencies) {
        return new DependencyWork("vulnerability-scan", true, commands, dependencies);
    }
}
