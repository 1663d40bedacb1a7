package org.vigie.command.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Watches one program: keeps its output, ends it at its deadline or when asked, and keeps how it ended. Goes on when Vigie dies.
 * What to run comes over standard input, so that a secret stands neither in a command line nor in a file.
 */
public final class Supervisor {

    /** Holds process id and start of the supervisor, written before the program starts. */
    public static final String PID_FILE = "supervisor.pid";

    /** Made by whoever decides about the run: the one supervisor that carries it out, or Vigie, when none does. */
    public static final String TAKEN_FILE = "taken";

    /** Holds how the run ended; written once, last. */
    public static final String STATUS_FILE = "status";

    /** Asks for the end of the run by being there. */
    public static final String CANCEL_FILE = "cancel";

    /** The exit code of a program that a signal ended is more than this by the number of the signal. */
    public static final int SIGNAL_BASE = 128;

    private static final long POLL_MILLIS = 200;
    private static final long GRACE_MILLIS = 5_000;
    private static final long MILLIS_FOR_THE_LAST_OUTPUT = 2_000;
    /** What {@code setsid} ends with if it cannot become the program; programs end so for reasons of their own. */
    private static final Set<String> NOT_EXECUTED = Set.of("exited 126", "exited 127");

    private static final String SETSID_SAYS = "setsid: ";
    private static final int LONGEST_COMPLAINT = 10_000;
    private static final int LAST_SIGNAL = 64;

    private final Path folder;
    private final ProcessTree tree;
    private volatile boolean ending;

    private Supervisor(Path folder) {
        this.folder = folder;
        this.tree = new ProcessTree(
                System.getenv(ProcessTree.MARK), ProcessHandle.current().pid());
    }

    /** @param args the folder of the run */
    public static void main(String[] args) throws Exception {
        Supervisor supervisor = new Supervisor(Path.of(args[0]));
        Order order;
        try (DataInputStream in = new DataInputStream(System.in)) {
            order = Order.read(in);
        } catch (EOFException e) {
            return; // Vigie died while it said what to run: nothing has begun, another supervisor may do it
        }
        if (!supervisor.takes()) {
            return; // Vigie was started again before this one was up, and had another begin
        }
        supervisor.keepPid();
        String status;
        try {
            status = supervisor.run(order);
        } catch (IOException e) {
            status = "not-started " + oneLine(e.toString());
        }
        if (supervisor.ending) {
            new CountDownLatch(1).await(); // the end of this JVM, which comes with the status that counts
        }
        supervisor.keep(STATUS_FILE, status);
        // a reader may still wait for what a grandchild holds open
        Runtime.getRuntime().halt(0);
    }

    /** What to run. */
    private record Order(
            List<String> arguments,
            Path folder,
            Map<String, String> environment,
            List<byte[]> secrets,
            long deadlineMillis,
            long outputLimit) {

        static Order read(DataInputStream in) throws IOException {
            List<String> arguments = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                arguments.add(text(in));
            }
            Path folder = Path.of(text(in));
            Map<String, String> environment = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                environment.put(text(in), text(in));
            }
            List<byte[]> secrets = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                secrets.add(text(in).getBytes(UTF_8));
            }
            return new Order(arguments, folder, environment, secrets, in.readLong(), in.readLong());
        }

        private static String text(DataInputStream in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new String(bytes, UTF_8);
        }
    }

    private boolean takes() throws IOException {
        try {
            Files.createFile(folder.resolve(TAKEN_FILE));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private void keepPid() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String start = ProcessStart.of(self).orElse("");
        keep(PID_FILE, "pid=" + self.pid() + "\nstart=" + start + "\nprogram=java\n");
    }

    private String run(Order order) throws IOException {
        if (!isProgram(order)) {
            return "not-started there is no program "
                    + oneLine(order.arguments().getFirst());
        }
        ProcessBuilder builder = new ProcessBuilder(inOwnSession(order.arguments()))
                .directory(order.folder().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(order.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return "not-started " + oneLine(e.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWithTheSupervisor(process), "end-of-run"));
        process.getOutputStream().close();
        Thread reader = new Thread(() -> copy(process.getInputStream(), order), "output");
        reader.setDaemon(true);
        reader.start();
        String status = await(process, order.deadlineMillis());
        join(reader);
        return NOT_EXECUTED.contains(status) ? whyNotExecuted(order).orElse(status) : status;
    }

    /** Somebody ends the supervisor in good order: its run must not go on unwatched. */
    private void endWithTheSupervisor(Process process) {
        ending = true;
        try {
            boolean gone = tree.end(List.of(process.toHandle()), GRACE_MILLIS);
            keep(STATUS_FILE, gone ? "cancelled" : "unknown it does not end though it was killed");
        } catch (IOException e) {
            // without a status it counts as vanished
        }
    }

    /** The system refused to execute it: nothing was written but what {@code setsid} says of it. */
    private Optional<String> whyNotExecuted(Order order) {
        // and not another program that has its name in its own
        Pattern name = Pattern.compile(
                "(?<![\\w./-])" + Pattern.quote(order.arguments().getFirst()) + "(?![\\w./-])");
        List<String> written = firstLines();
        return written.stream()
                .filter(line -> written.size() == 1 && line.startsWith(SETSID_SAYS))
                .filter(line -> name.matcher(line).find())
                .map(line -> "not-started " + oneLine(line.substring(SETSID_SAYS.length())))
                .findFirst();
    }

    private List<String> firstLines() {
        try (InputStream log = Files.newInputStream(folder.resolve(SegmentedLog.FIRST))) {
            return new String(log.readNBytes(LONGEST_COMPLAINT), UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of(); // then it is not known to be a complaint
        }
    }

    /** Also keeps the signals of a terminal away from it. */
    private static List<String> inOwnSession(List<String> arguments) {
        if (!isOnPath("setsid")) {
            return arguments;
        }
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(arguments);
        return detached;
    }

    private static boolean isProgram(Order order) {
        String program = order.arguments().getFirst();
        return program.contains(File.separator)
                ? Files.isExecutable(order.folder().resolve(program))
                        && !Files.isDirectory(order.folder().resolve(program))
                : isOnPath(program);
    }

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private void copy(InputStream in, Order order) {
        try (Masking out = new Masking(new SegmentedLog(folder, order.outputLimit()), order.secrets())) {
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            drain(in); // the disk is full, perhaps: the program must not stand still because of its log
        }
    }

    private static void drain(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the pipe is gone
        }
    }

    private String await(Process process, long deadlineMillis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
        // remembered while its parent lives: an orphan that has cleared its environment could not be found later
        Set<ProcessHandle> known = new LinkedHashSet<>(Set.of(process.toHandle()));
        while (true) {
            process.descendants().forEach(known::add);
            try {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return ended(process.exitValue());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (Files.exists(folder.resolve(CANCEL_FILE))) {
                return tree.end(known, GRACE_MILLIS) ? "cancelled" : "unknown it does not end though it was killed";
            }
            if (System.nanoTime() > deadline) {
                return tree.end(known, GRACE_MILLIS) ? "timed-out" : "unknown it does not end though it was killed";
            }
        }
    }

    /** The JDK tells a signal as 128 and its number, as shells do: a program that ends with such a code looks the same. */
    private static String ended(int code) {
        return code > SIGNAL_BASE && code <= SIGNAL_BASE + LAST_SIGNAL
                ? "signalled " + (code - SIGNAL_BASE)
                : "exited " + code;
    }

    private static void join(Thread reader) {
        try {
            reader.join(MILLIS_FOR_THE_LAST_OUTPUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(String name, String text) throws IOException {
        Path draft = folder.resolve("." + name);
        Files.writeString(draft, text);
        try {
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }
}
