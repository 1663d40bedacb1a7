package org.vigie.backup.contents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queries of the catalogue: one file each, with a few abbreviations. The first column of each is the kind of the object, the second its
 * name, the others are its properties.
 *
 * <ul>
 *   <li>{@code :acl(privileges, type, owner)}: privileges in words, those that were never touched spelt out
 *   <li>{@code :acl-of-owner(...)}: the same, with the owner's name left out
 *   <li>{@code :own(schema)}: not a schema of PostgreSQL's own
 *   <li>{@code :member(catalogue, id)}: made by an extension
 *   <li>{@code :roles}: the roles that the database uses, and those that they are connected to by membership
 * </ul>
 */
final class CatalogueQueries {

    private static final List<String> FILES = List.of(
            "database",
            "setting",
            "role",
            "membership",
            "extension",
            "schema",
            "relation",
            "column",
            "constraint",
            "index",
            "trigger",
            "rule",
            "policy",
            "function",
            "type",
            "default-privileges",
            "large-object",
            "publication",
            "publication-schema",
            "event-trigger",
            "subscription",
            "other",
            "comment",
            "system-privileges");

    /** Those that need a newer server than the oldest that is supported. */
    private static final Map<String, Integer> SINCE = Map.of("publication-schema", 15);

    private static final String ARGUMENT = "((?:[^(),]|\\((?:[^()]|\\([^()]*\\))*\\))+)";
    private static final Pattern ACL =
            Pattern.compile(":acl(-of-owner)?\\(" + ARGUMENT + "," + ARGUMENT + "," + ARGUMENT + "\\)");
    private static final Pattern OWN = Pattern.compile(":own\\(" + ARGUMENT + "\\)");
    private static final Pattern MEMBER = Pattern.compile(":member\\(" + ARGUMENT + "," + ARGUMENT + "\\)");

    private static final String PRIVILEGES = """
            (SELECT string_agg(e.granted, ' ' ORDER BY e.granted COLLATE "C")
             FROM (SELECT CASE x.grantee WHEN 0 THEN 'public' %1$s ELSE quote_ident(pg_get_userbyid(x.grantee)) END || '='
                          || string_agg(x.privilege_type || CASE WHEN x.is_grantable THEN '*' ELSE '' END, ','
                                        ORDER BY x.privilege_type COLLATE "C")
                          || '/' || CASE x.grantor WHEN 0 THEN '' %1$s ELSE quote_ident(pg_get_userbyid(x.grantor)) END AS granted
                   FROM aclexplode(coalesce(%2$s, acldefault(%3$s, %4$s))) x
                   GROUP BY x.grantee, x.grantor) e)
            """;

    private static final String ROLES = """
            WITH RECURSIVE this AS (SELECT oid FROM pg_database WHERE datname = current_database()),
            used AS (SELECT s.refobjid AS id FROM pg_shdepend s, this
                     WHERE s.refclassid = 'pg_authid'::regclass
                       AND (s.dbid = this.oid OR s.dbid = 0 AND s.classid = 'pg_database'::regclass AND s.objid = this.oid)
                     UNION SELECT r.setrole FROM pg_db_role_setting r, this WHERE r.setdatabase = this.oid
                     -- PostgreSQL keeps no record of what the first superuser owns
                     UNION SELECT 10::oid
                     UNION SELECT CASE WHEN m.member = used.id THEN m.roleid ELSE m.member END
                           FROM used JOIN pg_auth_members m ON m.member = used.id OR m.roleid = used.id
                           WHERE used.id >= 16384)
            SELECT id FROM used WHERE id >= 16384 OR id = 10
            """;

    private CatalogueQueries() {}

    /** @param serverMajor such as 15 */
    static List<String> all(int serverMajor) {
        return FILES.stream()
                .filter(file -> SINCE.getOrDefault(file, 0) <= serverMajor)
                .map(CatalogueQueries::read)
                .map(CatalogueQueries::expanded)
                .toList();
    }

    private static String expanded(String sql) {
        String withPrivileges = ACL.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(privileges(found)));
        String own = OWN.matcher(withPrivileges)
                .replaceAll("($1 NOT IN ('pg_catalog', 'information_schema') AND $1 !~ '^pg_(toast|temp)')");
        return MEMBER.matcher(own)
                .replaceAll(found -> Matcher.quoteReplacement(
                        member(found.group(1).strip(), found.group(2).strip())))
                .replace(":roles", ROLES);
    }

    private static String privileges(MatchResult found) {
        String owner = found.group(4).strip();
        String ownerCase = found.group(1) == null ? "" : "WHEN " + owner + " THEN '(owner)'";
        return PRIVILEGES.formatted(
                ownerCase, found.group(2).strip(), found.group(3).strip(), owner);
    }

    private static String member(String catalogue, String id) {
        String classId = catalogue.startsWith("'") ? catalogue + "::regclass" : catalogue;
        return "EXISTS (SELECT FROM pg_depend member WHERE member.classid = " + classId + " AND member.objid = " + id
                + " AND member.deptype = 'e')";
    }

    private static String read(String file) {
        try (InputStream in = CatalogueQueries.class.getResourceAsStream(file + ".sql")) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
