package org.vigie.shared.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API document says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String ACCOUNTS = "accounts";

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Vigie")
                        .version("1")
                        .description(
                                "The maintenance plan that runs. Every account reads; operator acts, process-owner deploys models. "
                                        + "Errors are problem details (RFC 9457) with a hint what to do next."))
                .components(new Components()
                        .addSecuritySchemes(
                                ACCOUNTS,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")))
                .addSecurityItem(new SecurityRequirement().addList(ACCOUNTS));
    }
}
