package org.vigie.shared;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are somebody else's on the open net. Those of this machine, of its networks and of their equipment are not,
 * however they are written.
 */
final class OutsideAddresses {

    private static final int V6_BYTES = 16;

    /** IANA's special purposes, and what is for groups or not given out. */
    private static final List<AddressRange> V4_INSIDE = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Of IPv6 only this part is given out; the exceptions within it follow. */
    private static final AddressRange V6_GIVEN_OUT = AddressRange.parse("2000::/3");

    private static final List<AddressRange> V6_INSIDE = ranges("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16");
    private static final AddressRange V6_TO_V4 = AddressRange.parse("2002::/16");
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

    private OutsideAddresses() {}

    static boolean contain(InetAddress address) {
        if (address instanceof Inet4Address) {
            return V4_INSIDE.stream().noneMatch(range -> range.contains(address));
        }
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address)) {
            return contain(v4(bytes, V6_BYTES - 4));
        }
        if (V6_TO_V4.contains(address)) {
            return contain(v4(bytes, 2));
        }
        return V6_GIVEN_OUT.contains(address) && V6_INSIDE.stream().noneMatch(range -> range.contains(address));
    }

    private static InetAddress v4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<AddressRange> ranges(String... ranges) {
        return Arrays.stream(ranges).map(AddressRange::parse).toList();
    }
}
