package org.vigie.backup;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.vigie.backup.contents.ConnectionDetails;
import org.vigie.backup.contents.ContentsProgress;
import org.vigie.backup.contents.ContentsReader;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.contents.Pace;
import org.vigie.backup.seal.FileSums;
import org.vigie.backup.seal.OpenedFile;
import org.vigie.backup.seal.SealedFile;

/**
 * Dump and restore beside {@code pg_dump | gzip -6} and {@code gunzip | psql}, by turns in one run, and what a dump does to an application
 * beside it. Started by {@code scripts/bench-backup.sh}.
 */
final class BackupBenchmark {

    private static final String SNAPSHOT = "SELECT pg_export_snapshot()";

    private final String port;
    private final Path folder;
    private final int seconds;
    private final Pace pace;
    private final Path sealed;
    private final List<RecipientStanzaWriter> writers;
    private final List<RecipientStanzaReader> readers;
    private final Map<String, List<Double>> times = new TreeMap<>();
    private FileSums sums;

    private BackupBenchmark(String port, Path folder, int seconds, double pace) throws GeneralSecurityException {
        this.port = port;
        this.folder = folder;
        this.seconds = seconds;
        this.pace = new Pace(pace);
        this.sealed = folder.resolve("ours.dump.zst.age");
        KeyPair keys = new X25519KeyPairGenerator().generateKeyPair();
        this.writers = List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(
                keys.getPublic().toString()));
        this.readers = List.of(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                keys.getPrivate().toString()));
    }

    /** @param args port of a server that has the database bench, a folder, the number of rounds, seconds of each pgbench, the pace of dumps */
    public static void main(String[] args) throws Exception {
        var benchmark =
                new BackupBenchmark(args[0], Path.of(args[1]), Integer.parseInt(args[3]), Double.parseDouble(args[4]));
        for (int round = 1; round <= Integer.parseInt(args[2]); round++) {
            benchmark.round(round);
        }
        benchmark.report();
        benchmark.besideAnApplication();
    }

    private void round(int round) throws Exception {
        long begin = quietStart();
        shell("pg_dump %s bench | gzip -6 > plain.sql.gz".formatted(login()));
        keep("dump, pg_dump | gzip -6", begin);
        begin = quietStart();
        dump(1);
        keep("dump, ours with contents", begin);
        begin = quietStart();
        shell("pg_dump %s --format=custom --compress=0 bench | zstd -q -f -3 -T1 -o only.dump.zst".formatted(login()));
        keep("dump, ours without contents", begin);

        sql("postgres", "CREATE DATABASE restored TEMPLATE template0");
        begin = quietStart();
        shell("gunzip -c plain.sql.gz | psql -q -v ON_ERROR_STOP=1 %s -d restored > /dev/null".formatted(login()));
        keep("restore, gunzip | psql", begin);
        sql("postgres", "DROP DATABASE restored");
        sql("postgres", "CREATE DATABASE restored TEMPLATE template0");
        begin = quietStart();
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(sealed), 1 << 16);
                OutputStream opened = Files.newOutputStream(folder.resolve("ours.dump"))) {
            OpenedFile.copy(stored, sums, readers, opened);
        }
        shell("PGOPTIONS='-c synchronous_commit=off -c maintenance_work_mem=256MB' "
                + "pg_restore --exit-on-error --jobs=2 %s --dbname=restored ours.dump".formatted(login()));
        keep("restore, ours", begin);
        sql("postgres", "DROP DATABASE restored");
        System.out.printf("round %d: %s%n", round, last());
    }

    /** What the command before has left to write is written, so that none pays for another. */
    private long quietStart() throws Exception {
        sql("bench", "CHECKPOINT");
        shell("sync");
        return System.nanoTime();
    }

    /** As Vigie does it: locks, snapshot, sequences, then dump and contents at once; lower priority, so that the application goes first. */
    private DatabaseContents dump(int readers) throws Exception {
        var source = new ConnectionDetails("127.0.0.1", Integer.parseInt(port), "bench", "postgres", () -> "unused");
        try (Connection holder = connect("bench");
                var statement = holder.createStatement()) {
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            String snapshot;
            try (var rows = statement.executeQuery(SNAPSHOT)) {
                rows.next();
                snapshot = rows.getString(1);
            }
            var begin = new CountDownLatch(1);
            FutureTask<DatabaseContents> contents = new FutureTask<>(() -> new ContentsReader(pace)
                    .read(source, snapshot, readers, new ContentsProgress() {
                        @Override
                        public void sequencesRead() {
                            begin.countDown();
                        }
                    }));
            Thread.ofPlatform().start(contents);
            begin.await();
            seal(snapshot);
            return contents.get();
        }
    }

    private void seal(String snapshot) throws Exception {
        Process dump = new ProcessBuilder(
                        "nice",
                        "-n",
                        "10",
                        "pg_dump",
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=postgres",
                        "--format=custom",
                        "--compress=0",
                        "--snapshot=" + snapshot,
                        "bench")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Files.deleteIfExists(sealed);
        try (InputStream plain = dump.getInputStream();
                SealedFile file = SealedFile.create(sealed, sealed.getFileName().toString(), writers)) {
            byte[] buffer = new byte[1 << 17];
            long begun = System.nanoTime();
            int length = plain.read(buffer);
            while (length >= 0) {
                file.plain().write(buffer, 0, length);
                pace.restAfter(System.nanoTime() - begun);
                begun = System.nanoTime();
                length = plain.read(buffer);
            }
            sums = file.finish();
        }
        if (dump.waitFor() != 0) {
            throw new IOException("pg_dump failed");
        }
    }

    private void report() throws IOException {
        double dump = ratio("dump, ours with contents", "dump, pg_dump | gzip -6");
        double alone = ratio("dump, ours without contents", "dump, pg_dump | gzip -6");
        double restore = ratio("restore, ours", "restore, gunzip | psql");
        double size = (double) Files.size(sealed) / Files.size(folder.resolve("plain.sql.gz"));
        times.forEach((what, seconds) -> System.out.printf(
                "%-30s %s s%n", what, seconds.stream().map("%.1f"::formatted).toList()));
        System.out.printf("dump with contents to pg_dump | gzip -6: %.2f (demanded: at most 0.55)%n", dump);
        System.out.printf("dump alone to pg_dump | gzip -6: %.2f%n", alone);
        System.out.printf("size to pg_dump | gzip -6: %.3f (demanded: at most 1)%n", size);
        System.out.printf("restore to gunzip | psql: %.2f (demanded: at most 0.8)%n", restore);
    }

    /** The same load without, with and again without dumps. */
    private void besideAnApplication() throws Exception {
        List<Double> without = new ArrayList<>();
        without.add(pgbench("without"));
        var dumps = CompletableFuture.runAsync(() -> {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < end) {
                try {
                    dump(1);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        double beside = pgbench("beside");
        dumps.get();
        without.add(pgbench("without-again"));
        double mean =
                without.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        System.out.printf(
                "p99 of pgbench: %.1f and %.1f ms without, %.1f ms beside dumps: %.2f (demanded: at most 1.25)%n",
                without.get(0), without.get(1), beside, beside / mean);
    }

    /** Half of what the machine can do is left free, as in an application that is not overloaded. */
    private double pgbench(String name) throws Exception {
        shell(
                "rm -f log-%s.*; pgbench -n -M prepared -c 4 -j 1 -R 50 -T %d -l --log-prefix=log-%s %s bench > %s.txt 2>&1"
                        .formatted(name, seconds, name, login(), name));
        List<Long> latencies = new ArrayList<>();
        try (var logs = Files.newDirectoryStream(folder, "log-" + name + ".*")) {
            for (Path log : logs) {
                Files.readAllLines(log).stream()
                        .map(line -> line.split(" ")[2])
                        .map(Long::valueOf)
                        .forEach(latencies::add);
            }
        }
        latencies.sort(null);
        return latencies.get((int) (latencies.size() * 0.99)) / 1000.0;
    }

    private double ratio(String ours, String other) {
        return mean(ours) / mean(other);
    }

    private double mean(String what) {
        return times.get(what).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private String last() {
        Map<String, String> last = new TreeMap<>();
        times.forEach((what, seconds) -> last.put(what, "%.1f".formatted(seconds.getLast())));
        return last.toString();
    }

    private void keep(String what, long begin) {
        times.computeIfAbsent(what, key -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e9);
    }

    private String login() {
        return "-h 127.0.0.1 -p " + port + " -U postgres";
    }

    private void sql(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "unused");
    }

    private void shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", "set -o pipefail; " + command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
    }
}
