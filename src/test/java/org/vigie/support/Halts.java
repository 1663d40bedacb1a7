package org.vigie.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Ends whoever gets to a certain write, as a crash does: with what no code catches. What was not committed is rolled back, and
 * nobody writes down that anything failed.
 */
public final class Halts implements BeanPostProcessor {

    /** On which side of the write. */
    public enum When {
        BEFORE,
        /** It is written and not committed. */
        AFTER,
        COMMITTED
    }

    /** The end. */
    public static final class Halted extends Error {

        private static final long serialVersionUID = 1;

        Halted(String where) {
            super("halted " + where);
        }
    }

    private record Stop(When when, String write, int passes) {}

    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private volatile boolean reached;

    /**
     * The next who gets there ends.
     *
     * @param write words of its SQL
     * @param passes how many get past before
     */
    public void at(When when, String write, int passes) {
        reached = false;
        stop.set(new Stop(when, write, passes));
    }

    /** Whether somebody has ended there. */
    public boolean isReached() {
        return reached;
    }

    public void clear() {
        stop.set(null);
    }

    /** A step that is no write: ends whoever gets there if it was told so. */
    public void passing(String step) {
        if (isMeant(When.BEFORE, step)) {
            end(step);
        }
    }

    private boolean isMeant(When when, String sql) {
        Stop next = stop.get();
        if (next == null || next.when() != when || !sql.replaceAll("\\s+", " ").contains(next.write())) {
            return false;
        }
        if (next.passes() > 0) {
            stop.compareAndSet(next, new Stop(when, next.write(), next.passes() - 1));
            return false;
        }
        return stop.compareAndSet(next, null);
    }

    private void end(String where) {
        reached = true;
        throw new Halted(where);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && !(bean instanceof Halting) ? new Halting(source) : bean;
    }

    private final class Halting extends DelegatingDataSource {

        Halting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return halting(super.getConnection());
        }
    }

    private Connection halting(Connection connection) {
        AtomicReference<@Nullable String> committing = new AtomicReference<>();
        return (Connection) Proxy.newProxyInstance(
                Halts.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object result = invoke(() -> method.invoke(connection, arguments));
                    if (result instanceof PreparedStatement statement) {
                        return halting(statement, (String) arguments[0], connection, committing);
                    }
                    String committed = method.getName().equals("commit") ? committing.getAndSet(null) : null;
                    if (committed != null) {
                        end("after the commit of " + committed);
                    }
                    return result;
                });
    }

    private PreparedStatement halting(
            PreparedStatement statement,
            String sql,
            Connection connection,
            AtomicReference<@Nullable String> committing) {
        return (PreparedStatement) Proxy.newProxyInstance(
                Halts.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    boolean executes = method.getName().startsWith("execute");
                    if (executes && isMeant(When.BEFORE, sql)) {
                        end("before " + sql);
                    }
                    Object result = invoke(() -> method.invoke(statement, arguments));
                    if (executes && isReached(sql, result) && isMeant(When.AFTER, sql)) {
                        end("after " + sql);
                    }
                    if (executes && isReached(sql, result) && isMeant(When.COMMITTED, sql)) {
                        if (connection.getAutoCommit()) {
                            end("after the commit of " + sql);
                        }
                        committing.set(sql);
                    }
                    return result;
                });
    }

    /** Who looks for something to do and finds nothing gets past. */
    private static boolean isReached(String sql, @Nullable Object result) throws SQLException {
        if (sql.startsWith("SELECT")) {
            return true;
        }
        return result instanceof ResultSet rows
                ? rows.isBeforeFirst()
                : !(result instanceof Integer count) || count > 0;
    }

    private interface Call {
        @Nullable
        Object go() throws IllegalAccessException, InvocationTargetException;
    }

    private static @Nullable Object invoke(Call call) throws Throwable {
        try {
            return call.go();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
