package org.vigie.backup.contents;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything about a database but its rows: which objects it has, and what each is like. */
final class Catalogue {

    private static final int FIRST_PROPERTY = 3;

    private Catalogue() {}

    static List<CatalogueObject> read(ReadingSession session, int serverMajor) {
        return CatalogueQueries.all(serverMajor).stream()
                .flatMap(sql -> session.query("cannot read the catalogue", sql, Catalogue::object).stream())
                .toList();
    }

    private static CatalogueObject object(ResultSet row) throws SQLException {
        Map<String, String> properties = new TreeMap<>();
        ResultSetMetaData columns = row.getMetaData();
        for (int column = FIRST_PROPERTY; column <= columns.getColumnCount(); column++) {
            String value = row.getString(column);
            if (value != null) {
                properties.put(columns.getColumnLabel(column), value);
            }
        }
        return new CatalogueObject(row.getString("kind"), row.getString("name"), properties);
    }
}
