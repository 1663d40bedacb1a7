package org.vigie.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What a broker did, read from a file that {@link RecordFileExporter} writes inside it:
 *
 * <pre>{@code
 * EngineRecords records = EngineRecords.in(folder);
 * EmbeddedBroker broker = EmbeddedBroker.start(folder, records.environment());
 * records.of("USER_TASK", "CREATED")
 * }</pre>
 *
 * <p>Every call sees what was exported until then; only what is new is read. Thread-safe.
 */
public final class EngineRecords {

    private static final String PREFIX = "ZEEBE_BROKER_EXPORTERS_RECORDFILE_";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path jar;
    private final Map<Long, JsonNode> records = new TreeMap<>();
    private final Map<String, Map<Long, JsonNode>> recordsByKind = new HashMap<>();
    private long read;

    private EngineRecords(Path file, Path jar) {
        this.file = file;
        this.jar = jar;
    }

    /** @param folder an existing folder, for the records and the exporter */
    public static EngineRecords in(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path jar = absolute.resolve("record-file-exporter.jar");
        String name = RecordFileExporter.class.getName().replace('.', '/') + ".class";
        try (InputStream in = EngineRecords.class.getResourceAsStream("/" + name);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(name));
            in.transferTo(out);
        }
        return new EngineRecords(absolute.resolve("records.jsonl"), jar);
    }

    /** What the broker needs in its environment to write its records. */
    public Map<String, String> environment() {
        return Map.of(
                PREFIX + "CLASSNAME", RecordFileExporter.class.getName(),
                PREFIX + "JARPATH", jar.toString(),
                PREFIX + "ARGS_FILE", file.toString());
    }

    /** All records so far by position, each once however often it was exported. */
    public synchronized List<JsonNode> all() {
        readOn();
        return List.copyOf(records.values());
    }

    /**
     * The values of all events of one kind.
     *
     * @param valueType such as {@code USER_TASK}
     * @param intent such as {@code CREATED}
     */
    public List<JsonNode> of(String valueType, String intent) {
        return records(valueType, intent).stream()
                .map(record -> record.path("value"))
                .toList();
    }

    /** As {@link #of}, with what belongs to the records themselves, such as their key and time. */
    public synchronized List<JsonNode> records(String valueType, String intent) {
        readOn();
        return List.copyOf(
                recordsByKind.getOrDefault(valueType + " " + intent, Map.of()).values());
    }

    /** How many events of one kind there are, counted without keeping any in memory: for hundreds of thousands of records. */
    public long count(String valueType, String intent) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains('"' + intent + '"'))
                    .map(EngineRecords::complete)
                    .flatMap(Optional::stream)
                    .filter(record -> kind(record).equals(valueType + " " + intent))
                    .map(record -> record.path("position").asLong())
                    .distinct()
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOn() {
        fresh().lines().filter(line -> !line.isBlank()).forEach(this::add);
    }

    /** What was written since the last call, up to the last complete line. */
    private String fresh() {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(read);
            byte[] bytes = new byte[Math.toIntExact(in.length() - read)];
            in.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            read += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        complete(line).ifPresent(record -> {
            long position = record.path("position").asLong();
            records.put(position, record);
            recordsByKind.computeIfAbsent(kind(record), any -> new TreeMap<>()).put(position, record);
        });
    }

    private static String kind(JsonNode record) {
        return record.path("valueType").asText() + " " + record.path("intent").asText();
    }

    /** Empty for half a line of a broker that was killed: it exports the record again. */
    private static Optional<JsonNode> complete(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
