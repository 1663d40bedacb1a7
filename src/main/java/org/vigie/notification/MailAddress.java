package org.vigie.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** What a mail can be sent to. */
public final class MailAddress {

    private MailAddress() {}

    /** Whether {@code address} is one plain address of the form {@code local@domain}, without line breaks or others. */
    public static boolean isValid(String address) {
        if (address.length() > 254
                || address.chars().anyMatch(Character::isISOControl)
                || address.indexOf(',') >= 0
                || address.indexOf('<') >= 0) {
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
}
