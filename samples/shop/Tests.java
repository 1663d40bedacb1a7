import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** The tests of the shop: {@code java Tests.java}. Ends with 1 and says which when one fails. */
public class Tests {

    private static int failures;

    public static void main(String[] arguments) throws Exception {
        Path classes = Files.createTempDirectory("shop-tests");
        int compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), "Shop.java");
        if (compiled != 0) {
            System.exit(1);
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> shop = loader.loadClass("Shop");
            Method total = shop.getMethod("total", BigDecimal.class, int.class);
            equal("one copy costs its price", new BigDecimal("12.50"), total.invoke(null, new BigDecimal("12.50"), 1));
            equal("nine copies cost nine times that", new BigDecimal("112.50"), total.invoke(null, new BigDecimal("12.50"), 9));
            equal("ten copies are cheaper", new BigDecimal("118.75"), total.invoke(null, new BigDecimal("12.50"), 10));
            equal("markup is shown, not obeyed", "&lt;b&gt;&amp;", shop.getMethod("escape", String.class).invoke(null, "<b>&"));
        }
        System.out.println(failures == 0 ? "4 tests passed" : failures + " of 4 tests failed");
        System.exit(failures == 0 ? 0 : 1);
    }

    private static void equal(String what, Object wanted, Object got) {
        if (!wanted.equals(got)) {
            failures++;
            System.err.println(what + ": wanted " + wanted + ", got " + got);
        }
    }
}
