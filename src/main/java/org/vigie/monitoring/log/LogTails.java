package org.vigie.monitoring.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;

/** What stands last in the logs of an application that its plan names. Reads little, whatever their size. */
@Component
public class LogTails {

    private static final int MOST = 128 * 1024;

    /** The last lines of each, by the name of its monitor; where it cannot be read, one line says so. */
    public Map<String, List<String>> of(MaintenancePlan plan, int lines) {
        Map<String, List<String>> tails = new LinkedHashMap<>();
        plan.monitoring().monitors().stream()
                .filter(monitor -> monitor.log() != null)
                .forEach(monitor -> tails.put(monitor.name(), tail(monitor, lines)));
        return tails;
    }

    private static List<String> tail(MonitorSettings monitor, int lines) {
        Path log = monitor.log().path();
        // neither a pipe that nobody fills nor a device
        if (!Files.isRegularFile(log)) {
            return List.of("(there is no such file: " + log + ")");
        }
        try {
            return tail(log, lines);
        } catch (IOException e) {
            return List.of("(it cannot be read: " + e.getClass().getSimpleName() + ")");
        }
    }

    /** Of a line that begins before what is read the rest is left out. */
    static List<String> tail(Path log, int count) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long size = channel.size();
            long from = Math.max(0, size - MOST);
            ByteBuffer buffer = ByteBuffer.allocate((int) (size - from));
            long at = from;
            int read = channel.read(buffer, at);
            while (read > 0) {
                at += read;
                read = channel.read(buffer, at);
            }
            String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
            int whole = from == 0 ? 0 : text.indexOf('\n') + 1;
            List<String> lines = text.substring(whole)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }
}
