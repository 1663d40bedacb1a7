package org.vigie.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.vigie.shared.HintedException;

class InfrastructureTests {

    static final List<Throwable> AWAY = List.of(
            new CannotGetJdbcConnectionException("no connection", new SQLTransientConnectionException("timed out")),
            new CannotCreateTransactionException("no connection", new SQLTransientConnectionException("timed out")),
            new DataAccessResourceFailureException("I/O error", new SQLException("I/O error", "08006")),
            new DataAccessResourceFailureException("no cause is known"),
            new CannotAcquireLockException("deadlock"),
            new RecoverableDataAccessException("again, please"),
            new TransactionSystemException("no commit", new SQLException("closed", "08003")),
            new IllegalStateException("in a wrapper", new SQLException("administrator's command", "57P01")),
            new SQLException("the database system is starting up", "57P03"),
            new ClientStatusException(Status.UNAVAILABLE, new IOException("io exception")),
            new ClientStatusException(Status.DEADLINE_EXCEEDED, new IOException("too late")),
            new CompletionException(Status.RESOURCE_EXHAUSTED.asRuntimeException()),
            new ClientException(new ExecutionException(new ConnectException("refused"))),
            new ClientHttpException(503, "service unavailable"),
            new UncheckedIOException("Tasklist does not answer", new HttpConnectTimeoutException("timed out")),
            new UncheckedIOException(new HttpTimeoutException("timed out")),
            new HintedException("mail not taken", "Look at it.", new SocketTimeoutException("Read timed out")),
            new HintedException("mail not taken", "Look at it.", new UnknownHostException("mail.example.org")),
            new IOException(new SocketException("Connection reset")));

    static final List<Throwable> OF_THE_WORK = List.of(
            new HintedException("ticket is closed", "Reopen it."),
            new IllegalStateException("boom", new NullPointerException()),
            new DuplicateKeyException("there already", new SQLException("duplicate key", "23505")),
            new DataIntegrityViolationException("too long", new SQLException("too long", "22001")),
            new DataAccessResourceFailureException("limit", new SQLException("index row too large", "54000")),
            new ClientStatusException(Status.NOT_FOUND, new IOException("no such job")),
            new ClientStatusException(Status.INVALID_ARGUMENT, new IOException("no JSON")),
            new ClientHttpException(404, "not found"),
            new UncheckedIOException(new IOException("No space left on device")));

    @ParameterizedTest
    @FieldSource("AWAY")
    void isAway(Throwable failure) {
        assertThat(Infrastructure.failed(failure)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("OF_THE_WORK")
    void worksAndSoTheWorkHasFailed(Throwable failure) {
        assertThat(Infrastructure.failed(failure)).isFalse();
    }

    @Test
    void isNotMisledByCausesThatGoInACircle() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(Infrastructure.failed(first)).isFalse();
    }
}
