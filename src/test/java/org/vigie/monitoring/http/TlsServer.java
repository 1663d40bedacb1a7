package org.vigie.monitoring.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server with TLS that shows what it is told to, and answers always the same. */
final class TlsServer implements AutoCloseable {

    private final SSLServerSocket socket;
    private final String answer;

    private TlsServer(SSLServerSocket socket, String answer) {
        this.socket = socket;
        this.answer = answer;
    }

    static TlsServer start(String answer, KeyPair keys, X509Certificate... chain) {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry("server", keys.getPrivate(), new char[0], chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            TlsServer server = new TlsServer(
                    (SSLServerSocket) context.getServerSocketFactory()
                            .createServerSocket(0, 10, InetAddress.getByName("127.0.0.1")),
                    answer);
            Thread.ofPlatform().daemon().start(server::serve);
            return server;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI at(String host) {
        return URI.create("https://" + host + ":" + socket.getLocalPort() + "/");
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().read(new byte[8192]);
                client.getOutputStream().write(answer.getBytes(US_ASCII));
                client.getOutputStream().flush();
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
