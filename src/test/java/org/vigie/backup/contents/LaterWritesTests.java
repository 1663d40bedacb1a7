package org.vigie.backup.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.backup.SourceDatabase;

/** What a restore would take away, on a real server. */
class LaterWritesTests {

    private SourceDatabase database;
    private DatabaseContents backup;

    @BeforeEach
    void backUp() {
        database = SourceDatabase.of(
                "CREATE TABLE orders (id serial PRIMARY KEY, \"Total\" int, note text)",
                "INSERT INTO orders (\"Total\", note) SELECT g, 'n' || g FROM generate_series(1, 20) g",
                "CREATE TABLE migration (position int, number bigint GENERATED ALWAYS AS IDENTITY)",
                "INSERT INTO migration VALUES (1)",
                "CREATE TABLE \"Odd.Name\" (a int)");
        backup = database.contents();
    }

    @Test
    void nothingIsLostWhereNobodyWrote() {
        database.execute("UPDATE orders SET note = note", "VACUUM FULL orders");
        assertThat(lost()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE gift (id int)",
                "ALTER TABLE orders ADD COLUMN state text DEFAULT 'new' NOT NULL",
                "ALTER TABLE orders ADD COLUMN \"Zone\" int",
                "CREATE INDEX ON orders (note)",
                "INSERT INTO migration VALUES (2)",
                "DROP TABLE migration"
            })
    void whatAMigrationLeavesIsNothingThatSomebodyWrote(String statement) {
        database.execute(statement);
        assertThat(lost()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INSERT INTO orders (id, note) VALUES (99, 'x') | The table public.orders held 20 rows and holds 21 rows.",
                "DELETE FROM orders WHERE id = 3 | The table public.orders held 20 rows and holds 19 rows.",
                "UPDATE orders SET note = 'other' WHERE id = 3 | Of the 20 rows of the table public.orders some are others by now.",
                "INSERT INTO \"Odd.Name\" VALUES (1) | The table public.\"Odd.Name\" held 0 rows and holds 1 row.",
                "SELECT nextval('orders_id_seq') | The sequence public.orders_id_seq was at 20 and is at 21.",
                "SELECT lo_from_bytea(0, 'x') | There were 0 large objects and there are 1, or what they hold has changed.",
                "DROP TABLE \"Odd.Name\" | The table public.\"Odd.Name\" is gone with 0 rows; nobody can tell whether somebody wrote into it before.",
                "ALTER TABLE orders DROP COLUMN \"Total\" | The table public.orders has lost \"Total\"; nobody can tell whether somebody wrote there before.",
                "ALTER TABLE orders ALTER note TYPE varchar USING upper(note) | Of the 20 rows of the table public.orders some are others by now."
            })
    void whatSomebodyWroteOrMayHaveWrittenIsNamed(String statement, String sentence) {
        database.execute(statement);
        assertThat(lost()).containsExactly(sentence);
    }

    @Test
    void writesBesideAMigrationAreSeen() {
        database.execute("ALTER TABLE orders ADD COLUMN \"Zone\" int", "UPDATE orders SET note = 'other' WHERE id = 3");
        assertThat(lost()).containsExactly("Of the 20 rows of the table public.orders some are others by now.");
        database.execute("UPDATE orders SET note = 'n3', \"Zone\" = 7 WHERE id = 3");
        assertThat(lost())
                .containsExactly("The column \"Zone\" of the table public.orders is new and holds values of its own.");
        database.execute(
                "UPDATE orders SET \"Zone\" = NULL", "CREATE TABLE gift (id int)", "INSERT INTO gift VALUES (1)");
        assertThat(lost()).containsExactly("The table public.gift is new and holds 1 row.");
    }

    @Test
    void whatWasReadInAnotherWayTellsNothing() {
        DatabaseContents other =
                new DatabaseContents("other/1", "15.1", "x", List.of(), List.of(), List.of(), List.of());
        assertThat(LaterWrites.since(other, database.details(), List.of(), 1))
                .singleElement()
                .asString()
                .contains("nobody can tell");
    }

    private List<String> lost() {
        return LaterWrites.since(backup, database.details(), List.of("public.migration"), 2);
    }
}
