package org.vigie.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a browser sends, with headers that clients do not let one set. */
record PlainRequest(String method, String path, String host, String... headers) {

    private static final String FORM = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nx\r\n--b--\r\n";

    /** The first line of the answer; empty if there is none. */
    String sendTo(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(text().getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String line = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return ""; // closed or silent
        }
    }

    private String text() {
        String body = method.equals("POST") ? FORM : "";
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                + String.join(
                        "",
                        Arrays.stream(headers).map(header -> header + "\r\n").toList())
                + (body.isEmpty()
                        ? ""
                        : "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " + body.length() + "\r\n")
                + "\r\n" + body;
    }
}
