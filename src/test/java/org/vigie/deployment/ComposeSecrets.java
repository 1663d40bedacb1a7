package org.vigie.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Secrets of docker-compose.yml: files below secrets/, each for the services that name it. In the environment, where
 * {@code docker inspect} and every child process would show them, stand only their places.
 */
final class ComposeSecrets {

    private static final Pattern SECRET_NAME = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|_KEY).*");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/\\s:@]+:[^/\\s@]+@");
    /** Read from a file by the program, or by Spring in the container ("$$" is a dollar for Compose). */
    private static final Pattern PLACE = Pattern.compile("/run/secrets/(\\w+)|\\$\\$\\{(\\w+)}");

    private ComposeSecrets() {}

    /** The files of a service in /run/secrets. */
    static Set<String> filesOf(JsonNode service) {
        var files = new TreeSet<String>();
        for (var secret : service.path("secrets")) {
            files.add(
                    secret.isTextual() ? secret.asText() : secret.path("target").asText());
        }
        return files;
    }

    static List<String> violations(JsonNode service) {
        var found = new ArrayList<String>();
        var files = filesOf(service);
        for (var variable : service.path("environment").properties()) {
            var name = variable.getKey();
            var value = variable.getValue().asText();
            var place = PLACE.matcher(value);
            if (PASSWORD_IN_URL.matcher(value).find()) {
                found.add(name + " carries a password in an address");
            }
            if (place.matches()) {
                var file = place.group(1) == null ? place.group(2) : place.group(1);
                if (!files.contains(file)) {
                    found.add(name + " names the secret " + file + ", which the service is not given");
                }
            } else if (SECRET_NAME.matcher(name).matches()) {
                found.add(name + " is a secret in the environment");
            }
        }
        return found;
    }

    /** What concerns the services together. */
    static List<String> violationsOfAll(JsonNode compose) {
        var found = new ArrayList<String>();
        var used = new HashSet<String>();
        for (var service : compose.path("services")) {
            for (var secret : service.path("secrets")) {
                used.add(
                        secret.isTextual()
                                ? secret.asText()
                                : secret.path("source").asText());
            }
        }
        for (var secret : compose.path("secrets").properties()) {
            var name = secret.getKey();
            if (!("./secrets/" + name).equals(secret.getValue().path("file").asText())) {
                found.add("secret " + name + " is no file of its name below secrets/");
            }
            if (!used.remove(name)) {
                found.add("secret " + name + " is given to no service");
            }
        }
        used.forEach(name -> found.add("secret " + name + " is not declared"));
        return found;
    }
}
