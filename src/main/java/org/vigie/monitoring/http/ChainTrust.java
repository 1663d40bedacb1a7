package org.vigie.monitoring.http;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom another one trusts, and tells a chain that lacks a certificate from one that nobody trusts. Thread-safe. */
final class ChainTrust extends X509ExtendedTrustManager {

    /** A server does not show who signed what it shows. */
    static final class IncompleteException extends CertificateException {

        private static final long serialVersionUID = 1;

        IncompleteException(String issuer, Throwable cause) {
            super(issuer, cause);
        }
    }

    private final X509ExtendedTrustManager trust;

    ChainTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        try {
            trust.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            throw explained(chain, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            trust.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw explained(chain, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        try {
            trust.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            throw explained(chain, e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trust.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }

    private static CertificateException explained(X509Certificate[] chain, CertificateException problem) {
        boolean noWay = Stream.iterate((Throwable) problem, cause -> cause != null, Throwable::getCause)
                .anyMatch(CertPathBuilderException.class::isInstance);
        return noWay
                ? missing(chain)
                        .<CertificateException>map(issuer -> new IncompleteException(issuer, problem))
                        .orElse(problem)
                : problem;
    }

    /** Who signed the last certificate on the way up from the leaf, if that is not shown. */
    private static Optional<String> missing(X509Certificate[] chain) {
        X509Certificate top = chain[0];
        for (int step = 0; step < chain.length; step++) {
            X509Certificate lower = top;
            if (lower.getSubjectX500Principal().equals(lower.getIssuerX500Principal())) {
                return Optional.empty();
            }
            Optional<X509Certificate> above = Arrays.stream(chain)
                    .filter(shown -> shown.getSubjectX500Principal().equals(lower.getIssuerX500Principal()))
                    .findFirst();
            if (above.isEmpty()) {
                return Optional.of(lower.getIssuerX500Principal().getName());
            }
            top = above.get();
        }
        return Optional.empty();
    }
}
