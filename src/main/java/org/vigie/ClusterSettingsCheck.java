package org.vigie;

import java.util.TreeSet;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.util.PlaceholderResolutionException;
import org.vigie.shared.HintedException;

/**
 * Refuses to start in the profile {@code cluster} while a setting it needs is not given.
 *
 * <p>Spring would bind the text <code>${VIGIE_DB_PASSWORD}</code> itself as the password, and the error would show much
 * later, as a refused login.
 */
public final class ClusterSettingsCheck implements EnvironmentPostProcessor, Ordered {

    private static final String PROFILE = "cluster";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of(PROFILE))) {
            return;
        }
        var missing = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> file
                    && source.getName().contains("application-" + PROFILE)) {
                for (var name : file.getPropertyNames()) {
                    try {
                        environment.getProperty(name);
                    } catch (PlaceholderResolutionException e) {
                        missing.add(e.getPlaceholder() + " (" + name + ")");
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new HintedException(
                    "the profile cluster has no value for " + String.join(", ", missing),
                    "Set these environment variables; docker-compose.yml shows them in use.");
        }
    }

    /** After the configuration files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
