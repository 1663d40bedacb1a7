package org.vigie.backup.contents;

import java.sql.SQLException;
import java.util.Objects;
import org.vigie.shared.HintedException;

/** The contents of a database cannot be read, or not all of them. */
public class ContentsException extends HintedException {

    private final String cause;

    ContentsException(String cause, String fact, String hint, Throwable reason) {
        super(fact, hint, reason);
        this.cause = cause;
    }

    /** A stable code such as {@code privilege-missing}. */
    public String code() {
        return cause;
    }

    /** What an error of PostgreSQL means, by its SQLSTATE. */
    static ContentsException of(String what, SQLException error) {
        String state = Objects.requireNonNullElse(error.getSQLState(), "");
        String message = Objects.requireNonNullElse(error.getMessage(), "no reason was given");
        String fact = what + ": " + message.replaceAll("\\s+", " ");
        return switch (state) {
            case "42501" ->
                message.contains("row-level security")
                        ? new ContentsException(
                                "row-security-hides-rows",
                                fact,
                                "Give the account of the backup BYPASSRLS, or let the owner of the tables take it.",
                                error)
                        : new ContentsException(
                                "privilege-missing", fact, "Grant the account of the backup SELECT on it.", error);
            case "XX000", "XX001", "XX002", "22021" ->
                new ContentsException(
                        "source-corrupt", fact, "Look into the server's log; its files may be damaged.", error);
            case "28000", "28P01" ->
                new ContentsException("login-refused", fact, "Check user and password in the plan file.", error);
            case "3D000" -> new ContentsException("database-missing", fact, "Check its name in the plan file.", error);
            case "53300" ->
                new ContentsException(
                        "connections-exhausted", fact, "Allow more connections, or wait until fewer are used.", error);
            case "42P01", "42883" ->
                new ContentsException(
                        "restore-search-path",
                        fact,
                        "Write the schema before the names in the function, or give it a search_path by ALTER FUNCTION ... SET:"
                                + " a restore does not find them either.",
                        error);
            case "22023", "42704", "25001" ->
                message.contains("snapshot")
                        ? new ContentsException(
                                "snapshot-lost",
                                fact,
                                "Connect to the server itself, not through a pooler, and ask again.",
                                error)
                        : unreadable(fact, error);
            case "25P02", "25P03", "57P01", "57P02", "57P03" -> lost(fact, error);
            case "55P03" -> new ContentsException("lock-conflict", fact, "Ask again when nothing migrates.", error);
            default -> state.startsWith("08") ? lost(fact, error) : unreadable(fact, error);
        };
    }

    private static ContentsException lost(String fact, SQLException error) {
        return new ContentsException("connection-lost", fact, "Ask again when the server answers.", error);
    }

    private static ContentsException unreadable(String fact, SQLException error) {
        return new ContentsException("contents-unreadable", fact, "Correct what PostgreSQL names.", error);
    }
}
