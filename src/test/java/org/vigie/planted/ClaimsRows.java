package org.vigie.planted;

/** Planted violations: claims of rows outside the ground floor. */
class ClaimsRows {

    private static final String CLAIM = """
            SELECT id FROM job WHERE due_at < :now
               FOR UPDATE
               SKIP LOCKED
            """;

    String claim() {
        return CLAIM;
    }

    static class LeasesRows {

        String claim(String table) {
            return "UPDATE " + table + " SET leased_until = :until WHERE id = :id";
        }
    }

    static class LeasesRowsByName {

        Object claim() {
            return new Object[] {"LEASE_UNTIL"};
        }
    }
}
