package org.vigie.backup.place;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.vigie.plan.BackupSettings.Checksums;
import org.vigie.plan.BackupSettings.S3Settings;
import org.vigie.shared.SecretRef;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Clients of stores with the interface of S3, with a limit in time for every request, and what their failures mean. */
final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration ATTEMPT = Duration.ofMinutes(5);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;

    private S3Clients() {}

    static S3Client open(S3Settings settings) {
        boolean always = settings.checksums() == Checksums.WHEN_SUPPORTED;
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        secret(settings, settings.accessKeyFrom()), secret(settings, settings.secretKeyFrom()))))
                .requestChecksumCalculation(
                        always ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        always ? ResponseChecksumValidation.WHEN_SUPPORTED : ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(limits -> limits.apiCallAttemptTimeout(ATTEMPT))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .build();
    }

    private static String secret(S3Settings settings, SecretRef place) {
        return place.read()
                .orElseThrow(() -> new PlaceException(
                        "place-refused",
                        "there is no secret of the place " + settings.id() + " in " + place,
                        "Set it there.",
                        null));
    }

    static PlaceException failure(S3Settings settings, String what, SdkException e) {
        String fact = "cannot " + what + " in the place " + settings.id() + ": " + e.getMessage();
        if (!(e instanceof S3Exception answer)) {
            return new PlaceException("place-unreachable", fact, "See whether the store answers.", e);
        }
        return switch (answer.statusCode()) {
            case UNAUTHORIZED, FORBIDDEN ->
                new PlaceException("place-refused", fact, "Check the keys of the place and what they allow.", e);
            case NOT_FOUND -> new PlaceException("place-unreachable", fact, "See whether the bucket is there.", e);
            case BAD_REQUEST, NOT_IMPLEMENTED ->
                new PlaceException(
                        "place-failed",
                        fact,
                        "If the store knows no checksums, set checksums: when-required for this place.",
                        e);
            default -> new PlaceException("place-failed", fact, "Look into the log of the store.", e);
        };
    }

    /** The client ends with the stream. */
    static final class ClosingWith extends FilterInputStream {

        private final S3Client client;

        ClosingWith(InputStream in, S3Client client) {
            super(in);
            this.client = client;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                client.close();
            }
        }
    }
}
