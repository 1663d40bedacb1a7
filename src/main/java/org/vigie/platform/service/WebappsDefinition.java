package org.vigie.platform.service;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.vigie.platform.PlatformProperties;
import org.vigie.platform.child.ChildCommand;
import org.vigie.platform.child.ChildDefinition;
import org.vigie.platform.child.HttpProbe;
import org.vigie.platform.guard.RequestGuard;

/**
 * Operate and Tasklist in a JVM of their own: in one JVM with the broker, release 8.6.0 protects the address by which
 * Tasklist completes native user tasks, and refuses itself.
 */
public final class WebappsDefinition implements ChildDefinition {

    /** The name of the child. */
    public static final String NAME = "webapps";

    private static final String LOCAL = "127.0.0.1";

    /** How long the importers wait for new records before they look again, in milliseconds. */
    private static final String TASKLIST_BACK_OFF = "250";

    private static final String OPERATE_BACK_OFF = "1000";

    private final JvmSetup jvm;
    private final PlatformProperties settings;
    private final OpenSearchAccount openSearch;
    private final Runnable openSearchReady;

    /** @param openSearchReady waits until OpenSearch can be asked for the data it has */
    public WebappsDefinition(
            JvmSetup jvm, PlatformProperties settings, OpenSearchAccount openSearch, Runnable openSearchReady) {
        this.jvm = jvm;
        this.settings = settings;
        this.openSearch = openSearch;
        this.openSearchReady = openSearchReady;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChildCommand prepare() throws IOException {
        openSearchReady.run();
        return CamundaCommand.running(
                "io.camunda.application.StandaloneCamunda",
                name(),
                jvm,
                settings.webapps().heap(),
                environment(),
                Map.of(
                        RequestGuard.PEOPLE_PORT,
                        Integer.toString(settings.webapps().port()),
                        RequestGuard.NAMES,
                        String.join(",", settings.webapps().names())));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "operate,tasklist,auth");
        environment.put("SERVER_ADDRESS", LOCAL);
        environment.put("SERVER_PORT", Integer.toString(settings.webapps().port()));
        environment.put("MANAGEMENT_SERVER_ADDRESS", LOCAL);
        environment.put(
                "MANAGEMENT_SERVER_PORT", Integer.toString(settings.webapps().managementPort()));
        // readiness is all that Vigie asks for there
        environment.put("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "health");
        environment.put("MANAGEMENT_ENDPOINTS_WEB_DISCOVERY_ENABLED", "false");
        environment.put(
                "CAMUNDA_TASKLIST_ZEEBE_RESTADDRESS", url(settings.broker().restPort()));
        environment.put("ZEEBE_GATEWAY_CLUSTER_HOST", LOCAL);
        environment.put(
                "ZEEBE_GATEWAY_CLUSTER_PORT",
                Integer.toString(settings.webapps().clusterPort()));
        environment.put(
                "ZEEBE_GATEWAY_CLUSTER_INITIALCONTACTPOINTS",
                LOCAL + ":" + settings.broker().internalPort());
        for (String webapp : new String[] {"OPERATE", "TASKLIST"}) {
            String prefix = "CAMUNDA_" + webapp + "_";
            environment.put(prefix + "DATABASE", "opensearch");
            for (String use : new String[] {"OPENSEARCH", "ZEEBEOPENSEARCH"}) {
                environment.put(prefix + use + "_URL", openSearch.address().toString());
                environment.put(prefix + use + "_USERNAME", openSearch.name());
                environment.put(prefix + use + "_PASSWORD", openSearch.password());
            }
            environment.put(
                    prefix + "ZEEBE_GATEWAYADDRESS",
                    LOCAL + ":" + settings.broker().grpcPort());
            // 5 s each unless told otherwise; people wait for Tasklist
            String backOff = webapp.equals("TASKLIST") ? TASKLIST_BACK_OFF : OPERATE_BACK_OFF;
            environment.put(prefix + "IMPORTER_READERBACKOFF", backOff);
            environment.put(prefix + "IMPORTER_SCHEDULERBACKOFF", backOff);
            // both archivers of 8.6.0 need an OpenSearch plugin that is absent, or lose data without it
            environment.put(prefix + "ARCHIVERENABLED", "false");
        }
        return environment;
    }

    private static String url(int port) {
        return "http://" + LOCAL + ":" + port;
    }

    /** 8.6.0 gives up when OpenSearch answers but has not yet recovered the data of an earlier run. */
    @Override
    public int attempts() {
        return 3;
    }

    /** What it shows may be seconds behind; what runs may not. */
    @Override
    public int niceness() {
        return 15;
    }

    @Override
    public boolean answers() {
        int port = settings.webapps().managementPort();
        return HttpProbe.answers(URI.create(url(port) + "/actuator/health/readiness"), body -> true);
    }
}
