import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small bookshop that Vigie deploys, watches, backs up and takes back. JDK only:
 *
 * <pre>java -cp postgresql.jar Shop.java web|worker --port 8072 --database jdbc:postgresql://127.0.0.1:5433/demo \
 *     --user demo --password-file FILE</pre>
 *
 * <p>{@code web} serves pages, takes orders and answers {@code /health}; {@code worker} completes orders and answers
 * {@code /health}, too. Both listen on 127.0.0.1 only and run from the folder of their artefact.
 */
public class Shop {

    private final Map<String, String> options;
    private final String role;
    private final String version;
    private final long started = System.nanoTime();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();

    Shop(String role, Map<String, String> options) throws IOException {
        this.role = role;
        this.options = options;
        this.version = Files.readString(Path.of("VERSION")).strip();
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        String role = arguments.length == 0 ? "" : arguments[0];
        if (!(role.equals("web") || role.equals("worker")) || !options.containsKey("--port")) {
            System.err.println("usage: Shop.java web|worker --port PORT --database URL --user USER --password-file FILE");
            System.exit(2);
        }
        Shop shop = new Shop(role, options);
        shop.serve();
        if (role.equals("worker")) {
            shop.work();
        }
    }

    /** What an order costs, with 5 % off from ten copies on. */
    public static BigDecimal total(BigDecimal price, int quantity) {
        BigDecimal sum = price.multiply(BigDecimal.valueOf(quantity));
        return (quantity >= 10 ? sum.multiply(new BigDecimal("0.95")) : sum).setScale(2, java.math.RoundingMode.HALF_UP);
    }

    /** Text of others in a page. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private void serve() throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress("127.0.0.1", Integer.parseInt(options.get("--port"))), 200);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/health", this::health);
        server.createContext("/assets/", this::asset);
        server.createContext("/orders", exchange -> counted(exchange, this::order));
        server.createContext("/figures", exchange -> send(exchange, 200, "application/json",
                "{\"requests\":%d,\"errors\":%d}".formatted(requests.get(), errors.get())));
        server.createContext("/", exchange -> counted(exchange, this::page));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(2)));
        server.start();
    }

    private void health(HttpExchange exchange) throws IOException {
        try {
            long row = alive();
            send(exchange, 200, "application/json", "{\"status\":\"healthy\",\"version\":\"%s\",\"role\":\"%s\",\"row\":%d,\"seconds\":%d}"
                    .formatted(version, role, row, seconds()));
        } catch (SQLException e) {
            System.err.println("health: " + e.getMessage());
            send(exchange, 503, "application/json",
                    "{\"status\":\"unhealthy\",\"version\":\"%s\",\"role\":\"%s\"}".formatted(version, role));
        }
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
    }

    /** Writes a row: a database that can only be read is no health. */
    private long alive() throws SQLException {
        try (Connection database = connect();
                var statement = database.prepareStatement(
                        "INSERT INTO shop_alive (role, version) VALUES (?, ?) RETURNING id")) {
            statement.setString(1, role);
            statement.setString(2, version);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void page(HttpExchange exchange) throws IOException, SQLException {
        if (!exchange.getRequestURI().getPath().equals("/")) {
            send(exchange, 404, "text/plain", "there is no such page\n");
            return;
        }
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><title>Bookshop</title>"
                + "<link rel=\"stylesheet\" href=\"/assets/" + fingerprinted("style.css") + "\">"
                + "<script defer src=\"/assets/" + fingerprinted("shop.js") + "\"></script>"
                + "<h1>Bookshop " + escape(version) + "</h1><ul>");
        try (Connection database = connect();
                var rows = database.createStatement()
                        .executeQuery("SELECT title, quantity, state FROM shop_order ORDER BY id DESC LIMIT 20")) {
            while (rows.next()) {
                page.append("<li>").append(escape(rows.getString(1))).append(" × ").append(rows.getInt(2)).append(", ")
                        .append(escape(rows.getString(3))).append("</li>");
            }
        }
        send(exchange, 200, "text/html; charset=utf-8", page + "</ul></html>\n");
    }

    /** {@code POST /orders} with {@code title=quantity} in the body. */
    private void order(HttpExchange exchange) throws IOException, SQLException {
        String body = new String(exchange.getRequestBody().readNBytes(2_000), StandardCharsets.UTF_8).strip();
        int at = body.lastIndexOf('=');
        if (!exchange.getRequestMethod().equals("POST") || at < 1 || !body.substring(at + 1).matches("[1-9][0-9]{0,3}")) {
            send(exchange, 400, "text/plain", "post title=quantity\n");
            return;
        }
        try (Connection database = connect();
                var statement = database.prepareStatement("INSERT INTO shop_order (title, quantity) VALUES (?, ?)")) {
            statement.setString(1, body.substring(0, at));
            statement.setInt(2, Integer.parseInt(body.substring(at + 1)));
            statement.executeUpdate();
        }
        send(exchange, 201, "text/plain", "ordered\n");
    }

    /** Names carry a fingerprint of the contents, so that they may be kept for ever; the build wrote them. */
    private void asset(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/assets/".length());
        Path file = Path.of("public", name);
        if (!name.matches("[a-z]+\\.[0-9a-f]{12}\\.(css|js)") || !Files.isRegularFile(file)) {
            send(exchange, 404, "text/plain", "there is no such file\n");
            return;
        }
        exchange.getResponseHeaders().set("Cache-Control", "public, max-age=31536000, immutable");
        send(exchange, 200, name.endsWith(".css") ? "text/css" : "text/javascript", Files.readString(file));
    }

    private static String fingerprinted(String name) throws IOException {
        Properties manifest = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("public", "manifest.properties"))) {
            manifest.load(file);
        }
        return manifest.getProperty(name);
    }

    private void work() throws InterruptedException {
        CountDownLatch ever = new CountDownLatch(1);
        while (!ever.await(1, TimeUnit.SECONDS)) {
            try (Connection database = connect();
                    var statement = database.createStatement()) {
                statement.executeUpdate("UPDATE shop_order SET state = 'sent' WHERE state = 'new'");
            } catch (SQLException e) {
                System.err.println("work: " + e.getMessage());
            }
        }
    }

    private Connection connect() throws SQLException {
        try {
            String password = Files.readString(Path.of(options.get("--password-file"))).strip();
            Properties login = new Properties();
            login.setProperty("user", options.get("--user"));
            login.setProperty("password", password);
            login.setProperty("connectTimeout", "5");
            login.setProperty("socketTimeout", "20");
            return DriverManager.getConnection(options.get("--database"), login);
        } catch (IOException e) {
            throw new SQLException("cannot read the file of the password", e);
        }
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, SQLException;
    }

    private void counted(HttpExchange exchange, Answer answer) throws IOException {
        requests.incrementAndGet();
        try {
            answer.to(exchange);
        } catch (SQLException e) {
            errors.incrementAndGet();
            System.err.println("request: " + e.getMessage());
            send(exchange, 500, "text/plain", "the shop has a problem\n");
        }
    }

    private void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Version", version);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
