package org.vigie.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vigie.command.ssh.RemoteOrder;
import org.vigie.command.supervisor.ProcessTree;
import org.vigie.shared.SecretRef;

/** Makes what a host is told of a command line. */
final class RemoteOrders {

    private RemoteOrders() {}

    /** What to run, or why nothing can be. */
    record Result(Optional<RemoteOrder> order, CommandOutcome otherwise) {}

    static Result of(CommandLine line) {
        Map<String, String> environment = new HashMap<>(line.environment());
        for (Map.Entry<String, SecretRef> secret : line.secrets().entrySet()) {
            Optional<String> value = secret.getValue().read();
            if (value.isEmpty()) {
                return refused("the secret " + secret.getValue() + " is not there or empty");
            }
            environment.put(secret.getKey(), value.get());
        }
        environment.remove(ProcessTree.MARK);
        try {
            RemoteOrder order = new RemoteOrder(
                    line.arguments(), line.folder().toString(), environment, line.deadline(), line.outputLimit());
            return new Result(Optional.of(order), new CommandOutcome.NotStarted(""));
        } catch (IllegalArgumentException e) {
            return refused(e.getMessage());
        }
    }

    private static Result refused(String reason) {
        return new Result(Optional.empty(), new CommandOutcome.NotStarted(reason));
    }
}
