package org.vigie.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Who may call what: every route that is not listed here is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private final ObjectMapper json;

    SecurityConfiguration(ObjectMapper json) {
        this.json = json;
    }

    @Bean
    SecurityFilterChain routes(HttpSecurity http, AccountAuthentication accounts) throws Exception {
        return http.authenticationProvider(accounts)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // no cookie carries a session, and the API takes JSON only, which no foreign form can send
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, e) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Vigie\", charset=\"UTF-8\"");
                    refuse(
                            response,
                            HttpStatus.UNAUTHORIZED,
                            "no account or a wrong password",
                            "Send HTTP Basic credentials; the README says where the passwords are.");
                }))
                .exceptionHandling(errors -> errors.accessDeniedHandler((request, response, e) -> refuse(
                        response,
                        HttpStatus.FORBIDDEN,
                        "the account lacks the role for this",
                        "Use an account with the role that the API document names.")))
                .authorizeHttpRequests(route -> route.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health/**", "/v3/api-docs/**", "/status/**")
                        .permitAll()
                        // verified by signature or shared secret instead of an account
                        .requestMatchers(HttpMethod.POST, "/webhooks/**")
                        .permitAll()
                        // asks for a mail and does nothing else
                        .requestMatchers(HttpMethod.POST, "/status/*/subscriptions")
                        .permitAll()
                        // signed links in mails
                        .requestMatchers("/links/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/**", "/reports/**", "/actuator/prometheus")
                        .hasAnyRole(Role.OPERATOR.name(), Role.AUDITOR.name())
                        .requestMatchers("/api/**")
                        .hasRole(Role.OPERATOR.name())
                        // Vigie's own pages, which change nothing
                        .requestMatchers(
                                HttpMethod.GET,
                                "/",
                                "/tickets",
                                "/tickets/*",
                                "/operations/*",
                                "/applications/*",
                                "/overview/style.css")
                        .hasAnyRole(Role.OPERATOR.name(), Role.AUDITOR.name())
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String fact, String hint) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, fact);
        problem.setProperty("hint", hint);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
