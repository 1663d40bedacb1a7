package org.vigie;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.vigie.support.RandomInputs;

/** What Jazzer calls with inputs that reach more and more of the code: the first byte says who reads the rest. */
public final class CoverageGuidedInputs {

    private static final List<RandomInputs> READERS = RandomInputsTests.readers()
            // files and databases are too slow for it, and what is signed is not guessed
            .filter(reader -> reader.share() == 1)
            .toList();

    private CoverageGuidedInputs() {}

    /** Called once beforehand: this class is there then, and making the readers is not taken for the time of an input. */
    public static void fuzzerInitialize() {}

    /** Fails if the text is neither read nor refused as promised. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length > 1) {
            READERS.get(Byte.toUnsignedInt(input[0]) % READERS.size())
                    .feed(new String(input, 1, input.length - 1, UTF_8));
        }
    }

    /** The examples as first inputs, one file each. */
    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < READERS.size(); i++) {
            for (String example : READERS.get(i).examples()) {
                byte[] text =
                        example.substring(0, Math.min(example.length(), 4_000)).getBytes(UTF_8);
                byte[] seed = new byte[text.length + 1];
                seed[0] = (byte) i;
                System.arraycopy(text, 0, seed, 1, text.length);
                seeds.add(seed);
            }
        }
        return seeds;
    }
}
