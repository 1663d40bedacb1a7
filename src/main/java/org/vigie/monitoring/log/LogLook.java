package org.vigie.monitoring.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Target;

/** One look at a log: counts what is new, and judges what the window holds. A log that cannot be read is never good. */
final class LogLook {

    private static final String POSITION = "position";
    private static final String COUNTS = "counts";

    private LogLook() {}

    static Observation at(
            Target target,
            Path path,
            Duration window,
            BiConsumer<Counts, String> count,
            Function<Counts, Observation> judge) {
        Counts counts = new Counts(target.memory().get(COUNTS), target.now(), window);
        try {
            LogFollower.Look look = new LogFollower(path, line -> count.accept(counts, line))
                    .readFrom(Position.of(target.memory().get(POSITION)));
            Observation seen = judge.apply(counts);
            Map<String, Object> measures = new HashMap<>(seen.measures());
            measures.put("bytes", look.bytes());
            measures.put("linesCut", look.cut());
            if (look.lost()) {
                measures.put("rotatedAway", true);
            }
            return seen.measured(measures)
                    .remembering(Map.of(POSITION, look.position().values(), COUNTS, counts.values()));
        } catch (NoSuchFileException e) {
            return unreadable(target, "log-missing", path + " does not exist");
        } catch (AccessDeniedException e) {
            return unreadable(target, "log-unreadable", path + " may not be read by the account that runs Vigie");
        } catch (IOException e) {
            return unreadable(target, "log-unreadable", path + " cannot be read: " + e.getMessage());
        }
    }

    private static Observation unreadable(Target target, String cause, String text) {
        return Observation.unknown(cause, text).remembering(target.memory());
    }
}
