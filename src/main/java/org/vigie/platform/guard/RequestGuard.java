package org.vigie.platform.guard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a web page of somebody else makes a browser of this machine send to a child. A port of people (Operate and
 * Tasklist) is used by browsers under its own names only, the other ports by no browser and by no other user of the machine.
 * Copied into the class path of the children, so it uses nothing but the JDK and the servlet API.
 */
public final class RequestGuard implements Filter {

    /** System property: the port that people use with a browser; absent if there is none. */
    public static final String PEOPLE_PORT = "vigie.guard.people-port";

    /** System property: further names, with commas between, under which people reach that port, such as that of a proxy. */
    public static final String NAMES = "vigie.guard.names";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final int peoplePort;
    private final Set<String> names;
    private final SameUser sameUser;

    /**
     * @param peoplePort the port that people use; -1 if there is none
     * @param names further names of that port, in lower case
     */
    RequestGuard(int peoplePort, Set<String> names, SameUser sameUser) {
        this.peoplePort = peoplePort;
        this.names = names;
        this.sameUser = sameUser;
    }

    /** As the system properties say. */
    public static RequestGuard ofThisJvm() {
        String further = System.getProperty(NAMES, "").toLowerCase(Locale.ROOT).trim();
        return new RequestGuard(
                Integer.getInteger(PEOPLE_PORT, -1),
                further.isEmpty() ? Set.of() : Set.of(further.split("\\s*,\\s*")),
                new SameUser());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String fault = request instanceof HttpServletRequest http ? fault(http) : "not HTTP";
        if (fault == null) {
            chain.doFilter(request, response);
        } else {
            HttpServletResponse answer = (HttpServletResponse) response;
            answer.setStatus(HttpServletResponse.SC_FORBIDDEN);
            answer.setContentType("text/plain;charset=UTF-8");
            answer.getWriter().println(fault);
        }
    }

    private @Nullable String fault(HttpServletRequest request) {
        boolean forPeople = request.getLocalPort() == peoplePort;
        String host = request.getHeader("Host");
        if (host == null || !isOurs(nameOf(host), forPeople)) {
            return "this port does not go by that name; hint: Use localhost, or add the name to"
                    + " vigie.platform.webapps.names.";
        }
        if (forPeople) {
            return isOfAnotherSite(request, host)
                    ? "this request was made by a page of another site; hint: Open the page itself."
                    : null;
        }
        if (request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null) {
            return "this port is not for browsers; hint: Use Vigie, Operate or Tasklist.";
        }
        return sameUser.mayBe(request.getRemoteAddr(), request.getRemotePort())
                ? null
                : "this port is for the account that runs Vigie only; hint: Use Vigie, Operate or Tasklist.";
    }

    private boolean isOurs(String name, boolean forPeople) {
        return LOOPBACK.contains(name) || forPeople && names.contains(name);
    }

    /** Links from elsewhere may be followed; whatever changes something must come from the port's own pages. */
    private static boolean isOfAnotherSite(HttpServletRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (origin != null && !isOrigin(origin, host)) {
            return true;
        }
        return site != null && !OWN_SITE.contains(site) && !isFollowedLink(request);
    }

    private static boolean isFollowedLink(HttpServletRequest request) {
        return READING.contains(request.getMethod()) && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    private static boolean isOrigin(String origin, String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without the port. */
    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return name.toLowerCase(Locale.ROOT);
    }
}
