package org.vigie.platform.child;

import java.io.IOException;
import java.time.Duration;
import org.vigie.command.Signals;

/** What a child is: how it is prepared, what is run, and how to tell that it is ready. */
public interface ChildDefinition {

    /** The name in messages and of its log and pid files, such as {@code broker}. */
    String name();

    /** Makes folders and files ready and says what to run; may take seconds the first time. */
    ChildCommand prepare() throws IOException;

    /** Whether the child answers now; false, not an exception, when it does not. Called from one thread at a time. */
    boolean answers();

    /** Called once right after the process was started. */
    default void started(Process process) throws IOException {}

    /**
     * How far the child steps back for others when the processors are busy: 0 not at all, 19 as far as possible. It does so
     * once it is ready: while it starts it is missed.
     */
    default int niceness() {
        return 0;
    }

    /** How often a child that ends while it starts is started in all. */
    default int attempts() {
        return 1;
    }

    /** Asks the running child to end in good order. */
    default void askToEnd(Process process) {
        Signals.closeInput(process);
    }

    /** How long the child may take to end before it is killed. */
    default Duration grace() {
        return Duration.ofSeconds(30);
    }
}
