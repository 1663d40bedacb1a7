package org.vigie.github.api;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** The door to GitHub's API, for the plans that name a repository and a token. */
@Component
public class GitHubAccess {

    private static final Logger LOG = LoggerFactory.getLogger(GitHubAccess.class);

    private final Plans plans;
    private final GitHubProperties properties;
    private final GitHubTransport transport;

    GitHubAccess(Plans plans, GitHubProperties properties, GitHubTransport transport) {
        this.plans = plans;
        this.properties = properties;
        this.transport = transport;
    }

    /** The applications for which GitHub can be asked at all. */
    public Set<String> applications() {
        return plans.all().stream()
                .filter(plan -> token(plan).isPresent())
                .map(MaintenancePlan::application)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The repository of a plan that has a token. */
    public GHRepository repository(MaintenancePlan plan) throws IOException {
        return new GitHubBuilder()
                .withEndpoint(properties.endpoint().toString())
                // with a login given, even an empty one, the client does not ask who it is, which tokens of apps may
                // not
                .withOAuthToken(token(plan).orElseThrow(), "")
                .withConnector(transport)
                .build()
                .getRepository(plan.github().repository());
    }

    @EventListener(ApplicationReadyEvent.class)
    void tellWhatIsMissing() {
        for (MaintenancePlan plan : plans.all()) {
            if (plan.github() == null) {
                LOG.info("{} runs without GitHub: its plan names no repository", plan.application());
                continue;
            }
            if (token(plan).isEmpty()) {
                LOG.info(
                        "{}: no token in {}, nothing is written to GitHub",
                        plan.application(),
                        plan.github().tokenFrom());
            }
            if (WebhookSecrets.secretOf(plan).isEmpty()) {
                LOG.info(
                        "{}: no secret in {}, deliveries of GitHub are refused",
                        plan.application(),
                        plan.github().webhookSecretFrom());
            }
        }
    }

    private static Optional<String> token(MaintenancePlan plan) {
        return plan.github() == null
                ? Optional.empty()
                : plan.github().tokenFrom().read();
    }
}
