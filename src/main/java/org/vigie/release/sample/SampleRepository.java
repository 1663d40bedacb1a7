package org.vigie.release.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vigie.shared.HintedException;

/**
 * Makes the Git repository of the sample application: its versions from 1.0.0 on, and one version for each way in which a
 * release can fail. The same sources give the same commits, with the same ids.
 */
public final class SampleRepository {

    /** Good versions, oldest first. */
    public static final List<String> GOOD = List.of("v1.0.0", "v1.1.0", "v1.2.0", "v1.2.1", "v1.3.0");

    /** Faulty versions; each carries what is wrong as its pre-release label, and follows v1.1.0. */
    public static final List<String> FAULTY = List.of(
            "v1.2.0-tests-fail",
            "v1.2.0-analysis-fails",
            "v1.2.0-migration-fails-half-way",
            "v1.2.0-never-healthy",
            "v1.2.0-sick-after-a-minute",
            "v1.2.0-slow",
            "v1.2.0-no-way-down",
            "v1.2.0-lossy",
            "v1.2.0-worker-dies");

    private static final String RENAME = "ALTER TABLE shop_order RENAME COLUMN quantity TO copies;\n";

    private SampleRepository() {}

    /** {@code SampleRepository SOURCES TARGET}, see {@link #make(Path, Path)}. */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: SampleRepository SOURCES TARGET");
            System.exit(2);
        }
        try {
            make(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (HintedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Makes the repository with a work tree at {@code main}.
     *
     * @param sources the folder {@code samples/shop}, which is version 1.0.0
     * @param target a folder that does not exist or is empty
     * @throws HintedException if the target holds something, or the sources are not those expected
     */
    public static void make(Path sources, Path target) {
        requireEmpty(target);
        try (SampleHistory history = SampleHistory.begin(sources, target)) {
            history.commit("feat: a shop that takes orders", "v1.0.0");
            second(history);
            FAULTY.forEach(tag -> {
                history.branch(tag.replaceFirst("v1.2.0-", "feature/"), "v1.1.0");
                faulty(history, tag);
            });
            history.branch("main", null);
            third(history);
            fix(history);
            incompatible(history);
        }
    }

    private static void second(SampleHistory history) {
        history.replace(
                "Shop.java",
                "\"SELECT title, quantity, state FROM shop_order ORDER BY id DESC LIMIT 20\"",
                "\"SELECT title, quantity, state, ordered_at FROM shop_order ORDER BY id DESC LIMIT 20\"");
        history.replace(
                "Shop.java",
                ".append(escape(rows.getString(3))).append(\"</li>\");",
                ".append(escape(rows.getString(3))).append(\" <time datetime=\\\"\")\n"
                        + "                        .append(rows.getTimestamp(4).toInstant()).append(\"\\\"></time></li>\");");
        history.write(
                "migrations/0002_order_states.up.sql",
                "-- vigie: reversible, compatible\nCREATE INDEX shop_order_by_state ON shop_order (state);\n");
        history.write("migrations/0002_order_states.down.sql", "DROP INDEX shop_order_by_state;\n");
        history.commit("feat(orders): show when an order was made", "v1.1.0");
    }

    private static void third(SampleHistory history) {
        history.write(
                "migrations/0003_remarks.up.sql",
                "-- vigie: compatible\nALTER TABLE shop_order ADD COLUMN remark text;\n");
        history.write("migrations/0003_remarks.down.sql", "ALTER TABLE shop_order DROP COLUMN remark;\n");
        history.replace("assets/style.css", "#24527a", "#1d6b4f");
        history.commit("feat(orders): orders can have a remark\n\nThe shop is green now.", "v1.2.0");
    }

    private static void fix(SampleHistory history) {
        history.replace("Shop.java", "[1-9][0-9]{0,3}", "[1-9][0-9]{0,2}");
        history.commit("fix(orders): no more than 999 copies at once\n\nCloses #7", "v1.2.1");
    }

    private static void incompatible(SampleHistory history) {
        history.write("migrations/0004_copies.up.sql", "-- vigie: reversible\n" + RENAME);
        history.write("migrations/0004_copies.down.sql", "ALTER TABLE shop_order RENAME COLUMN copies TO quantity;\n");
        useCopies(history);
        history.commit("feat(orders): speak of copies", "v1.3.0");
    }

    private static void useCopies(SampleHistory history) {
        history.replace("Shop.java", "SELECT title, quantity, state", "SELECT title, copies, state");
        history.replace("Shop.java", "shop_order (title, quantity)", "shop_order (title, copies)");
    }

    private static void faulty(SampleHistory history, String tag) {
        String health = "        try {\n            long row = alive();\n";
        String work = "        CountDownLatch ever = new CountDownLatch(1);\n";
        switch (tag.substring("v1.2.0-".length())) {
            case "tests-fail" -> history.replace("Shop.java", "quantity >= 10 ?", "quantity > 10 ?");
            case "analysis-fails" ->
                history.replace("Shop.java", health, "        System.out.println(\"asked\");\n" + health);
            case "migration-fails-half-way" -> {
                history.write("migrations/0003_gifts.up.sql", """
                        -- no transaction
                        -- vigie: reversible, compatible
                        CREATE TABLE shop_gift (order_id bigint NOT NULL);
                        ALTER TABLE IF EXISTS book ADD COLUMN gift text NOT NULL;
                        """);
                history.write("migrations/0003_gifts.down.sql", "DROP TABLE shop_gift;\n");
            }
            case "never-healthy" ->
                history.replace("Shop.java", health, health.replace("alive();", "alive(\"no such table\");"));
            case "sick-after-a-minute" ->
                history.replace(
                        "Shop.java",
                        health,
                        "        try {\n            if (seconds() >= 60) {\n"
                                + "                throw new SQLException(\"out of connections\");\n            }\n"
                                + "            long row = alive();\n");
            case "slow" ->
                history.replace(
                        "Shop.java",
                        "        byte[] body = text.getBytes(StandardCharsets.UTF_8);\n",
                        "        if (java.lang.management.ManagementFactory.getRuntimeMXBean().getUptime() > 12_000) {\n"
                                + "            java.util.concurrent.locks.LockSupport.parkNanos(3_000_000_000L);\n        }\n"
                                + "        byte[] body = text.getBytes(StandardCharsets.UTF_8);\n");
            case "no-way-down" -> {
                history.write("migrations/0003_copies.up.sql", "-- vigie: reversible\n" + RENAME);
                useCopies(history);
            }
            case "lossy" -> {
                history.write(
                        "migrations/0003_states.up.sql",
                        "-- vigie: lossy\nALTER TABLE shop_order DROP COLUMN ordered_at;\n");
                history.write(
                        "migrations/0003_states.down.sql",
                        "ALTER TABLE shop_order ADD COLUMN ordered_at timestamptz NOT NULL DEFAULT now();\n");
                history.replace("Shop.java", "state, ordered_at FROM", "state, now() FROM");
            }
            case "worker-dies" -> history.replace("Shop.java", work, "        Runtime.getRuntime().halt(3);\n" + work);
            default -> throw new IllegalArgumentException(tag);
        }
        if (tag.endsWith("never-healthy")) {
            history.replace("Shop.java", "private long alive() throws", "private long alive(String table) throws");
            history.replace("Shop.java", "\"INSERT INTO shop_alive (role", "\"INSERT INTO \" + table + \" (role");
        }
        history.commit("feat: " + tag.substring("v1.2.0-".length()).replace('-', ' '), tag);
    }

    private static void requireEmpty(Path target) {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> files = Files.list(target)) {
            if (files.findAny().isPresent()) {
                throw new HintedException(
                        "the folder " + target + " is not empty", "Name a folder that does not exist yet.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
