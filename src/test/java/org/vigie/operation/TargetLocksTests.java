package org.vigie.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.shared.FencedException;
import org.vigie.support.VigieTest;

/** One operation at a time on each target, and nobody acts on a hold that has ended. */
@VigieTest
class TargetLocksTests {

    @Autowired
    Operations operations;

    @Autowired
    OperationRequests requests;

    @Autowired
    TargetLocks locks;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void nothingIsHeld() {
        jdbc.sql("UPDATE target_lock SET holder = NULL").update();
    }

    @Test
    void secondRequestIsRefusedAndToldWhoHoldsTheTarget() {
        Operation first = request("anne", null);
        assertThatThrownBy(() -> request("bruno", null)).isInstanceOfSatisfying(TargetHeldException.class, refused -> {
            assertThat(refused.holder().operation()).isEqualTo(first.id());
            assertThat(refused.holder().kind()).isEqualTo("backups");
            assertThat(refused.holder().requestedBy()).isEqualTo("anne");
            assertThat(refused.getMessage()).contains("database/main of demo", "anne");
        });
        assertThat(operations.list("demo", "backups", null, null, 50))
                .filteredOn(operation -> operation.requestedBy().equals("refused"))
                .isEmpty();
    }

    @Test
    void oneOfManyAtOnceGetsTheTarget() throws Exception {
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            List<Callable<Operation>> requests = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String account = "person-" + i;
                requests.add(() -> request(account, null));
            }
            int accepted = 0;
            for (Future<Operation> answer : people.invokeAll(requests)) {
                try {
                    answer.get();
                    accepted++;
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(TargetHeldException.class);
                }
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    @Test
    void endFreesTheTargetAndTheNextHoldHasAHigherFence() {
        Operation first = request("anne", null);
        LockToken before = locks.of(first.id()).getFirst();
        operations.end(first.id(), OperationStatus.SUCCEEDED, null, null);

        Operation second = request("bruno", null);
        assertThat(locks.of(second.id()).getFirst().fence()).isGreaterThan(before.fence());
        assertThatThrownBy(() -> locks.check(List.of(before))).isInstanceOf(FencedException.class);
        locks.check(locks.of(second.id()));
    }

    @Test
    void releaseFreesOnlyWhatIsHeldByThatOperation() {
        Operation first = request("anne", null);
        operations.end(first.id(), OperationStatus.FAILED, "no disk", "dump-failed");
        Operation second = request("bruno", null);

        locks.release(first.id());
        operations.end(first.id(), OperationStatus.FAILED, "again", "dump-failed");
        locks.check(locks.of(second.id()));
        assertThat(locks.of(second.id())).hasSize(1);
    }

    @Test
    void operationOnBehalfOfAnotherRunsUnderItsHold() {
        Operation outer = request("anne", null);
        Operation inner = request("vigie", outer.id());
        assertThat(inner.rootId()).isEqualTo(outer.id());

        operations.end(inner.id(), OperationStatus.SUCCEEDED, null, null);
        assertThatThrownBy(() -> request("bruno", null)).isInstanceOf(TargetHeldException.class);
        operations.end(outer.id(), OperationStatus.SUCCEEDED, null, null);
        assertThat(request("bruno", null).status()).isEqualTo(OperationStatus.REQUESTED);
    }

    /** D26: a rollback of a release with a recovery of its own. */
    @Test
    void whatAnOperationOnBehalfOfAnotherAsksForRunsUnderTheSameHold() {
        Operation release = request("anne", null);
        Operation rollback = request("vigie", release.id());
        Operation recovery = request("vigie", rollback.id());
        assertThat(recovery.rootId()).isEqualTo(release.id());
        operations.waiting(recovery.id());
        assertThatThrownBy(() -> request("bruno", null)).isInstanceOf(TargetHeldException.class);
        operations.end(recovery.id(), OperationStatus.FAILED, null, "test");
        operations.end(rollback.id(), OperationStatus.FAILED, null, "test");
        assertThatThrownBy(() -> request("bruno", null)).isInstanceOf(TargetHeldException.class);
        operations.end(release.id(), OperationStatus.FAILED, null, "test");
        assertThat(request("bruno", null).status()).isEqualTo(OperationStatus.REQUESTED);
    }

    @Test
    void targetIsFreeWhileAPersonIsAskedAndAnOldHoldDoesNotComeBackToLife() {
        Operation first = request("anne", null);
        operations.begin(first.id(), 1);
        List<LockToken> before = locks.of(first.id());
        operations.waiting(first.id());
        Operation second = request("bruno", null);
        assertThatThrownBy(() -> operations.resume(first.id())).isInstanceOf(TargetHeldException.class);

        operations.end(second.id(), OperationStatus.SUCCEEDED, null, null);
        operations.resume(first.id());
        assertThat(operations.require(first.id()).status()).isEqualTo(OperationStatus.RUNNING);
        assertThatThrownBy(() -> locks.check(before)).isInstanceOf(FencedException.class);
    }

    @Test
    void takingTwoTargetsTakesBothOrNone() {
        Operation first = request("anne", null);
        Operation other = transaction.execute(status -> {
            operations.end(first.id(), OperationStatus.SUCCEEDED, null, null);
            return request("bruno", null);
        });
        String stranger = unlocked();
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> locks.take("demo", Set.of("aaa", "database/main"), stranger)))
                .isInstanceOf(TargetHeldException.class);
        assertThat(locks.of(stranger)).isEmpty();
        assertThat(locks.of(other.id())).hasSize(1);
    }

    /** The id of an operation that holds nothing. */
    private String unlocked() {
        String id = "op-" + UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO operation (id, kind, application, status, input, request_key, request_hash,
                                               requested_by, requested_at, root_id)
                        VALUES (:id, 'backups', 'demo', 'running', '{}', :id, '', 'carla', now(), :id)
                        """).param("id", id).update();
        return id;
    }

    private Operation request(String account, String parent) {
        return requests.request(new OperationRequest(
                "demo", "backups", Map.of(), account, UUID.randomUUID().toString(), parent));
    }
}
