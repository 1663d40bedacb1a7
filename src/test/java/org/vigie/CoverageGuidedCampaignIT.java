package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.support.engine.Campaign;
import org.vigie.support.engine.CampaignReport;

/** The readers of {@link RandomInputsTests} with inputs that Jazzer finds by the code they reach ({@code -Dvigie.fuzz.seconds}). */
@Campaign
class CoverageGuidedCampaignIT {

    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void nothingThatIsReachedFails() throws Exception {
        assumeThat(getClass().getClassLoader().getResource(JAZZER.replace('.', '/') + ".class"))
                .isNotNull();
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        int number = 0;
        for (byte[] seed : CoverageGuidedInputs.seeds()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
        }
        Path log = folder.resolve("log");
        Process running = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JAZZER,
                        "--target_class=" + CoverageGuidedInputs.class.getName(),
                        "--instrumentation_includes=org.vigie.**",
                        "--disabled_hooks=.*",
                        "--reproducer_path=" + folder,
                        corpus.toString(),
                        "-artifact_prefix=" + folder + File.separator,
                        "-timeout=10",
                        "-rss_limit_mb=3000",
                        "-max_total_time=" + Long.getLong("vigie.fuzz.seconds", 300)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = running.waitFor();
        List<String> said = read(log);
        CampaignReport report = new CampaignReport("coverage-guided");
        said.stream()
                .filter(line -> line.contains("DONE") || line.contains("Done "))
                .forEach(line -> report.line("%s", line));
        assertThat(code)
                .as(String.join("\n", said.subList(Math.max(0, said.size() - 60), said.size())))
                .isZero();
    }

    private static List<String> read(Path log) throws IOException {
        return List.of(new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1).split("\n"));
    }
}
