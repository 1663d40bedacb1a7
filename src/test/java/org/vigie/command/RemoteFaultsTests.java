package org.vigie.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.command.CommandOutcome.Cancelled;
import org.vigie.command.CommandOutcome.Exited;
import org.vigie.command.CommandOutcome.NotStarted;
import org.vigie.command.CommandOutcome.TimedOut;
import org.vigie.command.CommandOutcome.Unknown;
import org.vigie.command.SshdHost.Manners;
import org.vigie.command.ssh.RemoteOrder;
import org.vigie.command.ssh.RemoteRuns;
import org.vigie.command.ssh.SshProperties;
import org.vigie.shared.SecretRef;

/** What goes wrong between Vigie and a host: never a second start, never a success that was none. */
@Timeout(90)
class RemoteFaultsTests {

    private static final SshProperties HASTY = hasty(Duration.ofSeconds(15));

    private static SshProperties hasty(Duration answerWithin) {
        return new SshProperties(
                Duration.ofSeconds(5),
                answerWithin,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4));
    }

    @TempDir
    Path data;

    @TempDir
    Path work;

    @TempDir
    Path home;

    @TempDir
    Path secrets;

    private SshdHost host;
    private Commands commands;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @BeforeEach
    void start() throws IOException {
        host = new SshdHost(home, secrets);
        commands = TestCommands.in(data);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        commands.close();
        callers.shutdownNow();
        try (Stream<Path> runs = Files.list(Files.createDirectories(data.resolve("commands")))) {
            runs.filter(Files::isDirectory)
                    .forEach(run -> RunProcesses.end(data, run.getFileName().toString()));
        }
        host.close();
    }

    private CommandLine sh(String script) {
        return CommandLine.of(List.of("sh", "-c", script))
                .in(work)
                .on(host.settings())
                .build();
    }

    private Future<CommandOutcome> inBackground(Commands vigie, String run, CommandLine line) {
        return callers.submit(() -> vigie.run(run, line));
    }

    private void awaitBegun() {
        await().until(() -> Files.exists(work.resolve("count")));
    }

    private int starts() throws IOException {
        return Files.exists(work.resolve("count"))
                ? Files.readAllLines(work.resolve("count")).size()
                : 0;
    }

    @Test
    void cutConnectionIsMadeAgainAndTheRunAdopted() throws Exception {
        Future<CommandOutcome> outcome =
                inBackground(commands, "cut", sh("echo once >>count; sleep 3; echo end; exit 7"));
        awaitBegun();
        host.cut();
        assertThat(outcome.get()).isEqualTo(new Exited(7));
        assertThat(starts()).isOne();
        assertThat(commands.find("cut").orElseThrow().log().tail(9)).containsExactly("end");
    }

    @Test
    void serverThatDiesAndComesBackHasTheRunStill() throws Exception {
        Future<CommandOutcome> outcome = inBackground(commands, "back", sh("echo once >>count; sleep 3; exit 7"));
        awaitBegun();
        host.stop();
        await().during(Duration.ofSeconds(1)).until(() -> !outcome.isDone());
        host.start();
        assertThat(outcome.get()).isEqualTo(new Exited(7));
        assertThat(starts()).isOne();
    }

    @Test
    void answerThatIsCutAfterTheStartStartsNothingTwice() throws Exception {
        host.behave(Manners.CUT);
        Future<CommandOutcome> outcome = inBackground(commands, "half", sh("echo once >>count; sleep 1; exit 7"));
        await().until(() -> host.asked() > 0);
        host.behave(Manners.GOOD);
        assertThat(outcome.get()).isEqualTo(new Exited(7));
        assertThat(starts()).isOne();
    }

    /** Of Vigies that know nothing of each other: only the host can tell. */
    @Test
    void manyStartsAtOnceAreOneRun() throws Exception {
        RemoteOrder order = new RemoteOrder(
                List.of("sh", "-c", "echo once >>count; sleep 1; exit 7"),
                work.toString(),
                Map.of(),
                Duration.ofMinutes(1),
                10_000);
        List<RemoteRuns> vigies = new ArrayList<>();
        List<Future<Optional<String>>> outcomes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Path folder = Files.createDirectories(data.resolve("vigie-" + i));
            Files.createDirectory(folder.resolve("same"));
            RemoteRuns vigie = new RemoteRuns(folder, runId -> runId + "@00000000", TestCommands.SSH);
            vigie.place("same", host.settings(), "sh", List.of(), 10_000);
            vigies.add(vigie);
        }
        vigies.forEach(vigie -> outcomes.add(vigie.follow("same", order)));
        for (Future<Optional<String>> outcome : outcomes) {
            assertThat(outcome.get().map(String::strip)).contains("exited 7");
        }
        assertThat(starts()).isOne();
    }

    /** The start arrives in part, again and again, and then wholly. */
    @Test
    void startThatArrivesInPartStartsNothing() throws Exception {
        host.mangle(said -> new String(said, StandardCharsets.UTF_8).contains("\nvigie_start ")
                ? Arrays.copyOf(said, said.length - 200)
                : said);
        Future<CommandOutcome> outcome = inBackground(commands, "part", sh("echo once >>count; exit 7"));
        await().until(() -> host.asked() > 3);
        assertThat(starts()).isZero();
        host.mangle(said -> said);
        assertThat(outcome.get()).isEqualTo(new Exited(7));
        assertThat(starts()).isOne();
    }

    @Test
    void hostThatStaysAwayIsUnknownAndItsRunEndsBeforeTheNextBegins() throws Exception {
        Commands hasty = TestCommands.in(data, HASTY);
        CommandLine line = sh("echo once >>count; exec sleep 60");
        Future<CommandOutcome> outcome = inBackground(hasty, "lost", line);
        awaitBegun();
        host.stop();
        assertThat(outcome.get())
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).contains("web-1", "no answer"));
        assertThat(hasty.isProvedGone("lost")).isFalse();
        assertThat(RunProcesses.alive(data, "lost")).isNotEmpty();

        host.start();
        assertThat(hasty.run("next", sh("exit 0"))).isEqualTo(new Exited(0));
        assertThat(RunProcesses.alive(data, "lost")).isEmpty();
        assertThat(hasty.isProvedGone("lost")).isTrue();
        assertThat(hasty.run("lost", line)).isEqualTo(new Cancelled());
        assertThat(starts()).isOne();
        hasty.close();
    }

    @Test
    void hostThatCannotBeReachedHasStartedNothing() throws Exception {
        Commands hasty = TestCommands.in(data, HASTY);
        CommandLine line = sh("exit 0");
        host.stop();
        assertThat(hasty.run("away", line)).isInstanceOf(NotStarted.class);
        assertThat(hasty.isProvedGone("away")).isTrue();
        host.start();
        assertThat(hasty.run("away", line)).as("and it stays so").isInstanceOf(NotStarted.class);
    }

    @Test
    void hostWithAnotherKeyGetsNothing() {
        CommandLine line = sh("echo once >>count");
        restartWithAnotherKey();
        assertThat(commands.run("other", line))
                .isInstanceOfSatisfying(
                        NotStarted.class, not -> assertThat(not.reason()).contains("another key", "SHA256:"));
        assertThat(host.asked()).isZero();
    }

    @Test
    void hostWhoseKeyChangesMeanwhileIsNotAsked() throws Exception {
        Commands hasty = TestCommands.in(data, HASTY);
        Future<CommandOutcome> outcome = inBackground(hasty, "turned", sh("echo once >>count; sleep 60"));
        awaitBegun();
        restartWithAnotherKey();
        int asked = host.asked();
        assertThat(outcome.get())
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.reason()).contains("another key"));
        assertThat(host.asked()).isEqualTo(asked);
        hasty.close();
    }

    private void restartWithAnotherKey() {
        try {
            host.stop();
            host.changeKey();
            host.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void slowHostIsAwaited() {
        host.takeYourTime(Duration.ofMillis(700));
        assertThat(commands.run("slow", sh("exit 7"))).isEqualTo(new Exited(7));
    }

    @Test
    void hostThatIsTooSlowIsUnknown() throws Exception {
        Commands hasty = TestCommands.in(data, hasty(Duration.ofSeconds(3)));
        Future<CommandOutcome> outcome = inBackground(hasty, "stuck", sh("echo once >>count; sleep 60"));
        awaitBegun();
        host.takeYourTime(Duration.ofSeconds(30));
        assertThat(outcome.get()).isInstanceOf(Unknown.class);
        hasty.close();
    }

    @Test
    void channelsWithoutExitStatusDecideNothing() {
        host.behave(Manners.NO_STATUS);
        assertThat(commands.run("bad", sh("exit 7"))).isEqualTo(new Exited(7));
        assertThat(commands.run("good", sh("exit 0"))).isEqualTo(new Exited(0));
    }

    @Test
    void accountWithoutAShellHasStartedNothing() throws Exception {
        host.behave(Manners.RUBBISH);
        Commands hasty = TestCommands.in(data, HASTY);
        assertThat(hasty.run("nologin", sh("echo once >>count")))
                .isInstanceOfSatisfying(
                        NotStarted.class, not -> assertThat(not.reason()).contains("This account is not available"));
        assertThat(starts()).isZero();
    }

    @Test
    void homeThatCannotBeWrittenToHasStartedNothing() throws Exception {
        Files.writeString(home.resolve(".vigie"), "a file");
        assertThat(commands.run("home", sh("echo once >>count")))
                .isInstanceOfSatisfying(
                        NotStarted.class, not -> assertThat(not.reason()).contains("cannot write to"));
        assertThat(starts()).isZero();
    }

    @Test
    void runThatWasAboutToBeSentIsBegunByTheNextVigie() throws Exception {
        CommandLine line = sh("echo once >>count; exit 7");
        host.stop();
        commands.start("about", line);
        commands.close();
        Files.write(data.resolve("commands/about/sent"), new byte[0]);
        host.start();
        Commands next = TestCommands.in(data);
        assertThat(next.run("about", line)).isEqualTo(new Exited(7));
        assertThat(starts()).isOne();
        next.close();
    }

    @Test
    void deadlineHoldsThoughNobodyIsConnected() throws Exception {
        CommandLine line = CommandLine.of(List.of("sh", "-c", "echo once >>count; setsid sleep 60 & sleep 60"))
                .in(work)
                .on(host.settings())
                .deadline(Duration.ofSeconds(3))
                .build();
        commands.start("late", line);
        awaitBegun();
        commands.close();
        host.stop();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> RunProcesses.alive(data, "late").isEmpty());
        host.start();
        Commands next = TestCommands.in(data);
        assertThat(next.run("late", line)).isEqualTo(new TimedOut());
        assertThat(next.isProvedGone("late")).isTrue();
        next.close();
    }

    @Test
    void runThatNobodyFollowsCanBeCancelled() throws Exception {
        commands.start("alone", sh("echo once >>count; setsid sleep 60 & sleep 60"));
        awaitBegun();
        commands.close();
        Commands next = TestCommands.in(data);
        next.cancel("alone");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> next.find("alone").orElseThrow().outcome().isPresent());
        assertThat(next.find("alone").orElseThrow().outcome()).contains(new Cancelled());
        assertThat(RunProcesses.alive(data, "alone")).isEmpty();
        next.close();
    }

    @Test
    void secretIsInNoListOfProcessesAndInNoFileOfTheHost() throws Exception {
        Path secret = Files.writeString(secrets.resolve("password"), "hunter2-hunter2\n");
        CommandLine line = CommandLine.of(List.of(
                        "sh",
                        "-c",
                        "echo once >>count; echo \"$PASSWORD\" >arrived; while [ ! -e go ]; do sleep 0.1; done"))
                .in(work)
                .on(host.settings())
                .secret("PASSWORD", SecretRef.parse("file:" + secret))
                .build();
        Future<CommandOutcome> outcome = inBackground(commands, "secret", line);
        await().until(() -> Files.exists(work.resolve("arrived")));
        assertThat(processesThatShow("cmdline", "hunter2")).isEmpty();
        assertThat(processesThatShow("environ", "hunter2"))
                .as("the program alone, and what it starts")
                .allMatch(pid -> RunProcesses.alive(data, "secret").stream().anyMatch(one -> one.pid() == pid)
                        || !ProcessHandle.of(pid).isPresent());
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("hunter2"));
        }
        Files.writeString(work.resolve("go"), "");
        assertThat(outcome.get()).isEqualTo(new Exited(0));
        assertThat(Files.readString(work.resolve("arrived"))).isEqualTo("hunter2-hunter2\n");
    }

    private static List<Long> processesThatShow(String what, String text) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> {
                        try {
                            return new String(Files.readAllBytes(process.resolve(what)), StandardCharsets.ISO_8859_1)
                                    .contains(text);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .toList();
        }
    }

    @Test
    void hugeOutputIsBoundedOnBothSides() throws Exception {
        CommandLine line = CommandLine.of(List.of(
                        "sh",
                        "-c",
                        "echo begin; head -c 60000000 /dev/zero | tr '\\0' x; echo; touch written; sleep 1; echo end"))
                .in(work)
                .on(host.settings())
                .outputLimit(300_000)
                .build();
        Future<CommandOutcome> outcome = inBackground(commands, "huge", line);
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(work.resolve("written")));
        try (Stream<Path> files = Files.walk(host.runs())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("out."))
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isBetween(100_000L, 300_000L);
        }
        assertThat(outcome.get()).isEqualTo(new Exited(0));
        OutputLog log = commands.find("huge").orElseThrow().log();
        assertThat(log.size()).isLessThanOrEqualTo(300_000);
        assertThat(log.tail(10_000).getFirst()).startsWith("begin");
        assertThat(log.tail(1)).containsExactly("end");
        try (Stream<Path> files = Files.walk(host.runs())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("what was read is removed there")
                    .noneMatch(name -> name.startsWith("out."))
                    .contains("status");
        }
    }

    @Test
    void keyWithAPassphraseOrForEverybodyIsRefusedClearly() throws Exception {
        Files.setPosixFilePermissions(host.keyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(commands.run("open", sh("exit 0")))
                .isInstanceOfSatisfying(
                        NotStarted.class, not -> assertThat(not.reason()).contains("may read the key"));
        OpenSSHKeyEncryptionContext passphrase = new OpenSSHKeyEncryptionContext();
        passphrase.setPassword("a passphrase");
        passphrase.setCipherName("AES");
        passphrase.setCipherType("256");
        try (OutputStream out = Files.newOutputStream(host.keyFile())) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(SshdHost.newKey(), "vigie", passphrase, out);
        }
        Files.setPosixFilePermissions(host.keyFile(), PosixFilePermissions.fromString("rw-------"));
        assertThat(commands.run("locked", sh("exit 0")))
                .isInstanceOfSatisfying(
                        NotStarted.class, not -> assertThat(not.reason()).contains("cannot be used"));
        Files.writeString(host.keyFile(), "no key at all\n");
        assertThat(commands.run("nonsense", sh("exit 0")))
                .isInstanceOfSatisfying(
                        NotStarted.class, not -> assertThat(not.reason()).contains("cannot be used"));
    }

    @Test
    void runBelongsToTheHostThatItWasGivenFirst() {
        CommandLine line = sh("exit 7");
        assertThat(commands.run("placed", line)).isEqualTo(new Exited(7));
        CommandLine here =
                CommandLine.of(List.of("sh", "-c", "exit 3")).in(work).build();
        assertThat(commands.run("placed", here)).isEqualTo(new Exited(7));
    }
}
