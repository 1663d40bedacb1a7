package org.vigie.release.deployment;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.ReleaseSettings;
import org.vigie.plan.ReleaseSettings.Environment;
import org.vigie.plan.ReleaseSettings.Instance;
import org.vigie.release.record.ReleaseRun;
import org.vigie.shared.ssh.SshHost;

/**
 * A version in a slot of an environment.
 *
 * @param name {@code production} or {@code staging}
 * @param slot {@code a} or {@code b}
 * @param run the release that built its artefact
 */
public record Deployment(MaintenancePlan plan, String name, String slot, ReleaseRun run) {

    /** Where users are. */
    public static final String PRODUCTION = "production";

    /** Where versions are tried. */
    public static final String STAGING = "staging";

    /** The other slot of two. */
    public static String other(String slot) {
        return slot.equals("a") ? "b" : "a";
    }

    public ReleaseSettings settings() {
        return Objects.requireNonNull(plan.release());
    }

    public Environment environment() {
        return settings().environment(name).orElseThrow();
    }

    public String application() {
        return plan.application();
    }

    /** Where an instance listens in this slot. */
    public int port(Instance instance) {
        return instance.ports().get(slot.equals("a") ? 0 : 1);
    }

    /** The host that its commands run on; null: the machine of Vigie. */
    public @Nullable SshHost host() {
        return plan.place(environment().on());
    }

    /** The address of an instance, past the public entry. */
    public URI address(Instance instance) {
        SshHost host = host();
        String name = host == null ? "127.0.0.1" : host.host().contains(":") ? "[" + host.host() + "]" : host.host();
        return URI.create("http://" + name + ":" + port(instance));
    }

    /** Where the artefact lies or is unpacked. */
    public Path place(ReleaseFolders folders) {
        return environment().unpack()
                ? folders.environment(application(), name)
                        .resolve(slot)
                        .resolve(run.artefact().substring(0, 16))
                : folders.artefact(application(), run.artefact());
    }
}
