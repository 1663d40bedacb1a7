package org.vigie.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Who may call what: every route that is not listed here is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Who may read: every account. */
    private static final String[] READERS =
            Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new);

    private final ObjectMapper json;

    SecurityConfiguration(ObjectMapper json) {
        this.json = json;
    }

    @Bean
    SecurityFilterChain routes(HttpSecurity http, AccountAuthentication accounts) throws Exception {
        // as a manager of its own: beside the one that Spring makes of the same bean each wrong password would be
        // counted twice
        return http.authenticationManager(new ProviderManager(accounts))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // no cookie carries a session; what pages of other sites send is refused by ForeignRequestFilter
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, e) -> {
                    if (e instanceof TooManyLoginsException many) {
                        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(many.retryAfterSeconds()));
                        refuse(
                                response,
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too many wrong passwords came from here",
                                "Wait as long as Retry-After says, then send the right one.");
                        return;
                    }
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
                        .hasAnyRole(READERS)
                        .requestMatchers("/api/models/**")
                        .hasRole(Role.PROCESS_OWNER.name())
                        .requestMatchers("/api/**")
                        .hasRole(Role.OPERATOR.name())
                        // Vigie's own pages and their buttons
                        .requestMatchers(
                                HttpMethod.POST,
                                "/tickets/*/*",
                                "/operations/*/cancellation",
                                "/applications/*/rollback",
                                "/applications/*/databases/*/backups",
                                "/applications/*/databases/*/restore-tests",
                                "/troubles/*/retry",
                                "/scenarios/*")
                        .hasRole(Role.OPERATOR.name())
                        .requestMatchers(HttpMethod.POST, "/models/rollback", "/models/trials/*/deployment")
                        .hasRole(Role.PROCESS_OWNER.name())
                        .requestMatchers(
                                HttpMethod.GET,
                                "/",
                                "/tickets",
                                "/tickets/*",
                                "/operations/*",
                                "/applications/*",
                                "/models",
                                "/models/trials/**",
                                "/overview/style.css")
                        .hasAnyRole(READERS)
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
