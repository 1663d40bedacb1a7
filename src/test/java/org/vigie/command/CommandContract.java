package org.vigie.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;

/** Real programs, ended in every way there is, wherever they run. */
@Timeout(60)
abstract class CommandContract {

    private static final String CHAIN_THAT_LEAVES = """
            trap '' TERM
            setsid sh -c 'trap "" TERM; echo $$ > deep; while :; do sleep 1; done' &
            while :; do sleep 1; done
            """;

    @TempDir
    Path data;

    private final List<Commands> opened = new ArrayList<>();

    Path work;
    Commands commands;

    @BeforeEach
    void start() throws IOException {
        work = Files.createDirectory(data.resolve("work"));
        commands = vigie();
    }

    @AfterEach
    void leaveNothing() throws IOException {
        opened.forEach(Commands::close);
        Path folder = Files.createDirectories(data.resolve("commands"));
        try (Stream<Path> runs = Files.list(folder)) {
            runs.filter(Files::isDirectory)
                    .map(run -> run.getFileName().toString())
                    .forEach(run -> {
                        kill(run);
                        RunProcesses.end(data, run);
                    });
        }
    }

    /** Says where a command runs. */
    abstract CommandLine.Builder place(CommandLine.Builder line);

    /** What carries a run out. */
    abstract Optional<ProcessHandle> supervisor(String run) throws IOException;

    CommandLine.Builder of(List<String> arguments) {
        return place(CommandLine.of(arguments)).in(work);
    }

    CommandLine sh(String script) {
        return of(List.of("sh", "-c", script)).build();
    }

    Commands vigie() {
        Commands vigie = TestCommands.in(data);
        opened.add(vigie);
        return vigie;
    }

    void kill(String run) {
        try {
            supervisor(run).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String output(String run) {
        return String.join("\n", commands.find(run).orElseThrow().log().tail(1_000));
    }

    @Test
    void exitCodeIsExact() {
        assertThat(commands.run("good", sh("exit 0"))).isEqualTo(new CommandOutcome.Exited(0));
        assertThat(commands.run("bad", sh("exit 3"))).isEqualTo(new CommandOutcome.Exited(3));
        assertThat(new CommandOutcome.Exited(3).isSuccess(sh(""))).isFalse();
        assertThat(new CommandOutcome.Exited(3)
                        .isSuccess(of(List.of("x")).successCodes(Set.of(0, 3)).build()))
                .isTrue();
    }

    @Test
    void signalIsNoExitCode() {
        assertThat(commands.run("killed", sh("kill -KILL $$"))).isEqualTo(new CommandOutcome.Signalled(9));
    }

    /** The JDK does not tell them apart. */
    @Test
    void exitCodeOfASignalIsNoSuccess() {
        assertThat(commands.run("ambiguous", sh("exit 137")))
                .hasToString("ended by signal 9 or with exit code 137")
                .matches(outcome -> !outcome.isSuccess(sh("")));
        var line = of(List.of("true")).successCodes(Set.of(0, 137));
        assertThatThrownBy(line::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheSystemRefusesToExecuteWasNotStarted() throws IOException {
        Path script = Files.writeString(work.resolve("script"), "#!/no/such/interpreter\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(commands.run("refused", of(List.of("./script")).in(work).build()))
                .isInstanceOfSatisfying(
                        CommandOutcome.NotStarted.class,
                        outcome -> assertThat(outcome.reason()).contains("./script", "No such file or directory"));
    }

    @Test
    void exitCodeOfAShellThatFoundNoProgramIsItsOwn() {
        assertThat(commands.run("bare", sh("exit 127"))).isEqualTo(new CommandOutcome.Exited(127));
        assertThat(commands.run("nested", sh("exec setsid --wait ./no-such-program")))
                .isEqualTo(new CommandOutcome.Exited(127));
    }

    @Test
    void whatCannotStartSaysWhy() {
        assertThat(commands.run("a", of(List.of("no-such-program")).in(work).build()))
                .isEqualTo(new CommandOutcome.NotStarted("there is no program no-such-program"));
        assertThat(commands.run(
                        "b", of(List.of("true")).in(work.resolve("none")).build()))
                .isInstanceOf(CommandOutcome.NotStarted.class);
        assertThat(commands.run(
                        "c",
                        of(List.of("true"))
                                .in(work)
                                .secret("PASSWORD", SecretRef.parse("file:" + work.resolve("none")))
                                .build()))
                .isInstanceOf(CommandOutcome.NotStarted.class);
    }

    @Test
    void deadlineEndsAlsoWhatLeftTheSessionAndIgnoresTheRequest() throws IOException {
        CommandLine line = of(List.of("sh", "-c", CHAIN_THAT_LEAVES))
                .in(work)
                .deadline(Duration.ofSeconds(3))
                .build();
        assertThat(commands.run("slow", line)).isEqualTo(new CommandOutcome.TimedOut());
        long deep = Long.parseLong(Files.readString(work.resolve("deep")).strip());
        await().untilAsserted(() -> assertThat(ProcessHandle.of(deep).filter(ProcessHandle::isAlive))
                .isEmpty());
        assertThat(commands.isProvedGone("slow")).isTrue();
    }

    @Test
    void descendantThatClearedItsEnvironmentIsEndedToo() throws IOException {
        CommandLine line = of(List.of(
                        "sh", "-c", "env -i /usr/bin/setsid sh -c 'echo $$ > deep; sleep 60; true' & sleep 60; true"))
                .in(work)
                .deadline(Duration.ofSeconds(2))
                .build();
        assertThat(commands.run("clean", line)).isEqualTo(new CommandOutcome.TimedOut());
        long deep = Long.parseLong(Files.readString(work.resolve("deep")).strip());
        await().untilAsserted(() -> assertThat(ProcessHandle.of(deep).filter(ProcessHandle::isAlive))
                .isEmpty());
    }

    @Test
    void readerEndsThoughAGrandchildHoldsThePipe() {
        long begin = System.nanoTime();
        assertThat(commands.run("daemon", sh("echo said; sleep 40 & exit 0"))).isEqualTo(new CommandOutcome.Exited(0));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(commands.find("daemon").orElseThrow().log().tail(5)).containsExactly("said");
        assertThat(commands.isProvedGone("daemon"))
                .as("what it left behind still runs")
                .isFalse();
    }

    @Test
    void cancellationEndsTheRun() {
        commands.start("long", sh("echo begun; sleep 60"));
        await().until(() -> commands.find("long").orElseThrow().log().tail(1).equals(List.of("begun")));
        commands.cancel("long");
        assertThat(commands.run("long", sh("exit 0"))).isEqualTo(new CommandOutcome.Cancelled());
    }

    @Test
    void standardInputIsClosed() {
        assertThat(commands.run("reads", sh("cat; echo end"))).isEqualTo(new CommandOutcome.Exited(0));
        assertThat(commands.find("reads").orElseThrow().log().tail(5)).containsExactly("end");
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() {
        String wild = "a b\"c'$(id)`id`;\n*é\\";
        CommandLine line =
                of(List.of("printf", "%s|", wild, "", "--flag")).in(work).build();
        commands.run("wild", line);
        assertThat(String.join("\n", commands.find("wild").orElseThrow().log().tail(9)))
                .isEqualTo(wild + "||--flag|");
    }

    @Test
    void whatIsWrittenToStandardErrorIsOutputAndNoFailure() {
        assertThat(commands.run("stderr", sh("echo 'prêt \uD83D\uDE80' >&2"))).isEqualTo(new CommandOutcome.Exited(0));
        assertThat(output("stderr")).isEqualTo("prêt \uD83D\uDE80");
    }

    @Test
    void hostileArgumentsReachTheProgramByteForByte() throws IOException {
        List<String> wild = List.of(
                "",
                " ",
                "-n",
                "--",
                "$(id >stolen)",
                "`id >stolen`",
                "'; id >stolen; '",
                "\"; id >stolen; \"",
                "'\"'\"'",
                "a\nb\r\n",
                "\t\\t\\\\",
                "!! #~* ? [a] {b,c} <>|&",
                "été \uD83D\uDE80 \u202E \u0001\u007f",
                "$HOME ${IFS}",
                "%s%n");
        List<String> all = new ArrayList<>(List.of("sh", "-c", "printf '%s\\0' \"$@\" >arguments", "$0"));
        all.addAll(wild);
        assertThat(commands.run("hostile", of(all).build())).isEqualTo(new CommandOutcome.Exited(0));
        assertThat(Files.readString(work.resolve("arguments")))
                .isEqualTo(wild.stream().map(argument -> argument + "\0").collect(Collectors.joining()));
        assertThat(work.resolve("stolen")).doesNotExist();
    }

    @Test
    void variablesReachTheProgramWhateverTheirNames() throws IOException {
        var line =
                of(List.of("sh", "-c", "printf '%s|' \"$WILD\" \"$found\" \"$dir\" \"$mark\" \"$program\" >variables"));
        List.of("found", "dir", "mark", "program").forEach(name -> line.variable(name, "own " + name));
        commands.run("named", line.variable("WILD", "a'b\"c\n$(id)").build());
        assertThat(Files.readString(work.resolve("variables")))
                .isEqualTo("a'b\"c\n$(id)|own found|own dir|own mark|own program|");
    }

    @Test
    void nulIsRefused() {
        var line = of(List.of("echo", "a\0b"));
        assertThatThrownBy(line::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesGetTheUsualMask() throws IOException {
        commands.run("mask", sh("umask >mask; touch made"));
        assertThat(Files.readString(work.resolve("mask")).strip()).isEqualTo("0022");
    }

    @Test
    void cancelledBeforeItBeginsItNeverDoes() {
        commands.cancel("never");
        assertThat(commands.run("never", sh("echo once >> count; sleep 3; exit 0")))
                .isEqualTo(new CommandOutcome.Cancelled());
    }

    @Test
    void environmentOfVigieStaysBehind() {
        commands.run("env", of(List.of("env")).in(work).variable("OWN", "1").build());
        assertThat(commands.find("env").orElseThrow().log().tail(100))
                .contains("OWN=1")
                .anyMatch(line -> line.startsWith("VIGIE_RUN=env@"))
                .noneMatch(line -> line.startsWith("MAVEN") || line.startsWith("JAVA_") || line.startsWith("SPRING"));
    }

    @Test
    void secretsAreNowhere() throws IOException {
        Path secret = Files.writeString(work.resolve("secret"), "hunter2-hunter2\n");
        CommandLine line = of(List.of(
                        "sh",
                        "-c",
                        "printf hunter2-; sleep 1; printf 'hunter2 and on'; tr '\\0' ' ' < /proc/$PPID/cmdline"))
                .in(work)
                .secret("PASSWORD", SecretRef.parse("file:" + secret))
                .build();
        assertThat(line.toString()).doesNotContain("hunter2-hunter2");
        commands.run("secretive", line);
        assertThat(commands.find("secretive").orElseThrow().log().tail(9).getFirst())
                .startsWith("*** and on");
        try (Stream<Path> files = Files.walk(data.resolve("commands"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".jar")))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("hunter2-hunter2"));
        }
    }

    @Test
    void outputIsBoundedWithItsBeginningAndItsEnd() {
        CommandLine line = of(List.of("sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done"))
                .in(work)
                .outputLimit(30_000)
                .build();
        commands.run("chatty", line);
        OutputLog log = commands.find("chatty").orElseThrow().log();
        assertThat(log.size()).isLessThanOrEqualTo(30_000);
        assertThat(log.tail(1)).containsExactly("line 19999");
        List<String> all = log.tail(Integer.MAX_VALUE);
        assertThat(all.getFirst()).isEqualTo("line 0");
        long written = IntStream.range(0, 20_000)
                .mapToLong(i -> ("line " + i + "\n").length())
                .sum();
        assertThat(all)
                .containsOnlyOnce(String.format(Locale.ROOT, "... %,d bytes left out ...", written - log.size()));
        assertThat(all.subList(all.size() - 500, all.size() - 1))
                .as("whole lines across the files")
                .allMatch(kept -> kept.matches("line 19[0-9]{3}"));
    }

    @Test
    void runOfAnEarlierVigieIsAwaitedAndNotRepeated() throws Exception {
        CommandLine line = sh("echo once >> count; sleep 2; exit 7");
        commands.start("adopted", line);
        assertThat(vigie().run("adopted", line)).isEqualTo(new CommandOutcome.Exited(7));
        assertThat(vigie().run("adopted", line)).isEqualTo(new CommandOutcome.Exited(7));
        assertThat(Files.readAllLines(work.resolve("count"))).hasSize(1);
    }

    @Test
    void runThatLostItsSupervisorIsUnknownAndNothingOfItIsLeft() throws IOException {
        CommandLine line = sh("setsid sleep 60 & echo $! > deep; sleep 60");
        commands.start("lost", line);
        await().until(() -> Files.exists(work.resolve("deep")) && Files.size(work.resolve("deep")) > 1);
        kill("lost");
        assertThat(vigie().run("lost", line)).isInstanceOf(CommandOutcome.Unknown.class);
        assertThat(commands.isProvedGone("lost")).isTrue();
        assertThat(commands.run("lost", line).isSuccess(line)).isFalse();
        assertThat(RunProcesses.alive(data, "lost")).isEmpty();
    }

    @Test
    void supervisorThatIsAskedToEndEndsItsRun() throws IOException {
        CommandLine line = sh("echo begun; setsid sleep 60 & sleep 60");
        commands.start("asked", line);
        await().until(() -> commands.find("asked").orElseThrow().log().tail(1).equals(List.of("begun")));
        supervisor("asked").ifPresent(ProcessHandle::destroy);
        assertThat(vigie().run("asked", line)).isEqualTo(new CommandOutcome.Cancelled());
        await().until(() -> commands.isProvedGone("asked"));
    }

    @Test
    void runThatGoesOnIsNotGone() {
        commands.start("here", sh("sleep 60"));
        assertThat(commands.isProvedGone("here")).isFalse();
        assertThat(commands.isProvedGone("never")).isTrue();
    }

    @Test
    void manyAtOnceUnderOneIdAreOneRun() throws Exception {
        CommandLine line = sh("echo once >> count; sleep 1");
        try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
            List<Callable<CommandOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Commands vigie = i % 2 == 0 ? commands : vigie();
                calls.add(() -> vigie.run("same", line));
            }
            for (Future<CommandOutcome> outcome : callers.invokeAll(calls)) {
                assertThat(outcome.get()).isEqualTo(new CommandOutcome.Exited(0));
            }
        }
        assertThat(Files.readAllLines(work.resolve("count"))).hasSize(1);
    }

    @Test
    void interruptedWaitLeavesTheRunAlive() throws Exception {
        CommandLine line = sh("sleep 3; exit 4");
        Thread waiting = new Thread(
                () -> assertThatThrownBy(() -> commands.run("kept", line)).isInstanceOf(CancellationException.class));
        waiting.start();
        await().until(() -> commands.find("kept").isPresent());
        waiting.interrupt();
        waiting.join();
        assertThat(vigie().run("kept", line)).isEqualTo(new CommandOutcome.Exited(4));
    }

    @Test
    void idCannotLeaveTheFolder() {
        for (String id : List.of("../x", "a/b", "", ".hidden", "a\nb")) {
            assertThatThrownBy(() -> commands.start(id, sh(""))).isInstanceOf(HintedException.class);
        }
    }
}
