package org.vigie.platform.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Runs another main class inside a child JVM and ends the JVM when its standard input ends: that happens when Vigie
 * closes it, and also when Vigie dies, however it dies. Copied alone into the class path of the child, so it uses
 * nothing but the JDK.
 */
public final class ChildMain {

    private static final long MILLIS_TO_END = 25_000;

    private ChildMain() {}

    /** @param args the main class to run, and its arguments */
    public static void main(String[] args) throws Throwable {
        Thread watch = new Thread(ChildMain::endWithTheParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Method main = Class.forName(args[0]).getMethod("main", String[].class);
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        try {
            main.invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                continue; // nothing is ever said on this channel but its end
            }
        } catch (IOException e) {
            // a broken pipe is an end as well
        }
        Thread deadline = new Thread(ChildMain::haltLate, "end-deadline");
        deadline.setDaemon(true);
        deadline.start();
        System.exit(0);
    }

    private static void haltLate() {
        try {
            new java.util.concurrent.CountDownLatch(1).await(MILLIS_TO_END, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
