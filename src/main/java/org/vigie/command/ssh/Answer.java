package org.vigie.command.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * What a host said of a run.
 *
 * @param state {@code none}, {@code running}, {@code ended} and others
 * @param text what follows the state
 * @param from where the output begins that it sent
 * @param total how much was written until now
 */
record Answer(String state, String text, long from, long total, byte[] output) {

    private static final int LONGEST_COMPLAINT = 200;

    /**
     * Reads what came over a connection.
     *
     * @param word begins the answer; a shell that greets may write something before
     * @throws IOException if it is cut short or no answer
     */
    static Answer read(byte[] bytes, String word) throws IOException {
        byte[] begin = (word + " ").getBytes(UTF_8);
        int at = 0;
        while (at + begin.length <= bytes.length
                && !Arrays.equals(bytes, at, at + begin.length, begin, 0, begin.length)) {
            at++;
        }
        int first = at + begin.length <= bytes.length ? end(bytes, at) : -1;
        int second = first < 0 ? -1 : end(bytes, first + 1);
        if (second < 0) {
            throw new IOException("the host does not answer as it should: " + complaint(bytes));
        }
        String[] state = text(bytes, at + begin.length, first).split(" ", 2);
        String[] numbers = text(bytes, first + 1, second).split(" ");
        try {
            int length = Integer.parseInt(numbers[1]);
            byte[] output = Arrays.copyOfRange(bytes, second + 1, bytes.length);
            if (output.length != length) {
                throw new IOException("the connection was cut within an answer");
            }
            return new Answer(
                    state[0],
                    state.length > 1 ? state[1] : "",
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[2]),
                    output);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("the host does not answer as it should: " + complaint(bytes), e);
        }
    }

    private static int end(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static String text(byte[] bytes, int from, int until) {
        return new String(bytes, from, Math.max(0, until - from), UTF_8);
    }

    private static String complaint(byte[] bytes) {
        return text(bytes, 0, Math.min(bytes.length, LONGEST_COMPLAINT)).replaceAll("\\p{Cntrl}+", " ");
    }
}
