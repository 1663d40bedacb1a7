package org.vigie.monitoring.disk;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.vigie.command.CommandLine;
import org.vigie.monitoring.check.Target;
import org.vigie.monitoring.service.CheckPrograms;

/** How many inodes are used, as {@code df} tells: Java has no question for it. */
@Component
class Inodes {

    private static final Pattern LINE = Pattern.compile("\\S.*\\s(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(?:\\d+%|-)\\s.*");
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final CheckPrograms programs;

    Inodes(CheckPrograms programs) {
        this.programs = programs;
    }

    /** Empty where there is no df, or the disk does not count inodes. */
    OptionalLong usedPercent(Target target) {
        CheckPrograms.Result result = programs.run(
                target,
                CommandLine.of(List.of(
                                "df", "-Pi", target.monitor().disk().path().toString()))
                        .deadline(DEADLINE)
                        .outputLimit(10_000)
                        .build());
        return result.succeeded() ? parse(result.lines()) : OptionalLong.empty();
    }

    static OptionalLong parse(List<String> lines) {
        Matcher line = LINE.matcher(lines.isEmpty() ? "" : lines.getLast());
        if (!line.matches()) {
            return OptionalLong.empty();
        }
        long used = Long.parseLong(line.group(2));
        long all = used + Long.parseLong(line.group(3));
        return all == 0 ? OptionalLong.empty() : OptionalLong.of(Math.ceilDiv(used * 100, all));
    }
}
