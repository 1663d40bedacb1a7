import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The migrations of the shop, each a file for the way up and, where there is one, a file for the way down.
 *
 * <pre>java -cp postgresql.jar Migrate.java position|pending|up|down|reset [--to POSITION] --database URL --user USER \
 *     --password-file FILE</pre>
 *
 * <p>{@code position} prints the number of the last migration that was applied, {@code pending} those that are not yet. A
 * migration runs in a transaction, unless its first line says {@code -- no transaction}: then what was done before a failure
 * stays. {@code reset} empties a database whose name ends in {@code _staging}, and no other.
 */
public class Migrate {

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        try (Connection database = connect(options)) {
            if (arguments.length > 0 && arguments[0].equals("reset")) {
                reset(database);
                return;
            }
            database.createStatement().execute("CREATE TABLE IF NOT EXISTS shop_migration (position integer PRIMARY KEY,"
                    + " name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())");
            switch (arguments.length == 0 ? "" : arguments[0]) {
                case "position" -> System.out.println(position(database));
                case "pending" -> {
                    for (Path file : files("up")) {
                        if (number(file) > position(database)) {
                            System.out.println(name(file));
                        }
                    }
                }
                case "up" -> up(database, to(options, Integer.MAX_VALUE));
                case "down" -> down(database, to(options, -1));
                default -> throw new SQLException("say position, pending, up, down or reset");
            }
        } catch (SQLException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void up(Connection database, int to) throws SQLException, IOException {
        for (Path file : files("up")) {
            if (number(file) > position(database) && number(file) <= to) {
                run(database, file, "INSERT INTO shop_migration (position, name) VALUES (" + number(file) + ", '" + name(file) + "')");
            }
        }
        System.out.println("position " + position(database));
    }

    private static void down(Connection database, int to) throws SQLException, IOException {
        if (to < 0) {
            throw new SQLException("say with --to how far down");
        }
        while (position(database) > to) {
            int position = position(database);
            Path file = files("down").stream()
                    .filter(candidate -> number(candidate) == position)
                    .findFirst()
                    .orElseThrow(() -> new SQLException("migration " + position + " has no way down"));
            run(database, file, "DELETE FROM shop_migration WHERE position = " + position);
        }
        System.out.println("position " + position(database));
    }

    private static void reset(Connection database) throws SQLException {
        if (!database.getCatalog().endsWith("_staging")) {
            throw new SQLException("only a database of staging is emptied, not " + database.getCatalog());
        }
        database.createStatement().execute("DROP SCHEMA IF EXISTS public CASCADE");
        database.createStatement().execute("CREATE SCHEMA public");
        System.out.println("empty");
    }

    private static void run(Connection database, Path file, String record) throws SQLException, IOException {
        String sql = Files.readString(file);
        boolean transaction = !sql.startsWith("-- no transaction");
        System.out.println(file.getFileName());
        database.setAutoCommit(!transaction);
        try (Statement statement = database.createStatement()) {
            for (String part : sql.split(";\\s*\\n")) {
                if (!part.replaceAll("--[^\\n]*", "").isBlank()) {
                    statement.execute(part);
                }
            }
            statement.execute(record);
            if (transaction) {
                database.commit();
            }
        } catch (SQLException e) {
            if (transaction) {
                database.rollback();
            }
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private static int position(Connection database) throws SQLException {
        try (var rows = database.createStatement().executeQuery("SELECT coalesce(max(position), 0) FROM shop_migration")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<Path> files(String way) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("migrations"))) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}_[a-z_]+\\." + way + "\\.sql"))
                    .sorted()
                    .toList();
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().substring(0, 4));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\..*", "");
    }

    private static int to(Map<String, String> options, int otherwise) {
        return Integer.parseInt(options.getOrDefault("--to", String.valueOf(otherwise)));
    }

    private static Connection connect(Map<String, String> options) throws SQLException, IOException {
        Properties login = new Properties();
        login.setProperty("user", options.get("--user"));
        login.setProperty("password", Files.readString(Path.of(options.get("--password-file"))).strip());
        return DriverManager.getConnection(options.get("--database"), login);
    }
}
