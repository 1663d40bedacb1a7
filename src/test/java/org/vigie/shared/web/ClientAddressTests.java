package org.vigie.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.vigie.shared.HintedException;

/** Where a request came from, as far as it can be believed. */
class ClientAddressTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # from        | X-Forwarded-For                          | it came from
        172.18.0.1    | 203.0.113.7                              | 203.0.113.7
        172.18.0.1    |                                          | 172.18.0.1
        172.18.0.1    | 198.51.100.1, 203.0.113.7                | 203.0.113.7
        172.18.0.1    | 127.0.0.1, 203.0.113.7, 172.18.0.9       | 203.0.113.7
        172.18.0.1    | 172.18.0.8, 172.18.0.9                   | 172.18.0.8
        172.18.0.1    | 203.0.113.7:4711                         | 203.0.113.7
        172.18.0.1    | [2001:db8::7]:4711                       | 2001:db8:0:0:0:0:0:7
        172.18.0.1    | 2001:db8::7                              | 2001:db8:0:0:0:0:0:7
        172.18.0.1    | evil.example                             | 172.18.0.1
        172.18.0.1    | 203.0.113.7, unknown                     | 172.18.0.1
        172.18.0.1    | 203.0.113.7/8                            | 172.18.0.1
        172.18.0.1    | ,,,                                      | 172.18.0.1
        203.0.113.9   | 127.0.0.1                                | 203.0.113.9
        fd00::5       | 203.0.113.7                              | 203.0.113.7
        """)
    void theLastAddressThatIsNoProxyOfOursCounts(String from, String header, String client) throws Exception {
        assertThat(seen(List.of("172.18.0.0/16", " fd00::/8 ", ""), from, header))
                .isEqualTo(client);
    }

    @Test
    void withoutTrustedProxiesNobodyIsBelieved() throws Exception {
        assertThat(seen(List.of(), "172.18.0.1", "203.0.113.7")).isEqualTo("172.18.0.1");
    }

    @Test
    void nameOfAProxyIsRefused() {
        assertThatThrownBy(() -> new ClientAddressFilter(new ProxyProperties(List.of("proxy.example"))))
                .isInstanceOf(HintedException.class);
    }

    private static String seen(List<String> trusted, String from, String header) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(from);
        if (header != null) {
            request.addHeader("X-Forwarded-For", header);
        }
        MockFilterChain chain = new MockFilterChain();
        new ClientAddressFilter(new ProxyProperties(trusted)).doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest().getRemoteAddr();
    }
}
