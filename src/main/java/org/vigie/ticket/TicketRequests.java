package org.vigie.ticket;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.shared.HintedException;

/** What tickets ask of their process. Each request is sent until the ticket says here that it was seen. */
@Component
class TicketRequests {

    static final String RECEIVED = "ticket-received";
    static final String REOPENED = "ticket-reopened";
    static final String ANSWERED = "reporter-answered";
    static final String CANCELLED = "ticket-cancelled";
    static final String VALIDATED = "ticket-validated";
    static final String MERGED = "change-merged";
    static final String RELEASED = "ticket-released";

    /** Long enough for whoever is about to wait for it, short enough not to meet a later turn. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final ProcessRequests requests;

    TicketRequests(ProcessRequests requests) {
        this.requests = requests;
    }

    /** @param turn tells one start of a ticket's process from the next; empty for the first */
    void start(String ticketId, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        ask(ticketId, "start" + turn, RECEIVED, Duration.ZERO, Map.of());
    }

    void reopen(String ticketId, String requestId, String reason) {
        ask(ticketId, "reopening/" + requestId, REOPENED, BUFFERED, Map.of("reopeningReason", reason));
    }

    boolean repeatsAnswer(String ticketId, String answerId, String answer) {
        return repeats(ticketId, "answer/" + answerId, "answer", answer);
    }

    boolean repeatsCancellation(String ticketId, String requestId, String reason) {
        return repeats(ticketId, "cancellation/" + requestId, "reason", reason);
    }

    boolean repeatsReopening(String ticketId, String requestId, String reason) {
        return repeats(ticketId, "reopening/" + requestId, "reopeningReason", reason);
    }

    /**
     * Whether the same was asked before.
     *
     * @throws HintedException if something else was asked by the same id
     */
    private boolean repeats(String ticketId, String what, String variable, String value) {
        Optional<ProcessRequest> before = requests.find("ticket/" + ticketId + "/" + what);
        before.filter(request ->
                        !value.equals(String.valueOf(request.variables().get(variable))))
                .ifPresent(request -> {
                    throw new HintedException(
                            "the Idempotency-Key was used for another request",
                            "Send a key of its own with each new request.");
                });
        return before.isPresent();
    }

    void answer(String ticketId, String answerId, String answer) {
        Map<String, Object> values = Map.of("answer", answer, "reporterAnswered", true);
        ask(ticketId, "answer/" + answerId, ANSWERED, BUFFERED, values);
    }

    void cancel(String ticketId, String requestId, String reason) {
        ask(ticketId, "cancellation/" + requestId, CANCELLED, BUFFERED, Map.of("reason", reason));
    }

    /** @param question which of the ticket's questions is answered */
    void validate(String ticketId, String question, Map<String, ?> answer) {
        ask(ticketId, "validation/" + question, VALIDATED, BUFFERED, answer);
    }

    void merge(String ticketId, String pullRequest, String mergeCommit) {
        Map<String, Object> values = Map.of("pullRequest", pullRequest, "mergeCommit", mergeCommit);
        ask(ticketId, "merge/" + pullRequest + "/" + mergeCommit, MERGED, BUFFERED, values);
    }

    void released(String ticketId, String release, String version) {
        ask(ticketId, "released/" + release, RELEASED, BUFFERED, Map.of("releasedIn", version));
    }

    private void ask(String ticketId, String what, String message, Duration buffered, Map<String, ?> values) {
        Map<String, Object> variables = new LinkedHashMap<>(values);
        variables.put("ticketId", ticketId);
        requests.request(new ProcessRequest(
                "ticket/" + ticketId + "/" + what, message, ticketId, ticketId, buffered, variables));
    }

    /** The process acts on all requests of this kind. */
    void seen(String ticketId, String message) {
        requests.seen(ticketId, message);
    }

    /** A request of this kind that the process has not seen; the oldest if there are several. */
    Optional<ProcessRequest> unseen(String ticketId, String message) {
        return requests.unseen(ticketId).stream()
                .filter(request -> request.message().equals(message))
                .findFirst();
    }

    boolean isBeingCancelled(String ticketId, String requestIds) {
        return isUnseen(ticketId, "cancellation/" + requestIds);
    }

    boolean isBeingReopened(String ticketId, String requestIds) {
        return isUnseen(ticketId, "reopening/" + requestIds);
    }

    private boolean isUnseen(String ticketId, String what) {
        return requests.unseen(ticketId).stream()
                .anyMatch(request -> request.id().startsWith("ticket/" + ticketId + "/" + what));
    }

    /** The ticket is closed: what was asked of its process before is settled. */
    void settled(String ticketId) {
        requests.withdraw(ticketId);
    }
}
