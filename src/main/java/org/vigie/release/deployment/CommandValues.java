package org.vigie.release.deployment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.record.ReleaseRun;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshHost;

/** What the commands of a plan may ask for in braces. */
@Component
public class CommandValues {

    private static final Set<String> OF_THIS_MACHINE =
            Set.of("java", "driver", "artefact", "place", "upstream", "databasePasswordFile");

    private final ReleaseFolders folders;
    private final Tools tools;

    CommandValues(ReleaseFolders folders, Tools tools) {
        this.folders = folders;
        this.tools = tools;
    }

    /** What every command knows. */
    public Map<String, String> of(ReleaseRun run) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("java", tools.java());
        values.put("driver", tools.driver());
        values.put("version", run.version());
        values.put("tag", run.tag());
        values.put("commit", run.commit());
        run.fact(ReleaseRun.ARTEFACT).ifPresent(sha -> {
            values.put("artefactHash", sha);
            values.put(
                    "artefact",
                    folders.artefact(run.application(), sha)
                            .resolve(run.fact(ReleaseRun.ARTEFACT_NAME).orElse("artefact"))
                            .toString());
        });
        return values;
    }

    /** As {@link #of(ReleaseRun)}, with what the environment of a deployment adds. */
    public Map<String, String> of(Deployment deployment) {
        Map<String, String> values = of(deployment.run());
        values.put("environment", deployment.name());
        values.put("slot", deployment.slot());
        SshHost host = deployment.host();
        if (host != null) {
            values.put("host", host.host());
        }
        values.put("place", deployment.place(folders).toString());
        values.put("address", deployment.environment().address().toString());
        values.put(
                "upstream",
                folders.upstream(deployment.application(), deployment.name()).toString());
        values.put(
                "port", String.valueOf(deployment.port(deployment.environment().front())));
        database(deployment).ifPresent(database -> {
            values.put("databaseHost", database.host());
            values.put("databasePort", String.valueOf(database.port()));
            values.put("databaseName", database.name());
            values.put("databaseUser", database.user());
            values.put("databaseSession", session(deployment));
            values.put(
                    "databaseUrl",
                    "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name());
            if (database.passwordFrom().kind() == SecretRef.Kind.FILE) {
                values.put(
                        "databasePasswordFile",
                        Path.of(database.passwordFrom().name()).toAbsolutePath().toString());
            }
        });
        return values;
    }

    /**
     * As {@link #of(Deployment)}, for a command that runs where the deployment is: on a host there is nothing that lies on the machine of
     * Vigie.
     */
    public Map<String, String> there(Deployment deployment) {
        Map<String, String> values = of(deployment);
        if (deployment.host() != null) {
            values.keySet().removeAll(OF_THIS_MACHINE);
        }
        return values;
    }

    /** The name that sessions of its migrations have on the server of the database, where the commands of the plan pass it on. */
    public static String session(Deployment deployment) {
        return "vigie-" + deployment.run().operationId();
    }

    /** The database of the environment of a deployment. */
    public static Optional<DatabaseSettings> database(Deployment deployment) {
        MaintenancePlan plan = deployment.plan();
        String id = deployment.environment().database();
        return id == null ? Optional.empty() : plan.database(id);
    }
}
