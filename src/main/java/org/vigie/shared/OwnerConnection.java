package org.vigie.shared;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Where Vigie's database is and who may change its tables: for migrations, and for a restore before them. */
public final class OwnerConnection {

    private final JdbcConnectionDetails database;
    private final DatabaseOwner owner;

    /** @param owner of the tables, perhaps the account of the connections itself */
    public OwnerConnection(JdbcConnectionDetails database, DatabaseOwner owner) {
        this.database = database;
        this.owner = owner;
    }

    /** The JDBC address. */
    public String url() {
        return database.getJdbcUrl();
    }

    /** The account that owns the tables; the only one, where there is one; null if the address names it. */
    public @Nullable String username() {
        return owner.isGiven() ? owner.username() : database.getUsername();
    }

    /** The password of that account; null if the address has it, or none is needed. */
    public @Nullable String password() {
        return owner.isGiven() ? owner.password() : database.getPassword();
    }

    /** The account by which Vigie works, where another one owns the tables; null where it does itself. */
    @Nullable
    String worker() {
        String worker = database.getUsername();
        return owner.isGiven() && worker != null && !worker.equals(owner.username()) ? worker : null;
    }
}
