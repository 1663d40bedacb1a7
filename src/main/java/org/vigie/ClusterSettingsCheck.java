package org.vigie;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.util.PlaceholderResolutionException;
import org.vigie.shared.HintedException;

/**
 * Refuses to start in the profile {@code cluster} while a setting it needs is not given, or while an address that is written
 * into mails is not one that their readers can use.
 *
 * <p>Spring would bind the text <code>${VIGIE_DB_PASSWORD}</code> itself as the password, and the error would show much
 * later, as a refused login.
 */
public final class ClusterSettingsCheck implements EnvironmentPostProcessor, Ordered {

    private static final String PROFILE = "cluster";
    private static final List<String> ADDRESSES_IN_MAILS = List.of("vigie.public-url", "vigie.operate-url");

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
                    missing(environment, name, file.getProperty(name)).ifPresent(missing::add);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new HintedException(
                    "the profile cluster has no value for " + String.join(", ", missing),
                    "Set these environment variables or put files of these names into the folder of secrets;"
                            + " docs/production.md tells how, docker-compose.yml shows them in use.");
        }
        var faults = new ArrayList<String>();
        for (var name : ADDRESSES_IN_MAILS) {
            fault(environment.getProperty(name)).ifPresent(fault -> faults.add(name + " " + fault));
        }
        if (!faults.isEmpty()) {
            throw new HintedException(
                    String.join(", ", faults),
                    "Give the address that people have in their browsers, such as https://vigie.example.org.");
        }
    }

    /** Empty where the file has a default: such a setting may be left out or blank. */
    private static Optional<String> missing(
            ConfigurableEnvironment environment, String name, @Nullable Object written) {
        try {
            var value = environment.getProperty(name);
            var required = written != null && written.toString().matches("\\$\\{[A-Z0-9_]+}");
            return required && (value == null || value.isBlank())
                    ? Optional.of(variable(written.toString()) + " (" + name + ")")
                    : Optional.empty();
        } catch (PlaceholderResolutionException e) {
            return Optional.of(e.getPlaceholder() + " (" + name + ")");
        }
    }

    private static String variable(String placeholder) {
        return placeholder.substring(2, placeholder.length() - 1);
    }

    private static Optional<String> fault(@Nullable String address) {
        URI uri;
        try {
            uri = URI.create(address == null ? "" : address);
        } catch (IllegalArgumentException e) {
            return Optional.of("is no address");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            return Optional.of("is no https address");
        }
        boolean more = uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null;
        return more || address.endsWith("/")
                ? Optional.of("has more than scheme, host, port and path, or ends with a slash")
                : Optional.empty();
    }

    /** After the configuration files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
