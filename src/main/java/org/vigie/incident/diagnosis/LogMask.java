package org.vigie.incident.diagnosis;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines of logs without what reads like a secret or an address of a person. What a program writes in a form of its own is not found:
 * programs should not write secrets.
 */
final class LogMask {

    private static final String MASK = "***";

    /** What is looked at of a line. */
    private static final int LONGEST = 2000;

    /** What stands there, and what is left of it; earlier ones first. */
    private record Rule(Pattern found, String left) {}

    private static final List<Rule> RULES = List.of(
            // the account and password of an address
            rule("(?i)\\b([a-z][a-z0-9+.-]{1,20}://)[^\\s/@]{1,200}@", "$1" + MASK + "@"),
            rule("(?i)\\b(bearer|basic|digest|negotiate)\\s+[\\w.~+/=-]{6,}", "$1 " + MASK),
            // a name that promises a secret, and what follows it, in quotes or up to the next gap
            rule(
                    "(?i)([\\w.-]{0,40}(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
                            + "|private[_-]?key|credential|authorization|cookie|session[_-]?id|sessid|otp|csrf)[\\w.-]{0,40}"
                            + "[\"']?\\s{0,3}(?:=>|[=:])\\s{0,3})(?:\"[^\"]{0,500}\"|'[^']{0,500}'|[^\\s\"',;&)}\\]]{1,500})",
                    "$1" + MASK),
            // signed tokens
            rule("\\beyJ[\\w-]{5,}\\.[\\w-]{5,}(?:\\.[\\w-]*)?", MASK),
            rule("\\b[A-Fa-f0-9]{32,}\\b", MASK),
            rule("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,5}", MASK),
            // numbers of cards
            rule("\\b(?:\\d[ -]?){12,18}\\d\\b", MASK));

    private LogMask() {}

    static List<String> of(List<String> lines) {
        return lines.stream().map(LogMask::of).toList();
    }

    static String of(String line) {
        String masked = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        for (Rule rule : RULES) {
            masked = rule.found().matcher(masked).replaceAll(rule.left());
        }
        return masked;
    }

    private static Rule rule(String found, String left) {
        return new Rule(Pattern.compile(found), left);
    }
}
