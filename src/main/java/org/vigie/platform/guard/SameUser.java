package org.vigie.platform.guard;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the other end of a connection within this machine belongs to the user of this process, from the kernel's list
 * of sockets ({@code proc(5)}, {@code /proc/net/tcp}). Uses nothing but the JDK.
 */
class SameUser {

    private static final List<Path> LISTS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int UID = 7;

    private final List<Path> lists;
    private final @Nullable String ownUid;

    SameUser() {
        this(LISTS, ownUid());
    }

    /** @param ownUid null if the system does not tell: then everybody may be the same */
    SameUser(List<Path> lists, @Nullable String ownUid) {
        this.lists = lists;
        this.ownUid = ownUid;
    }

    /** False if the socket with this address and port belongs to another user; true also where that cannot be found out. */
    boolean mayBe(String address, int port) {
        if (ownUid == null) {
            return true;
        }
        try {
            String wanted = hex(InetAddress.getByName(address)) + String.format(Locale.ROOT, ":%04X", port);
            for (Path list : lists) {
                String uid = uid(list, wanted);
                if (uid != null) {
                    return uid.equals(ownUid);
                }
            }
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return true;
        }
    }

    private static @Nullable String uid(Path list, String address) throws IOException {
        if (!Files.isReadable(list)) {
            return null;
        }
        for (String line : Files.readAllLines(list, StandardCharsets.ISO_8859_1)) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length > UID && sameSocket(fields[LOCAL_ADDRESS], address)) {
                return fields[UID];
            }
        }
        return null;
    }

    /** A socket of IPv6 that talks IPv4 has the address at the end of its own. */
    private static boolean sameSocket(String listed, String wanted) {
        return listed.equals(wanted) || listed.length() > wanted.length() && listed.endsWith(wanted);
    }

    /** As the kernel writes it: words of four bytes in the machine's order. */
    private static String hex(InetAddress address) throws UnknownHostException {
        InetAddress plain = address instanceof Inet6Address six && isMapped(six)
                ? InetAddress.getByAddress(Arrays.copyOfRange(six.getAddress(), 12, 16))
                : address;
        ByteBuffer words = ByteBuffer.wrap(plain.getAddress()).order(ByteOrder.nativeOrder());
        StringBuilder hex = new StringBuilder();
        while (words.hasRemaining()) {
            hex.append(String.format(Locale.ROOT, "%08X", words.getInt()));
        }
        return hex.toString();
    }

    private static boolean isMapped(Inet6Address address) {
        byte[] bytes = address.getAddress();
        return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    }

    private static @Nullable String ownUid() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
