package org.vigie.platform.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What pages of others make a browser send is refused, what Vigie and people send is not. */
class RequestGuardTests {

    private static final int PEOPLE = 8080;
    private static final int CLOSED = 8088;

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8088", "127.0.0.1:8088", "LOCALHOST", "[::1]:8088"})
    void vigieMayUseAClosedPort(String host) throws Exception {
        assertThat(status(CLOSED, "POST", Map.of("Host", host))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8088",
                "localhost.evil.example:8088",
                "127.0.0.1.evil.example",
                "",
                "10.0.0.7"
            })
    void noPortGoesByAForeignName(String host) throws Exception {
        for (int port : List.of(PEOPLE, CLOSED)) {
            assertThat(status(port, "GET", Map.of("Host", host))).isEqualTo(403);
        }
        assertThat(status(PEOPLE, "GET", Map.of())).isEqualTo(403);
    }

    @Test
    void noBrowserMayUseAClosedPort() throws Exception {
        for (String site : List.of("cross-site", "same-site", "same-origin", "none")) {
            assertThat(status(CLOSED, "GET", Map.of("Host", "localhost", "Sec-Fetch-Site", site)))
                    .isEqualTo(403);
        }
        for (String origin : List.of("https://evil.example", "http://localhost:8088", "null")) {
            assertThat(status(CLOSED, "POST", Map.of("Host", "localhost:8088", "Origin", origin)))
                    .isEqualTo(403);
        }
    }

    @Test
    void peopleUseTheirPort() throws Exception {
        assertThat(status(PEOPLE, "GET", Map.of("Host", "localhost:8080", "Sec-Fetch-Site", "none")))
                .isEqualTo(200);
        assertThat(status(
                        PEOPLE,
                        "POST",
                        Map.of(
                                "Host",
                                "localhost:8080",
                                "Origin",
                                "http://localhost:8080",
                                "Sec-Fetch-Site",
                                "same-origin")))
                .isEqualTo(200);
        assertThat(status(PEOPLE, "POST", Map.of("Host", "vigie.example.org", "Origin", "https://vigie.example.org")))
                .as("by the name of its proxy")
                .isEqualTo(200);
    }

    @Test
    void linksFromElsewhereMayBeFollowed() throws Exception {
        Map<String, String> link =
                Map.of("Host", "localhost:8080", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate");
        assertThat(status(PEOPLE, "GET", link)).isEqualTo(200);
        assertThat(status(PEOPLE, "POST", link)).as("a form").isEqualTo(403);
    }

    @Test
    void pagesOfOthersMayNotUseThePortOfPeople() throws Exception {
        for (String origin : List.of("https://evil.example", "http://localhost:3000", "null", "not an origin")) {
            assertThat(status(PEOPLE, "POST", Map.of("Host", "localhost:8080", "Origin", origin)))
                    .isEqualTo(403);
        }
        assertThat(status(
                        PEOPLE,
                        "GET",
                        Map.of("Host", "localhost:8080", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors")))
                .isEqualTo(403);
    }

    @Test
    void nobodyElseOnTheMachineMayUseAClosedPort() throws Exception {
        SameUser others = new SameUser(List.of(), "1") {
            @Override
            boolean mayBe(String address, int port) {
                return false;
            }
        };
        assertThat(status(others, CLOSED, "GET", Map.of("Host", "localhost"))).isEqualTo(403);
        assertThat(status(others, PEOPLE, "GET", Map.of("Host", "localhost"))).isEqualTo(200);
    }

    private static int status(int port, String method, Map<String, String> headers) throws Exception {
        return status(new SameUser(List.of(), null), port, method, headers);
    }

    private static int status(SameUser sameUser, int port, String method, Map<String, String> headers)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/v2/deployments");
        request.setLocalPort(port);
        headers.forEach(request::addHeader);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new RequestGuard(PEOPLE, Set.of("vigie.example.org"), sameUser)
                .doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
