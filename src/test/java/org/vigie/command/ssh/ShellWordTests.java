package org.vigie.command.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a shell makes of words, asked of the shell of this machine. */
class ShellWordTests {

    @Property(tries = 150)
    void shellTakesEveryTextAsItIs(@ForAll("hostile") List<String> texts) throws Exception {
        String script =
                "set --" + texts.stream().map(text -> " " + ShellWord.of(text)).collect(Collectors.joining())
                        + "\nprintf '%s\\0' \"$@\"\n";
        assertThat(sh(script)).isEqualTo(texts.stream().map(text -> text + "\0").collect(Collectors.joining()));
    }

    /** Twice quoted, as what a run is told. */
    @Property(tries = 100)
    void shellTakesEveryOrderAsItIs(@ForAll("hostile") List<String> texts) throws Exception {
        RemoteOrder order = new RemoteOrder(
                texts, texts.getFirst() + "/", Map.of("WILD", texts.getLast()), Duration.ofSeconds(1), 10);
        String script = "order=" + ShellWord.of(order.text()) + "\neval \"$order\"\nvigie_environment\n"
                + "printf '%s\\0' \"$@\" \"$folder\" \"$WILD\" \"$complete\"\n";
        assertThat(sh(script))
                .isEqualTo(texts.stream().map(text -> text + "\0").collect(Collectors.joining()) + texts.getFirst()
                        + "/\0" + texts.getLast() + "\0yes\0");
    }

    @Provide
    Arbitrary<List<String>> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(
                "'",
                "\"",
                "\\",
                "\n",
                "\r",
                "$(id)",
                "`id`",
                "${IFS}",
                "-",
                "--",
                " ",
                "\t",
                ";",
                "&",
                "|",
                "#",
                "!",
                "*",
                "~",
                "é",
                "\uD83D\uDE80",
                "\u202E",
                "\u0001",
                "\u0081",
                "\u0088",
                "%s",
                "EOF",
                "'\\''");
        Arbitrary<String> any = Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text -> text.indexOf('\0') < 0 && text.equals(new String(text.getBytes(UTF_8), UTF_8)));
        Arbitrary<String> hostile = pieces.list().ofMaxSize(8).map(list -> String.join("", list));
        return Arbitraries.oneOf(any, hostile).list().ofMinSize(1).ofMaxSize(6);
    }

    @Test
    void whatNoShellCanHoldIsRefused() {
        for (String text : List.of("a\0b", "\uD83D", "a\uDE80")) {
            assertThatThrownBy(() -> ShellWord.of(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String sh(String script) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();
        try (OutputStream to = shell.getOutputStream()) {
            to.write(script.getBytes(UTF_8));
        }
        return new String(shell.getInputStream().readAllBytes(), UTF_8);
    }
}
