import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Static analysis of the shop: {@code java Lint.java}. Ends with 1 and names line and rule when something is found. */
public class Lint {

    public static void main(String[] arguments) throws Exception {
        int findings = 0;
        List<String> lines = Files.readAllLines(Path.of("Shop.java"));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String rule = line.contains("\t") ? "no tabs"
                    : line.contains("printStackTrace") ? "no stack traces"
                    : line.contains("System.out") ? "the shop writes to standard error only"
                    : line.contains("\"SELECT ") && line.contains("\" + ") ? "no SQL made of pieces"
                    : null;
            if (rule != null) {
                findings++;
                System.err.println("Shop.java:" + (i + 1) + ": " + rule);
            }
        }
        System.out.println(findings + " findings");
        System.exit(findings == 0 ? 0 : 1);
    }
}
