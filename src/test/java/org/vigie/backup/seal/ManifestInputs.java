package org.vigie.backup.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.vigie.support.RandomInputs;

/** Manifests beside copies, which lie where others can write. */
public final class ManifestInputs implements RandomInputs {

    private static final FileSums SUMS = new FileSums("a.dump.zst.age", 4_000, "00", 12, "ff");
    private static final Manifest MANIFEST = new Manifest(
            Manifest.FORMAT,
            "op-1",
            "demo",
            "main",
            "regular",
            Instant.parse("2026-11-25T21:00:00Z"),
            new Manifest.Source("démo", "7301", 150_018, 9_999_999_999L),
            "15.18",
            "0.1.0",
            null,
            null,
            "vigie-contents/1",
            3,
            1_000,
            List.of("age1x", "age1y"),
            SUMS,
            SUMS,
            null);

    private final ManifestSeal seal;
    private final String signed;

    public ManifestInputs() {
        try {
            seal = new ManifestSeal(Files.createTempDirectory("manifest-inputs"));
            signed = seal.write(MANIFEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isJson() {
        return true;
    }

    @Override
    public List<String> examples() {
        return List.of(signed);
    }

    /** Either it is the one that was signed, white space and all that is not signed apart, or it is refused. */
    @Override
    public void feed(String text) {
        try {
            assertThat(seal.read(text)).isEqualTo(MANIFEST);
        } catch (BrokenSealException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        seal.isSignedByOneOf(List.of("no key"), text);
    }
}
