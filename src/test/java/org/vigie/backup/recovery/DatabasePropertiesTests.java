package org.vigie.backup.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabasePropertiesTests {

    @Test
    void settingsPrivilegesAndCommentAreSaidOfTheOtherDatabase() {
        assertThat(DatabaseProperties.statements("""
                        --
                        -- PostgreSQL database dump
                        --
                        SET statement_timeout = 0;
                        SELECT pg_catalog.set_config('search_path', '', false);
                        CREATE DATABASE "my shop" WITH TEMPLATE = template0 ENCODING = 'UTF8';
                        ALTER DATABASE "my shop" OWNER TO demo;
                        \\connect -reuse-previous=on "dbname='my shop'"
                        COMMENT ON DATABASE "my shop" IS 'Filled by Vigie, once';
                        ALTER DATABASE "my shop" SET "TimeZone" TO 'UTC';
                        ALTER DATABASE "my shop" CONNECTION LIMIT = 20;
                        ALTER ROLE "Some ""body" IN DATABASE "my shop" SET work_mem TO '4MB';
                        REVOKE CONNECT,TEMPORARY ON DATABASE "my shop" FROM PUBLIC;
                        SET SESSION AUTHORIZATION demo;
                        GRANT CONNECT ON DATABASE "my shop" TO reader;
                        RESET SESSION AUTHORIZATION;
                        """, "other\"one"))
                .containsExactly(
                        "COMMENT ON DATABASE \"other\"\"one\" IS 'Filled by Vigie, once'",
                        "ALTER DATABASE \"other\"\"one\" SET \"TimeZone\" TO 'UTC'",
                        "ALTER DATABASE \"other\"\"one\" CONNECTION LIMIT = 20",
                        "ALTER ROLE \"Some \"\"body\" IN DATABASE \"other\"\"one\" SET work_mem TO '4MB'",
                        "REVOKE CONNECT,TEMPORARY ON DATABASE \"other\"\"one\" FROM PUBLIC",
                        "SET SESSION AUTHORIZATION demo",
                        "GRANT CONNECT ON DATABASE \"other\"\"one\" TO reader",
                        "RESET SESSION AUTHORIZATION");
    }

    @Test
    void aValueThatLooksLikeStatementsStaysAValue() {
        String value =
                "'x'';\n--\nALTER ROLE mallory SUPERUSER;\n\\connect demo\nGRANT ALL ON DATABASE demo TO mallory; --'";
        assertThat(DatabaseProperties.statements("ALTER DATABASE demo SET \"shop.text\" TO " + value + ";\n", "other"))
                .containsExactly("ALTER DATABASE \"other\" SET \"shop.text\" TO " + value);
    }

    @Test
    void aBackslashTakesTheNextQuoteAlongInEscapedTextsOnly() {
        assertThat(DatabaseProperties.split("A E'\\';\\''; B 'C\\'; D \"\\\";E;"))
                .containsExactly("A E'\\';\\''", "B 'C\\'", "D \"\\\"", "E");
    }

    @Test
    void whatIsNotOfTheDatabaseIsLeftOut() {
        assertThat(DatabaseProperties.statements("""
                        CREATE ROLE mallory SUPERUSER;
                        ALTER DATABASE demo RENAME TO gone;
                        ALTER DATABASE demo OWNER TO mallory;
                        GRANT pg_write_all_data TO mallory;
                        DROP DATABASE demo;
                        """, "other")).isEmpty();
    }
}
