package org.vigie.dependency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.vigie.plan.DependencyTool;

/** Reads what tools report, each in its own form. A form that is not whole is refused: half a report would say that all is well. */
final class ToolReports {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Messages begin with brackets too: [+] Running 1/1 of Docker, [notice] of pip. */
    private static final Pattern JSON_START = Pattern.compile("\\s*(?:\\{\\s*(?:[\"}].*)?|\\[\\s*(?:[\\[{\\]].*)?)");

    private static final Pattern GHSA = Pattern.compile("GHSA(?:-[0-9a-z]{4}){3}");
    private static final Pattern MAVEN_UPDATE =
            Pattern.compile("\\[INFO\\]\\s+([\\w.-]+:[\\w.-]+)\\s+\\.+\\s*(\\S+)\\s+->\\s+(\\S+)\\s*");
    private static final Pattern MAVEN_WRAPPED = Pattern.compile("\\[INFO\\]\\s+([\\w.-]+:[\\w.-]+)\\s+\\.{2,}\\s*");
    private static final Pattern MAVEN_REST = Pattern.compile("\\[INFO\\]\\s+(\\S+)\\s+->\\s+(\\S+)\\s*");

    private ToolReports() {}

    /**
     * What the tool reports.
     *
     * @param output all that it wrote, messages among it
     * @throws UnreadableReportException if the report is damaged, or tells an error
     */
    static List<Found> read(DependencyTool.Tool tool, String output) {
        try {
            List<Found> read = switch (tool) {
                case COMPOSER_OUTDATED -> composerOutdated(json(tool, output));
                case COMPOSER_AUDIT -> composerAudit(json(tool, output));
                case NPM_OUTDATED -> npmOutdated(json(tool, output));
                case NPM_AUDIT -> npmAudit(json(tool, output));
                case PIP_OUTDATED -> pipOutdated(json(tool, output));
                case PIP_AUDIT -> pipAudit(json(tool, output));
                case MAVEN_OUTDATED -> mavenOutdated(output);
                case OSV_SCANNER -> osv(json(tool, output));
            };
            if (read.stream().anyMatch(found -> found.name().isBlank())) {
                throw new MissingException("a package in it has no name");
            }
            return read;
        } catch (MissingException e) {
            throw new UnreadableReportException(tool.id(), e.getMessage());
        }
    }

    /** The report has not what it must have. */
    private static final class MissingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingException(String what) {
            super(what);
        }
    }

    /** The JSON in the output; tools write messages before and after it. */
    private static JsonNode json(DependencyTool.Tool tool, String output) {
        List<String> lines = output.lines().toList();
        for (int from = 0; from < lines.size(); from++) {
            if (JSON_START.matcher(lines.get(from)).matches()) {
                for (int to = lines.size(); to > from; to--) {
                    String end = lines.get(to - 1).stripTrailing();
                    if (end.endsWith("}") || end.endsWith("]")) {
                        try {
                            return JSON.reader()
                                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                                    .readTree(String.join("\n", lines.subList(from, to)));
                        } catch (JsonProcessingException e) {
                            throw new UnreadableReportException(
                                    tool.id(),
                                    "its JSON breaks off at line "
                                            + e.getLocation().getLineNr());
                        }
                    }
                }
            }
        }
        // npm outdated writes nothing where nothing is outdated
        if (tool == DependencyTool.Tool.NPM_OUTDATED && output.isBlank()) {
            return JSON.createObjectNode();
        }
        throw new UnreadableReportException(tool.id(), "there is no JSON in it");
    }

    private static List<Found> composerOutdated(JsonNode report) {
        List<Found> all = new ArrayList<>();
        for (JsonNode entry : list(report, "installed")) {
            if (!"up-to-date".equals(entry.path("latest-status").asText())) {
                all.add(Found.update(text(entry, "name"), text(entry, "version"), text(entry, "latest")));
            }
        }
        return all;
    }

    /** PHP writes an empty map as a list, and a list with gaps as a map. */
    private static List<Found> composerAudit(JsonNode report) {
        List<Found> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> named : container(report, "advisories").properties()) {
            for (JsonNode entry : named.getValue()) {
                Set<String> ids = new LinkedHashSet<>();
                add(ids, text(entry, "advisoryId"));
                add(ids, entry.path("cve").asText(""));
                entry.path("sources")
                        .forEach(source -> add(ids, source.path("remoteId").asText("")));
                all.add(Found.advisory(
                        named.getKey(),
                        "",
                        "",
                        entry.path("severity").asText(""),
                        ids,
                        entry.path("title").asText(""),
                        entry.path("link").asText("")));
            }
        }
        return all;
    }

    private static List<Found> npmOutdated(JsonNode report) {
        refuseErrors(report);
        List<Found> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> named : report.properties()) {
            // of workspaces a list, one for each
            JsonNode entry = named.getValue().isArray() ? named.getValue().path(0) : named.getValue();
            all.add(Found.update(named.getKey(), entry.path("current").asText(""), text(entry, "latest")));
        }
        return all;
    }

    private static List<Found> npmAudit(JsonNode report) {
        refuseErrors(report);
        List<Found> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> named :
                container(report, "vulnerabilities").properties()) {
            for (JsonNode via : list(named.getValue(), "via")) {
                // a name alone: the flaw is that of another package, which is reported itself
                if (via.isObject()) {
                    Set<String> ids = new LinkedHashSet<>();
                    String url = via.path("url").asText("");
                    Matcher ghsa = GHSA.matcher(url);
                    add(ids, ghsa.find() ? ghsa.group() : "npm-" + text(via, "source"));
                    all.add(Found.advisory(
                            named.getKey(),
                            via.path("range").asText(""),
                            npmFix(named.getKey(), named.getValue().path("fixAvailable")),
                            via.path("severity").asText(""),
                            ids,
                            via.path("title").asText(""),
                            url));
                }
            }
        }
        return all;
    }

    /** What is to be installed may be a package that depends on it, which then is named. */
    private static String npmFix(String name, JsonNode fix) {
        String version = fix.path("version").asText("");
        String of = fix.path("name").asText(name);
        return version.isEmpty() || of.equals(name) ? version : of + " " + version;
    }

    private static void refuseErrors(JsonNode report) {
        JsonNode error = report.path("error");
        if (error.isObject() && error.has("summary")) {
            throw new MissingException(
                    "it tells an error, " + error.path("code").asText("without a code"));
        }
        if (!report.isObject()) {
            throw new MissingException("it is no object");
        }
    }

    private static List<Found> pipOutdated(JsonNode report) {
        if (!report.isArray()) {
            throw new MissingException("it is no list");
        }
        return stream(report)
                .map(entry -> Found.update(text(entry, "name"), text(entry, "version"), text(entry, "latest_version")))
                .toList();
    }

    private static List<Found> pipAudit(JsonNode report) {
        List<Found> all = new ArrayList<>();
        for (JsonNode entry : list(report, "dependencies")) {
            if (entry.has("skip_reason")) {
                continue;
            }
            for (JsonNode flaw : list(entry, "vulns")) {
                Set<String> ids = new LinkedHashSet<>();
                add(ids, text(flaw, "id"));
                flaw.path("aliases").forEach(alias -> add(ids, alias.asText()));
                all.add(Found.advisory(
                        text(entry, "name"),
                        text(entry, "version"),
                        String.join(
                                ", ",
                                stream(flaw.path("fix_versions"))
                                        .map(JsonNode::asText)
                                        .toList()),
                        "",
                        ids,
                        flaw.path("description").asText("").lines().findFirst().orElse(""),
                        ""));
            }
        }
        return all;
    }

    /** versions:display-dependency-updates; long names are wrapped. */
    private static List<Found> mavenOutdated(String output) {
        if (!output.contains("BUILD SUCCESS")) {
            throw new MissingException("there is no BUILD SUCCESS in it");
        }
        List<Found> all = new ArrayList<>();
        String wrapped = "";
        for (String line : output.lines().toList()) {
            Matcher whole = MAVEN_UPDATE.matcher(line);
            Matcher begin = MAVEN_WRAPPED.matcher(line);
            Matcher rest = MAVEN_REST.matcher(line);
            if (whole.matches()) {
                all.add(Found.update(whole.group(1), whole.group(2), whole.group(3)));
            } else if (begin.matches()) {
                wrapped = begin.group(1);
                continue;
            } else if (!wrapped.isEmpty() && rest.matches()) {
                all.add(Found.update(wrapped, rest.group(1), rest.group(2)));
            }
            wrapped = "";
        }
        return all.stream().distinct().toList();
    }

    private static List<Found> osv(JsonNode report) {
        List<Found> all = new ArrayList<>();
        for (JsonNode source : list(report, "results")) {
            for (JsonNode entry : list(source, "packages")) {
                for (JsonNode flaw : entry.path("vulnerabilities")) {
                    Set<String> ids = new LinkedHashSet<>();
                    add(ids, text(flaw, "id"));
                    flaw.path("aliases").forEach(alias -> add(ids, alias.asText()));
                    all.add(Found.advisory(
                            // a submodule of Git has a commit alone
                            entry.path("package").path("name").asText("").isBlank()
                                    ? text(entry.path("package"), "commit")
                                    : text(entry.path("package"), "name"),
                            entry.path("package").path("version").asText(""),
                            "",
                            severity(flaw, entry),
                            ids,
                            flaw.path("summary").asText(""),
                            "https://osv.dev/vulnerability/" + text(flaw, "id")));
                }
            }
        }
        return all;
    }

    private static String severity(JsonNode flaw, JsonNode entry) {
        String word = flaw.path("database_specific").path("severity").asText("");
        if (!word.isEmpty()) {
            return word;
        }
        for (JsonNode group : entry.path("groups")) {
            boolean ofThis = stream(group.path("ids"))
                    .anyMatch(id -> id.asText().equals(flaw.path("id").asText()));
            double score = group.path("max_severity").asDouble(0);
            if (ofThis && score > 0) {
                return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "moderate" : "low";
            }
        }
        return "";
    }

    private static JsonNode container(JsonNode node, String key) {
        JsonNode found = node.path(key);
        if (!found.isContainerNode()) {
            throw new MissingException("it has no " + key);
        }
        return found;
    }

    private static JsonNode list(JsonNode node, String key) {
        JsonNode found = node.path(key);
        if (!found.isArray()) {
            throw new MissingException("it has no list " + key);
        }
        return found;
    }

    private static String text(JsonNode node, String key) {
        JsonNode found = node.path(key);
        if (!found.isValueNode() || found.isNull()) {
            throw new MissingException("an entry has no " + key);
        }
        return found.asText();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static void add(Set<String> ids, String id) {
        if (!id.isBlank() && !id.equals("null")) {
            ids.add(id.strip());
        }
    }
}
