package org.vigie.command;

import org.vigie.command.supervisor.Supervisor;

/** How a run ended, exactly. */
public sealed interface CommandOutcome {

    /** It ended by itself. */
    record Exited(int code) implements CommandOutcome {
        @Override
        public String toString() {
            return "exit code " + code;
        }
    }

    /** Somebody else ended it by a signal; or it ended with 128 more as its exit code, which nobody can tell apart. */
    record Signalled(int signal) implements CommandOutcome {
        @Override
        public String toString() {
            return "ended by signal " + signal + " or with exit code " + (Supervisor.SIGNAL_BASE + signal);
        }
    }

    /** It was ended at its deadline. */
    record TimedOut() implements CommandOutcome {
        @Override
        public String toString() {
            return "ended at its deadline";
        }
    }

    /** It was ended because somebody asked for it. */
    record Cancelled() implements CommandOutcome {
        @Override
        public String toString() {
            return "cancelled";
        }
    }

    /** It has done nothing. */
    record NotStarted(String reason) implements CommandOutcome {
        @Override
        public String toString() {
            return "not started: " + reason;
        }
    }

    /** Nobody can tell what it did: its supervisor vanished. Never to be taken for success. */
    record Unknown(String reason) implements CommandOutcome {
        @Override
        public String toString() {
            return "outcome unknown: " + reason;
        }
    }

    /** Whether it did what it was run for. */
    default boolean isSuccess(CommandLine line) {
        return this instanceof Exited exited && line.successCodes().contains(exited.code());
    }

    /** The form kept in the status file. */
    default String text() {
        return switch (this) {
            case Exited exited -> "exited " + exited.code();
            case Signalled signalled -> "signalled " + signalled.signal();
            case TimedOut ignored -> "timed-out";
            case Cancelled ignored -> "cancelled";
            case NotStarted not -> "not-started " + not.reason();
            case Unknown unknown -> "unknown " + unknown.reason();
        };
    }

    /** Reads {@link #text}; whatever else is unknown. */
    static CommandOutcome parse(String code) {
        String[] parts = code.strip().split(" ", 2);
        String rest = parts.length > 1 ? parts[1] : "";
        try {
            return switch (parts[0]) {
                case "exited" -> new Exited(Integer.parseInt(rest));
                case "signalled" -> new Signalled(Integer.parseInt(rest));
                case "timed-out" -> new TimedOut();
                case "cancelled" -> new Cancelled();
                case "not-started" -> new NotStarted(rest);
                default -> new Unknown(rest.isEmpty() ? "its status file is not readable" : rest);
            };
        } catch (NumberFormatException e) {
            return new Unknown("its status file is not readable");
        }
    }
}
