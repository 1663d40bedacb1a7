package org.vigie.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.vigie.shared.HintedException;

/**
 * A person's mail address.
 *
 * @param name the person's name, may be empty
 * @param address one address of the form {@code local@domain}, without line breaks or a list of others
 */
public record MailAddress(String name, String address) {

    public MailAddress {
        if (!isValid(address) || hasControl(name)) {
            throw new HintedException(
                    "'" + address.replaceAll("\\p{Cntrl}", " ") + "' is not a mail address",
                    "Give one address such as name@example.org.");
        }
    }

    /** Whether {@code address} is one plain address that a mail can be sent to. */
    public static boolean isValid(String address) {
        if (address.length() > 254 || hasControl(address) || address.indexOf(',') >= 0 || address.indexOf('<') >= 0) {
            return false;
        }
        try {
            InternetAddress[] parsed = InternetAddress.parse(address, true);
            parsed[0].validate();
            return parsed.length == 1 && address.indexOf('@') > 0;
        } catch (AddressException | ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }

    InternetAddress internetAddress() {
        try {
            return new InternetAddress(address, name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
