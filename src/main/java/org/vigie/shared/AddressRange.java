package org.vigie.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses on the net, or one: {@code 10.0.0.0/8}, {@code fd00::/8}, {@code 192.168.1.7}. Never a name.
 *
 * @param first any address of it
 * @param bits how many bits at the start all its addresses share
 */
public record AddressRange(InetAddress first, int bits) {

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

    /**
     * Reads {@code address} or {@code address/bits}.
     *
     * @throws HintedException if it is neither
     */
    @JsonCreator
    public static AddressRange parse(String text) {
        var parts = FORM.matcher(text);
        if (parts.matches()) {
            try {
                // no name can match the form, so nobody is asked
                InetAddress address = InetAddress.getByName(parts.group(1));
                int longest = address.getAddress().length * 8;
                int bits = parts.group(2) == null ? longest : Integer.parseInt(parts.group(2));
                if (bits <= longest) {
                    return new AddressRange(address, bits);
                }
            } catch (UnknownHostException e) {
                // told below
            }
        }
        throw new HintedException("no range of addresses: " + text, "Write an address, or address/bits: 10.0.0.0/8.");
    }

    /** Whether the address is in it; one of the other family never is. */
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        int mask = 0xff << (8 - rest);
        return rest == 0 || (mine[whole] & mask) == (other[whole] & mask);
    }

    @JsonValue
    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
