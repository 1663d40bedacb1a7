package org.vigie.shared.value;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.shared.InvalidFieldException;

/**
 * One mailbox that any mail server takes: {@code local@domain} in ASCII. A domain with other letters is written as the servers do
 * ({@code xn--}); groups, lists, comments, quoted names and addresses of machines are none.
 */
public record MailAddress(String text) {

    private static final int LONGEST = 254;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,31}");
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){0,40}[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    /** What {@link IDN} turns into the domain of somebody else: today these letters are registered as they are. */
    private static final Pattern MEANT_OTHERWISE = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    private static final Pattern IN_BRACKETS = Pattern.compile("[^<>@]{0,200}<([^<>\\s]{3,254})>");
    private static final Pattern MARKDOWN_LINK =
            Pattern.compile("\\[[^\\[\\]]{0,254}\\]\\(mailto:([^()\\s?]{3,254})(?:\\?[^()\\s]{0,200})?\\)");

    /** @throws InvalidFieldException if it is no such address; blanks at its ends are dropped */
    public static MailAddress of(String field, String text) {
        return find(text)
                .orElseThrow(() -> new InvalidFieldException(
                        field, "is not a mail address", "Give one address such as name@example.org."));
    }

    /** The address, if the text is one; blanks at its ends do not count. */
    public static Optional<MailAddress> find(String text) {
        String address = text.strip();
        int at = address.lastIndexOf('@');
        if (at <= 0 || address.length() > LONGEST) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        return domain(address.substring(at + 1))
                .map(domain -> local + "@" + domain)
                .filter(whole -> local.length() <= 64 && LOCAL.matcher(local).matches() && whole.length() <= LONGEST)
                .map(MailAddress::new);
    }

    /** The address in what people write where one is asked for: with a name, as a link, in backquotes. */
    public static Optional<MailAddress> in(String text) {
        String bare = text.strip();
        if (bare.length() > 2 * LONGEST || bare.indexOf('\n') >= 0) {
            return Optional.empty();
        }
        while (bare.length() > 2 && isQuote(bare.charAt(0)) && bare.charAt(bare.length() - 1) == bare.charAt(0)) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        Matcher link = MARKDOWN_LINK.matcher(bare);
        if (link.matches()) {
            bare = link.group(1);
        }
        Matcher brackets = IN_BRACKETS.matcher(bare);
        if (brackets.matches()) {
            bare = brackets.group(1);
        }
        if (bare.toLowerCase(Locale.ROOT).startsWith("mailto:")) {
            bare = bare.substring("mailto:".length());
        }
        return find(bare);
    }

    /** Whether {@code text} is one address. */
    public static boolean isValid(String text) {
        return find(text).isPresent();
    }

    private static boolean isQuote(char c) {
        return c == '`' || c == '*' || c == '_' || c == '"' || c == '\'';
    }

    private static Optional<String> domain(String domain) {
        if (domain.isEmpty()
                || MEANT_OTHERWISE.matcher(domain).find()
                || domain.codePoints().anyMatch(c -> Texts.steers(c) || Character.isWhitespace(c))) {
            return Optional.empty();
        }
        String ascii = domain;
        if (domain.chars().anyMatch(c -> c > 0x7e)) {
            try {
                ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            } catch (RuntimeException e) { // it throws more than it says
                return Optional.empty();
            }
        }
        return DOMAIN.matcher(ascii).matches() && !NUMBERS.matcher(ascii).matches()
                ? Optional.of(ascii)
                : Optional.empty();
    }
}
