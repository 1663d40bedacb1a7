import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tests a running shop from outside: {@code java Probe.java http://127.0.0.1:8071 1.2.0}. Health, version, page and assets; no order
 * is made. Ends with 1 and says what is wrong.
 */
public class Probe {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    public static void main(String[] arguments) throws Exception {
        String shop = arguments[0];
        String health = get(shop + "/health", 200);
        require(health.contains("\"status\":\"healthy\""), "the shop is not healthy: " + health);
        require(health.contains("\"version\":\"" + arguments[1] + "\""), "it is another version: " + health);
        String page = get(shop + "/", 200);
        Matcher assets = Pattern.compile("/assets/[a-z0-9.]+").matcher(page);
        int count = 0;
        while (assets.find()) {
            get(shop + assets.group(), 200);
            count++;
        }
        require(count == 2, "the page names " + count + " assets");
        get(shop + "/assets/none.000000000000.css", 404);
        System.out.println("all is well");
    }

    private static String get(String address, int status) throws Exception {
        var answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
        require(answer.statusCode() == status, address + " answers " + answer.statusCode());
        return answer.body();
    }

    private static void require(boolean good, String problem) {
        if (!good) {
            System.err.println(problem);
            System.exit(1);
        }
    }
}
