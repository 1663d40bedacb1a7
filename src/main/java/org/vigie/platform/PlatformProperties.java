package org.vigie.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the embedded platform; used in the profile {@code embedded} only. All ports are on 127.0.0.1.
 *
 * @param enabled whether to start any child at all
 * @param cacheDir folder of unpacked software, which may be deleted at any time; null for {@code cache} in the data folder
 * @param localRepository the local Maven repository; null for the one of the user's Maven settings
 * @param javaHome the JDK (21 or newer) of the children; null for the one Vigie runs on
 * @param startTimeout how long one child may take to become ready
 * @param restartTimeout how long a child that ended may take to be up again, in as many attempts as that allows, before Vigie
 *     ends
 * @param minFreeDisk Vigie does not start with less free space than this
 * @param classDataSharing whether to keep archives of loaded classes (taken two minutes after a start), which halve the
 *     start time of the children
 */
@ConfigurationProperties("vigie.platform")
public record PlatformProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Path cacheDir,
        @Nullable Path localRepository,
        @Nullable Path javaHome,
        @DefaultValue("4m") Duration startTimeout,
        @DefaultValue("75s") Duration restartTimeout,
        @DefaultValue("2GB") DataSize minFreeDisk,
        @DefaultValue("true") boolean classDataSharing,
        @DefaultValue Camunda camunda,
        @DefaultValue OpenSearch opensearch,
        @DefaultValue Broker broker,
        @DefaultValue Webapps webapps,
        @DefaultValue Display display,
        @DefaultValue Postgres postgres,
        @DefaultValue Demo demo) {

    /**
     * @param archive a distribution to use instead of the one in Maven's repositories: a {@code .tar.gz} with one folder that
     *     holds {@code lib} and {@code config}, of release 8.6; null for none
     */
    public record Camunda(@Nullable Path archive) {}

    /** @param transportPort port of OpenSearch's own protocol, which a single node opens as well */
    public record OpenSearch(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("9200") int port,
            @DefaultValue("9300") int transportPort,
            @DefaultValue("512MB") DataSize heap) {}

    /**
     * @param commandPort internal port of the broker
     * @param internalPort internal port of the broker
     * @param environment further settings of the broker as environment variables, such as {@code ZEEBE_CLOCK_CONTROLLED}
     */
    public record Broker(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("26500") int grpcPort,
            @DefaultValue("8088") int restPort,
            @DefaultValue("9600") int managementPort,
            @DefaultValue("26501") int commandPort,
            @DefaultValue("26502") int internalPort,
            @DefaultValue("384MB") DataSize heap,
            @DefaultValue Map<String, String> environment) {}

    /**
     * Operate and Tasklist.
     *
     * @param names further names under which people reach them, such as that of a proxy; requests under any other name than
     *     {@code localhost} and {@code 127.0.0.1} are refused
     * @param clusterPort port by which this JVM joins the broker's cluster, which it does without being asked
     */
    public record Webapps(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("8080") int port,
            @DefaultValue("9601") int managementPort,
            @DefaultValue("26503") int clusterPort,
            @DefaultValue("512MB") DataSize heap,
            @DefaultValue List<String> names) {}

    /**
     * What Operate and Tasklist show.
     *
     * @param history how long process instances can be looked at after their end, in days or longer units
     * @param records how long exported records are kept after their day, if Operate and Tasklist have read them
     */
    public record Display(
            @DefaultValue("P90D") Period history,
            @DefaultValue("P2D") Period records) {}

    /** @param database name of Vigie's database and of its owner */
    public record Postgres(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("5433") int port,
            @DefaultValue("vigie") String database) {}

    /** @param enabled whether PostgreSQL also holds the database of the application {@code demo} */
    public record Demo(@DefaultValue("true") boolean enabled) {}
}
