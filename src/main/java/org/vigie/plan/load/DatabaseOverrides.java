package org.vigie.plan.load;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.SecretRef;

/**
 * Where the databases of plans are in this installation, when they are elsewhere than the plan says: settings such as
 * {@code vigie.databases.demo.main.port}. The embedded platform gives those of the database it makes itself.
 *
 * @param databases places by id of the database by id of the application; those of an application without a plan are
 *     left alone
 */
@ConfigurationProperties("vigie")
record DatabaseOverrides(@DefaultValue Map<String, Map<String, Place>> databases) {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOverrides.class);

    /** What is not null replaces what the plan says. */
    record Place(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String name,
            @Nullable String user,
            @Nullable String passwordFrom,
            @Nullable String recoveryUser,
            @Nullable String recoveryPasswordFrom) {

        DatabaseSettings over(DatabaseSettings plan) {
            return new DatabaseSettings(
                    plan.id(),
                    host == null ? plan.host() : host,
                    port == null ? plan.port() : port,
                    name == null ? plan.name() : name,
                    user == null ? plan.user() : user,
                    passwordFrom == null ? plan.passwordFrom() : SecretRef.parse(passwordFrom),
                    plan.backup(),
                    plan.recovery()
                            .as(
                                    recoveryUser,
                                    recoveryPasswordFrom == null ? null : SecretRef.parse(recoveryPasswordFrom)));
        }
    }

    /** The plan with its databases where this installation has them. */
    MaintenancePlan over(MaintenancePlan plan) {
        Map<String, Place> places = databases.getOrDefault(plan.application(), Map.of());
        places.keySet().stream()
                .filter(id -> plan.database(id).isEmpty())
                .forEach(id -> LOG.warn(
                        "the setting vigie.databases.{}.{} is left alone: that plan has no such database",
                        plan.application(),
                        id));
        return plan.withDatabases(plan.databases().stream()
                .map(database -> Optional.ofNullable(places.get(database.id()))
                        .map(place -> place.over(database))
                        .orElse(database))
                .toList());
    }
}
