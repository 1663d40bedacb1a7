package org.vigie.monitoring.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.monitoring.check.Observation;
import org.vigie.plan.MonitorSettings.Family;
import org.vigie.plan.MonitorSettings.HttpSettings;

/** Asks an address and judges the answer. Thread-safe. */
final class HttpCheck {

    private static final int MOST_REDIRECTS = 5;

    private final Names names;
    private final HopClient hops;

    HttpCheck(Names names, HopClient hops) {
        this.names = names;
        this.hops = hops;
    }

    Observation run(HttpSettings wanted, Instant now) {
        if (wanted.family() != Family.BOTH) {
            return run(wanted, wanted.family(), now);
        }
        Observation four = run(wanted, Family.V4, now);
        Observation six = run(wanted, Family.V6, now);
        boolean fourGood = four.cause() == null;
        boolean sixGood = six.cause() == null;
        if (fourGood == sixGood) {
            return four;
        }
        Observation bad = fourGood ? six : four;
        return Observation.degraded(
                        fourGood ? "family-v6" : "family-v4",
                        "only version " + (fourGood ? 4 : 6) + " answers; " + bad.text())
                .took((fourGood ? four : six).millis())
                .measured((fourGood ? four : six).measures());
    }

    private Observation run(HttpSettings wanted, Family family, Instant now) {
        Deadline deadline = Deadline.in(wanted.timeout().toDuration());
        Phases phases = new Phases();
        List<Certificates.Shown> certificates = new ArrayList<>();
        try {
            Answer answer = follow(wanted, family, phases, deadline, certificates);
            return judge(wanted, answer, certificates, phases, now);
        } catch (HttpFailure e) {
            return (e.kind().equals("dns-temporary") || e.kind().equals("check-failed")
                            ? Observation.unknown(e.kind(), e.text())
                            : Observation.down(e.kind(), e.text()))
                    .measured(measures(phases, null));
        }
    }

    private Answer follow(
            HttpSettings wanted, Family family, Phases phases, Deadline deadline, List<Certificates.Shown> certificates)
            throws HttpFailure {
        URI uri = wanted.url().getRawPath().isEmpty() ? wanted.url().resolve("/") : wanted.url();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            phases.begin("dns");
            List<InetAddress> addresses = names.lookUp(uri.getHost(), family, deadline);
            Answer answer = hops.ask(uri, addresses, phases, deadline);
            if (answer.certificate() != null) {
                certificates.add(answer.certificate());
            }
            if (answer.location() == null || answer.status() < 300 || answer.status() > 399) {
                return answer;
            }
            uri = next(wanted, uri, answer.location());
        }
        throw new HttpFailure("redirect-loop", "more than " + MOST_REDIRECTS + " redirects");
    }

    /** Host, SNI and everything else of the next request come from here; nothing of the one before goes along. */
    private static URI next(HttpSettings wanted, URI from, String location) throws HttpFailure {
        URI next;
        try {
            next = from.resolve(new URI(location));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new HttpFailure("redirect-refused", from.getHost() + " redirects to what is no address");
        }
        String host = next.getHost();
        boolean http = "http".equals(next.getScheme()) || "https".equals(next.getScheme());
        if (!http || host == null) {
            throw new HttpFailure("redirect-refused", from.getHost() + " redirects to what is no address of the web");
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (!name.equals(wanted.url().getHost().toLowerCase(Locale.ROOT))
                && !wanted.redirectHosts().contains(name)) {
            throw new HttpFailure(
                    "redirect-refused",
                    from.getHost() + " redirects to " + name + ", which redirectHosts of the plan does not name");
        }
        return next;
    }

    private static Observation judge(
            HttpSettings wanted, Answer answer, List<Certificates.Shown> certificates, Phases phases, Instant now) {
        long millis = phases.totalMillis();
        Map<String, Object> measures = measures(phases, answer);
        certificates.stream()
                .map(Certificates.Shown::ends)
                .min(Instant::compareTo)
                .ifPresent(ends -> measures.put("certificateEnds", ends.toString()));
        return quality(wanted, answer, certificates, millis, now).took(millis).measured(measures);
    }

    private static Observation quality(
            HttpSettings wanted, Answer answer, List<Certificates.Shown> certificates, long millis, Instant now) {
        if (!isWanted(wanted.status(), answer.status())) {
            String kind = answer.status() >= 500 ? "http-5xx" : answer.status() >= 400 ? "http-4xx" : "http-status";
            return Observation.down(kind, "answered with " + answer.status());
        }
        String text = wanted.contains();
        if (text != null && !answer.body().contains(text)) {
            return Observation.down("body-text-missing", "the answer lacks the text that the plan expects");
        }
        // of several the first to end: the next one is told when that is renewed
        Certificates.Shown first = certificates.stream()
                .min(Comparator.comparing(Certificates.Shown::ends))
                .orElse(null);
        if (first != null && Duration.between(now, first.ends()).toDays() < wanted.certificateDays()) {
            return Observation.degraded("certificate-expiring", expiring(first, certificates, now))
                    .about(first.subject());
        }
        if (wanted.slowerThan() != null
                && millis > wanted.slowerThan().toDuration().toMillis()) {
            return Observation.degraded("slow", "answered after " + millis + " ms");
        }
        return Observation.up("answered with " + answer.status() + " after " + millis + " ms");
    }

    private static String expiring(Certificates.Shown first, List<Certificates.Shown> certificates, Instant now) {
        String hop = certificates.size() > 1
                ? ", hop " + (certificates.indexOf(first) + 1) + " of " + certificates.size()
                : "";
        return "the certificate of " + first.host() + " (serial number " + first.serial() + hop + ") ends in "
                + Duration.between(now, first.ends()).toDays() + " days, on " + first.ends();
    }

    static boolean isWanted(List<String> wanted, int status) {
        return wanted.stream().anyMatch(range -> {
            String[] ends = range.split("-", 2);
            return status >= Integer.parseInt(ends[0]) && status <= Integer.parseInt(ends[ends.length - 1]);
        });
    }

    private static Map<String, Object> measures(Phases phases, @Nullable Answer answer) {
        phases.end();
        Map<String, Object> measures = new HashMap<>();
        phases.millis().forEach((phase, millis) -> measures.put(phase + "Millis", millis));
        if (answer != null) {
            measures.put("status", answer.status());
            measures.put("address", answer.address());
            measures.put("version", answer.address().contains(":") ? 6 : 4);
        }
        return measures;
    }
}
