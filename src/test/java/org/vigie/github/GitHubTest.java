package org.vigie.github;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.vigie.github.api.FakeGitHub;
import org.vigie.github.webhook.Deliverer;
import org.vigie.support.VigieTest;

/** The application with plans that have repositories; the queue is worked off only when the test says so. */
@Retention(RetentionPolicy.RUNTIME)
@VigieTest
@Import({GitHubPlans.class, Deliverer.class})
@ContextConfiguration(initializers = {org.vigie.support.TestDatabase.class, FakeGitHub.Endpoint.class})
@TestPropertySource(properties = "vigie.github.poll-interval=PT1H")
public @interface GitHubTest {}
