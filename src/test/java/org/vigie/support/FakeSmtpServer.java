package org.vigie.support;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A mail server that can go away and come back, and answers as a test tells it to. */
public final class FakeSmtpServer implements AutoCloseable {

    private final List<MimeMessage> received = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private int port;
    private volatile @Nullable ServerSocket socket;
    private volatile @Nullable CountDownLatch held;
    private volatile boolean holding;

    public static FakeSmtpServer started() {
        FakeSmtpServer server = new FakeSmtpServer();
        server.comeBack();
        return server;
    }

    public int port() {
        return port;
    }

    /** Starts it, on the same port as before. */
    public void comeBack() {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = listening.getLocalPort();
            socket = listening;
            new Thread(() -> accept(listening), "fake-smtp").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void goAway() {
        close();
    }

    /** From now on it answers so to a command that begins so, or to the end of a message with {@code "."}. */
    public void answer(String command, String answer) {
        answers.put(command.toLowerCase(Locale.ROOT), answer);
    }

    public void refuse(String address) {
        answer("RCPT TO:<" + address + ">", "550 5.1.1 no such user");
    }

    /** From now on a message that came in whole is not answered, until {@link #drop}. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Whether a message waits for its answer. */
    public boolean isHolding() {
        return holding;
    }

    /** Throws the message away that waits for its answer, and hangs up. */
    public void drop() {
        CountDownLatch dropped = Objects.requireNonNull(held);
        held = null;
        dropped.countDown();
    }

    public void forget() {
        answers.clear();
        received.clear();
    }

    public List<MimeMessage> received() {
        return received;
    }

    public List<MimeMessage> received(String address) {
        return received.stream().filter(mail -> recipient(mail).equals(address)).toList();
    }

    public static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, ",");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String recipient(MimeMessage mail) {
        String to = header(mail, "To");
        return to.substring(to.indexOf('<') + 1).replace(">", "").strip();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                new Thread(() -> talk(client), "fake-smtp-client").start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            say(client, "220 fake");
            String line;
            while ((line = in.readLine()) != null) {
                if (line.equals("DATA")) {
                    say(client, "354 go on");
                    String message = message(in);
                    if (isDropped()) {
                        return;
                    }
                    String answer = answers.getOrDefault(".", "250 taken");
                    if (answer.startsWith("250")) {
                        received.add(parse(message));
                    }
                    say(client, answer);
                } else {
                    say(client, answerTo(line));
                    if (line.equals("QUIT")) {
                        return;
                    }
                }
            }
        } catch (IOException | MessagingException e) {
            // the client went away
        }
    }

    private boolean isDropped() throws InterruptedIOException {
        CountDownLatch dropped = held;
        if (dropped == null) {
            return false;
        }
        try {
            holding = true;
            dropped.await();
            return true;
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } finally {
            holding = false;
        }
    }

    private String answerTo(String line) {
        return answers.entrySet().stream()
                .filter(answer -> line.toLowerCase(Locale.ROOT).startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("250 fine");
    }

    private static String message(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            text.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
        }
        return text.toString();
    }

    private static MimeMessage parse(String message) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
