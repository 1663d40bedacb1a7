package org.vigie.backup.contents;

import java.util.List;

/** The values of all sequences, which no snapshot holds still. */
final class Sequences {

    private static final String ALL = """
            SELECT format('%I.%I', n.nspname, c.relname) AS name, s.seqincrement AS step
            FROM pg_sequence s
                     JOIN pg_class c ON c.oid = s.seqrelid
                     JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relpersistence <> 't'
              AND NOT EXISTS (SELECT FROM pg_depend d
                              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY name
            """;

    private Sequences() {}

    private record Named(String name, long step) {}

    static List<SequenceValue> read(ReadingSession session) {
        return session
                .query("cannot list the sequences", ALL, row -> new Named(row.getString("name"), row.getLong("step")))
                .stream()
                .map(sequence -> value(session, sequence))
                .toList();
    }

    private static SequenceValue value(ReadingSession session, Named sequence) {
        return session.query(
                        "cannot read the sequence " + sequence.name(),
                        "SELECT last_value, is_called FROM " + sequence.name(),
                        row -> new SequenceValue(
                                sequence.name(),
                                row.getLong("last_value"),
                                row.getBoolean("is_called"),
                                sequence.step()))
                .getFirst();
    }
}
