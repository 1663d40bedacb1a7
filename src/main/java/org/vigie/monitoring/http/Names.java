package org.vigie.monitoring.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.vigie.plan.MonitorSettings.Family;

/** Looks up names within a deadline; the resolver of the machine cannot be interrupted and is left alone when it is late. */
final class Names {

    /** Looks one name up; for tests, in place of the machine's resolver. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final int MOST_WAITING = 16;

    private final Resolver resolver;
    private final ThreadPoolExecutor threads;

    Names(Resolver resolver) {
        this.resolver = resolver;
        CustomizableThreadFactory factory = new CustomizableThreadFactory("names-");
        factory.setDaemon(true);
        this.threads = new ThreadPoolExecutor(0, MOST_WAITING, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** The addresses that a monitor of this family wants, in the resolver's order; at least one. */
    List<InetAddress> lookUp(String host, Family family, Deadline deadline) throws HttpFailure {
        List<InetAddress> wanted = Arrays.stream(all(host, deadline))
                .filter(address -> switch (family) {
                    case V4 -> address instanceof Inet4Address;
                    case V6 -> address instanceof Inet6Address;
                    default -> true;
                })
                .toList();
        if (wanted.isEmpty()) {
            throw new HttpFailure(
                    "dns-no-address", host + " has no address of version " + (family == Family.V4 ? 4 : 6));
        }
        return wanted;
    }

    private InetAddress[] all(String host, Deadline deadline) throws HttpFailure {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Future<InetAddress[]> answer;
        try {
            answer = threads.submit(() -> resolver.resolve(bare));
        } catch (RejectedExecutionException e) {
            throw new HttpFailure("dns-temporary", "the resolver of this machine does not answer");
        }
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpFailure("dns-temporary", "the resolver did not answer for " + host + " within " + deadline);
        } catch (ExecutionException e) {
            throw failed(host, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpFailure("check-failed", "interrupted while looking up " + host);
        }
    }

    private static HttpFailure failed(String host, Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("temporary") || message.contains("try again")
                ? new HttpFailure("dns-temporary", "the resolver could not answer for " + host)
                : new HttpFailure("dns-unknown-name", "the name " + host + " does not exist");
    }
}
