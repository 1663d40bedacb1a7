package org.vigie.statuspage.page;

import java.util.List;
import java.util.stream.Stream;

/** Texts that would do something if they were not taken as texts. */
final class HostileTexts {

    private static final List<String> ALL = List.of(
            // HTML
            "<script>alert(1)</script>",
            "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
            "</p><script>alert(1)</script><p>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<iframe src=javascript:alert(1)></iframe>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<form action=//x.example><button>",
            "<base href=//x.example/>",
            "<meta http-equiv=refresh content=0;url=//x.example>",
            "<link rel=stylesheet href=//x.example/x.css>",
            "<style>*{display:none}</style>",
            "<!--",
            "--><script>alert(1)</script>",
            "<![CDATA[<script>alert(1)</script>]]>",
            "</title><script>alert(1)</script>",
            "</html><h1>gone</h1>",
            "<template><b>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
            "<details open ontoggle=alert(1)>",
            "<input autofocus onfocus=alert(1)>",
            "<body onload=alert(1)>",
            "<object data=javascript:alert(1)>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;alert(1)&#60;/script&#62;",
            "<b/onmouseover=alert(1)>x",
            "<\u0000script>alert(1)</script>",
            "<<script>alert(1)//<</script>",
            // attributes
            "\" onmouseover=\"alert(1)",
            "' onmouseover='alert(1)",
            "` onmouseover=`alert(1)",
            "\"><script>alert(1)</script>",
            "'><img src=x onerror=alert(1)>",
            "\" autofocus onfocus=\"alert(1)\" x=\"",
            "\" style=\"position:fixed;inset:0\" x=\"",
            "\" lang=\"x",
            "x\" /><rect onclick=\"alert(1)\" x=\"",
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            // SVG
            "</svg><script>alert(1)</script><svg>",
            "</title><set attributeName=onload to=alert(1) />",
            "<animate onbegin=alert(1) attributeName=x>",
            "<use href=data:image/svg+xml,x />",
            "<foreignObject><script>alert(1)</script></foreignObject>",
            // XML and Atom
            "]]>",
            "<?xml-stylesheet href=\"//x.example/x.xsl\"?>",
            "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            "&x;",
            "&xxe;<entry>",
            "</content><entry><id>x</id></entry><content>",
            "</feed>",
            "\u0000\u0001\u0008\u000b\u000c\u001f",
            "\ufffe\uffff",
            "\ud800 half a pair",
            "<content type=\"html\">&lt;b&gt;",
            // JSON
            "\",\"state\":\"up",
            "\\\",\\\"state\\\":\\\"up",
            "\"}],\"incidents\":[",
            "\u2028\u2029",
            "{\"$ref\":\"x\"}",
            // CSS
            "}*{display:none}",
            "</style><script>alert(1)</script>",
            "url(javascript:alert(1))",
            "@import '//x.example/x.css';",
            "expression(alert(1))",
            // templates, words and places
            "${7*7}",
            "@import java.lang.Runtime",
            "!{var x = 1;}${x}",
            "{{7*7}}",
            "#{7*7}",
            "<%= 7*7 %>",
            "{0} {1} $0 \\1",
            "@raw</p>@endraw",
            // what is read in another way than it is written
            "\u202e tfel ot thgir",
            "a\r\nSet-Cookie: x=1\r\n<script>alert(1)</script>",
            "\ufeffx",
            "x".repeat(4_000),
            "\ud83d\udca5".repeat(500));

    private HostileTexts() {}

    static Stream<String> all() {
        return ALL.stream();
    }
}
