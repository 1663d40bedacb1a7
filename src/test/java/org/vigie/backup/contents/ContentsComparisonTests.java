package org.vigie.backup.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.vigie.backup.SourceDatabase;

/** What a restore may have got wrong, each on a real database: it is changed, and the change is found and named. */
class ContentsComparisonTests {

    private static final String[] CONTENTS = {
        "CREATE EXTENSION hstore",
        "CREATE TYPE state AS ENUM ('open', 'closed')",
        "CREATE DOMAIN amount AS numeric CHECK (VALUE >= 0)",
        "CREATE TABLE t (id int PRIMARY KEY, n numeric, s text, f float8, d date, b bytea, x int DEFAULT 1 NOT NULL)",
        "INSERT INTO t VALUES (1, 1.0, '', 'NaN', '0044-03-15 BC', '\\x00', 1), (2, NULL, NULL, 'Infinity', 'infinity', '\\xff', 2),"
                + " (3, 3, 'é', '0', '2026-01-01', '', 3)",
        "CREATE TABLE pairs (a int, b text)",
        "INSERT INTO pairs VALUES (1, 'a'), (1, 'a'), (2, 'b'), (2, 'b')",
        "CREATE UNLOGGED TABLE pad (a int)",
        "INSERT INTO pad VALUES (1)",
        "CREATE TABLE parent (a int)",
        "CREATE TABLE child () INHERITS (parent)",
        "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES (2)",
        "CREATE TABLE part (a int) PARTITION BY LIST (a)",
        "CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1)",
        "INSERT INTO part VALUES (1)",
        "CREATE TABLE refers (t int CONSTRAINT to_t REFERENCES t, CONSTRAINT positive CHECK (t > 0))",
        "CREATE INDEX by_s ON t (s)",
        "CREATE SEQUENCE up",
        "SELECT setval('up', 10)",
        "CREATE SEQUENCE down INCREMENT -1 MINVALUE -100",
        "SELECT setval('down', -10)",
        "CREATE VIEW v AS SELECT id FROM t",
        "CREATE MATERIALIZED VIEW m AS SELECT now() AS at",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER watch BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g()",
        "ALTER TABLE pairs ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY p ON pairs USING (a > 0)",
        "GRANT SELECT ON t TO comparison_reader",
        "GRANT UPDATE (s) ON t TO comparison_reader",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO comparison_reader",
        "COMMENT ON TABLE t IS 'a comment'",
        "SELECT lo_from_bytea(1001, '\\x0102')",
        "GRANT SELECT ON LARGE OBJECT 1001 TO comparison_reader",
        "CREATE PUBLICATION pub FOR TABLE t",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = %L', current_database(), '7MB'); END $$",
        "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO comparison_reader', current_database()); END $$",
    };

    static final List<Arguments> FAULTS = List.of(
            fault("a row is missing", "DELETE FROM t WHERE id = 3", "rows-missing"),
            fault("a row is there twice", "INSERT INTO pairs VALUES (2, 'b')", "rows-unexpected"),
            fault("a table is empty", "TRUNCATE t CASCADE", "rows-missing"),
            // an exclusive or would not see the first, an order would hide the second
            fault("a pair of equal rows became another", "UPDATE pairs SET a = 1, b = 'a'", "rows-different"),
            fault("rows changed places, and one value", "UPDATE pairs SET b = 'c' WHERE a = 2", "rows-different"),
            fault("1.0 became 1.00", "UPDATE t SET n = 1.00 WHERE id = 1", "rows-different"),
            fault("NULL became empty", "UPDATE t SET s = '' WHERE id = 2", "rows-different"),
            fault("empty became NULL", "UPDATE t SET s = NULL WHERE id = 1", "rows-different"),
            fault("an accent is decomposed", "UPDATE t SET s = E'e\\u0301' WHERE id = 3", "rows-different"),
            fault("NaN became infinity", "UPDATE t SET f = 'Infinity' WHERE id = 1", "rows-different"),
            fault("infinity became a number", "UPDATE t SET f = 1.7976931348623157e308 WHERE id = 2", "rows-different"),
            fault("0 became -0", "UPDATE t SET f = '-0' WHERE id = 3", "rows-different"),
            fault("BC became AD", "UPDATE t SET d = '0044-03-15' WHERE id = 1", "rows-different"),
            fault("a byte changed", "UPDATE t SET b = '\\x01' WHERE id = 1", "rows-different"),
            fault("empty bytes became none", "UPDATE t SET b = NULL WHERE id = 3", "rows-different"),
            fault("values changed columns", "UPDATE t SET id = x + 10, x = id WHERE id = 3", "rows-different"),
            fault("an unlogged table is empty", "TRUNCATE pad", "unlogged-rows-missing"),
            fault("an unlogged table became a logged one", "ALTER TABLE pad SET LOGGED", "table-different"),
            fault(
                    "rows of a parent are in its child",
                    "WITH m AS (DELETE FROM ONLY parent RETURNING a)" + " INSERT INTO child SELECT a FROM m",
                    "rows-missing"),
            fault("a partition is missing", "DROP TABLE part_1", "table-missing"),
            fault(
                    "a partition has other limits",
                    "ALTER TABLE part DETACH PARTITION part_1; ALTER TABLE part ATTACH"
                            + " PARTITION part_1 FOR VALUES IN (1, 2)",
                    "table-different"),
            fault("a table is missing", "DROP TABLE pairs", "table-missing"),
            fault("a table is too many", "CREATE TABLE more (a int)", "table-unexpected"),
            fault("a column is missing", "ALTER TABLE pairs DROP COLUMN b", "column-missing"),
            fault("a column has another type", "ALTER TABLE t ALTER x TYPE bigint", "column-different"),
            fault("a column may be NULL", "ALTER TABLE t ALTER x DROP NOT NULL", "column-different"),
            fault("a default is missing", "ALTER TABLE t ALTER x DROP DEFAULT", "column-different"),
            fault("a primary key is missing", "ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE", "constraint-missing"),
            fault("a foreign key is missing", "ALTER TABLE refers DROP CONSTRAINT to_t", "constraint-missing"),
            fault("a check is missing", "ALTER TABLE refers DROP CONSTRAINT positive", "constraint-missing"),
            fault("an index is missing", "DROP INDEX by_s", "index-missing"),
            fault("an index is another", "DROP INDEX by_s; CREATE INDEX by_s ON t (s DESC)", "index-different"),
            fault("a sequence is behind", "SELECT setval('up', 9)", "sequence-behind"),
            fault("a sequence gives its last value again", "SELECT setval('up', 10, false)", "sequence-behind"),
            fault("a sequence that counts down is behind", "SELECT setval('down', -9)", "sequence-behind"),
            fault("a sequence is missing", "DROP SEQUENCE up", "sequence-missing"),
            fault("a view shows something else", "CREATE OR REPLACE VIEW v AS SELECT x AS id FROM t", "view-different"),
            fault("a view is missing", "DROP VIEW v", "view-missing"),
            fault(
                    "a materialized view is not filled",
                    "REFRESH MATERIALIZED VIEW m WITH NO DATA",
                    "materialized-view-not-populated"),
            fault(
                    "a function does something else",
                    "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
                    "function-different"),
            fault("a function runs as its owner", "ALTER FUNCTION f() SECURITY DEFINER", "function-different"),
            fault("a trigger is missing", "DROP TRIGGER watch ON t", "trigger-missing"),
            fault("a trigger is off", "ALTER TABLE t DISABLE TRIGGER watch", "trigger-different"),
            fault("an enum has another value", "ALTER TYPE state ADD VALUE 'new'", "type-different"),
            fault("a domain is missing", "DROP DOMAIN amount", "domain-missing"),
            fault("row security is off", "ALTER TABLE pairs DISABLE ROW LEVEL SECURITY", "table-different"),
            fault("a policy is missing", "DROP POLICY p ON pairs", "policy-missing"),
            fault("a table has another owner", "ALTER TABLE t OWNER TO comparison_reader", "owner-different"),
            fault("a privilege is missing", "REVOKE SELECT ON t FROM comparison_reader", "privileges-different"),
            fault("a privilege is too many", "GRANT SELECT ON t TO PUBLIC", "privileges-different"),
            fault(
                    "a privilege of a column is missing",
                    "REVOKE UPDATE (s) ON t FROM comparison_reader",
                    "privileges-different"),
            fault("the schema is open to all", "GRANT CREATE ON SCHEMA public TO PUBLIC", "privileges-different"),
            fault(
                    "the default privileges are others",
                    "ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM comparison_reader",
                    "default-privileges-missing"),
            fault("a comment is missing", "COMMENT ON TABLE t IS NULL", "comment-missing"),
            fault("a large object is missing", "SELECT lo_unlink(1001)", "large-object-missing"),
            fault("a large object has other bytes", "SELECT lo_put(1001, 0, '\\x03')", "large-object-different"),
            fault(
                    "a large object has another owner",
                    "ALTER LARGE OBJECT 1001 OWNER TO comparison_reader",
                    "owner-different"),
            fault("an extension is missing", "DROP EXTENSION hstore", "extension-missing"),
            fault(
                    "an extension is an older one",
                    "ALTER EXTENSION hstore UPDATE TO '1.8'; UPDATE pg_extension SET extversion = '1.7'"
                            + " WHERE extname = 'hstore'",
                    "extension-version-different"),
            fault(
                    "a function of an extension is closed",
                    "REVOKE EXECUTE ON FUNCTION hstore_in FROM PUBLIC",
                    "system-privileges-unexpected"),
            fault("a publication is missing", "DROP PUBLICATION pub", "publication-missing"),
            fault(
                    "a publication holds something else",
                    "ALTER PUBLICATION pub SET TABLE pairs",
                    "publication-different"),
            fault(
                    "a setting of the database is missing",
                    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET work_mem'," + " current_database()); END $$",
                    "setting-missing"),
            fault(
                    "the database belongs to somebody else",
                    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO comparison_reader',"
                            + " current_database()); END $$",
                    "owner-different"),
            fault(
                    "the database is closed",
                    "DO $$ BEGIN EXECUTE format('REVOKE CREATE ON DATABASE %I FROM comparison_reader',"
                            + " current_database()); END $$",
                    "privileges-different"));

    private static Arguments fault(String what, String sql, String code) {
        return Arguments.of(what, sql, code);
    }

    @BeforeAll
    static void makeRole() {
        SourceDatabase.of("CREATE ROLE comparison_reader");
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("FAULTS")
    void isFoundAndNamed(String what, String sql, String code) {
        var database = SourceDatabase.of(CONTENTS);
        var before = database.contents();
        database.execute(sql);

        assertThat(ContentsComparison.compare(before, database.contents()))
                .extracting(Difference::code)
                .contains(code);
    }

    @Test
    void whatDoesNotMatterIsNoDifference() {
        var database = SourceDatabase.of(CONTENTS);
        var before = database.contents();
        database.execute(
                // other places of the rows, sequences that went on, another moment in a materialized view
                "UPDATE t SET x = x",
                "VACUUM FULL t",
                "SELECT nextval('up'), nextval('down')",
                "REFRESH MATERIALIZED VIEW m",
                "ANALYZE",
                "CREATE ROLE comparison_bystander",
                "DROP ROLE comparison_bystander");

        assertThat(ContentsComparison.compare(before, database.contents())).isEmpty();
    }

    @Test
    void readingsOfAnotherWayAreNotCompared() {
        var contents = SourceDatabase.of("CREATE TABLE t (a int)").contents();
        var older = DatabaseContents.fromJson(contents.toJson().replace("vigie-contents/1", "vigie-contents/0"));

        assertThat(ContentsComparison.compare(older, contents))
                .extracting(Difference::code)
                .containsExactly("algorithm-different");
    }

    @Test
    void sentencesAreForPeople() {
        var database = SourceDatabase.of("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (2)");
        var before = database.contents();
        database.execute("DELETE FROM t WHERE a = 1", "ALTER TABLE t ALTER a SET NOT NULL");

        assertThat(ContentsComparison.compare(before, database.contents()))
                .extracting(Difference::sentence)
                .containsExactly(
                        "rows of the table public.t: 1 instead of 2",
                        "not null of the column public.t.a: true instead of nothing");
    }
}
