package org.vigie.command.supervisor;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** Passes bytes on with secrets replaced, also those that come in pieces. Not thread-safe. */
public final class Masking extends OutputStream {

    private static final byte[] MASK = {'*', '*', '*'};

    private final OutputStream out;
    private final List<byte[]> secrets;
    private final int heldBack;
    private byte[] pending = new byte[0];

    /** @param secrets none of them empty; longer ones are looked for first */
    public Masking(OutputStream out, List<byte[]> secrets) {
        this.out = out;
        this.secrets = secrets.stream()
                .sorted((a, b) -> Integer.compare(b.length, a.length))
                .toList();
        this.heldBack = this.secrets.isEmpty() ? 0 : this.secrets.getFirst().length - 1;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int before = pending.length;
        pending = Arrays.copyOf(pending, before + length);
        System.arraycopy(bytes, offset, pending, before, length);
        pass(pending.length - heldBack);
        out.flush();
    }

    /** Passes on all that begins before {@code until}: what begins later may yet become a secret. */
    private void pass(int until) throws IOException {
        int from = 0;
        int at = 0;
        while (at < until) {
            int length = secretAt(at);
            if (length > 0) {
                out.write(pending, from, at - from);
                out.write(MASK);
                at += length;
                from = at;
            } else {
                at++;
            }
        }
        out.write(pending, from, at - from);
        pending = Arrays.copyOfRange(pending, at, pending.length);
    }

    private int secretAt(int at) {
        for (byte[] secret : secrets) {
            int end = at + secret.length;
            if (end <= pending.length && Arrays.equals(pending, at, end, secret, 0, secret.length)) {
                return secret.length;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        pass(pending.length);
        out.close();
    }
}
