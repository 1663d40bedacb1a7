package org.vigie.monitoring.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whom checks trust, and until when what a server shows is good. */
final class Certificates {

    private final SSLContext context;
    private final Set<TrustAnchor> anchors;

    private Certificates(SSLContext context, Set<TrustAnchor> anchors) {
        this.context = context;
        this.anchors = anchors;
    }

    /** @param trusted null: whom the JVM trusts */
    static Certificates trusting(@Nullable KeyStore trusted) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            TrustManager[] managers = factory.getTrustManagers();
            X509ExtendedTrustManager manager = Arrays.stream(managers)
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new ChainTrust(manager)}, null);
            Set<TrustAnchor> anchors = Arrays.stream(manager.getAcceptedIssuers())
                    .map(issuer -> new TrustAnchor(issuer, null))
                    .collect(Collectors.toUnmodifiableSet());
            return new Certificates(context, anchors);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext context() {
        return context;
    }

    /**
     * A certificate that a server showed.
     *
     * @param ends when it is no longer good, or the last way from it to a trusted one ends: what is shown beside is ignored
     */
    record Shown(String host, String serial, Instant ends) {

        String subject() {
            return host + "/" + serial;
        }
    }

    /** Of a handshake that went well. */
    Shown of(String host, Certificate[] chain) {
        X509Certificate leaf = (X509Certificate) chain[0];
        return new Shown(host, leaf.getSerialNumber().toString(16), ends(leaf, chain));
    }

    /** Of several ways to trusted certificates the one that lasts longest counts: clients find it when the others have ended. */
    private Instant ends(X509Certificate leaf, Certificate[] chain) {
        List<Certificate> shown = new ArrayList<>(Arrays.asList(chain));
        Instant ends = null;
        List<X509Certificate> path = path(leaf, shown);
        while (!path.isEmpty()) {
            X509Certificate first = Collections.min(path, Comparator.comparing(X509Certificate::getNotAfter));
            Instant end = first.getNotAfter().toInstant();
            ends = ends == null || end.isAfter(ends) ? end : ends;
            boolean another = !first.equals(leaf) && shown.remove(first);
            path = another ? path(leaf, shown) : List.of();
        }
        return ends == null ? leaf.getNotAfter().toInstant() : ends;
    }

    /** A way from the leaf to a trusted certificate, as a client finds it; empty if only the handshake knows. */
    private List<X509Certificate> path(X509Certificate leaf, List<Certificate> shown) {
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(leaf);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(shown)));
            CertPath path = ((PKIXCertPathBuilderResult)
                            CertPathBuilder.getInstance("PKIX").build(parameters))
                    .getCertPath();
            return path.getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }
}
