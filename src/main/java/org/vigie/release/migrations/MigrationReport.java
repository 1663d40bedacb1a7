package org.vigie.release.migrations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vigie.shared.HintedException;

/**
 * Reads what the plan's own command tells about the migrations of a release: a line {@code <id> <class> [compatible]} for each,
 * in the order in which they run. Blank lines and lines that begin with {@code #} are passed over; nothing else is guessed.
 */
public final class MigrationReport {

    private static final int MAX = 10_000;

    private MigrationReport() {}

    /**
     * @param output what the command wrote to its standard output, all of it
     * @throws HintedException if a line cannot be understood, an id comes twice, or there are too many
     */
    public static List<Migration> read(String output) {
        List<Migration> migrations = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String line : output.lines().toList()) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Migration migration = migration(line.strip().split("\\s+"), number);
            if (!ids.add(migration.id())) {
                throw refused(number, "names " + shown(migration.id()) + " once more");
            }
            migrations.add(migration);
            if (migrations.size() > MAX) {
                throw refused(number, "is one of too many");
            }
        }
        return migrations;
    }

    private static Migration migration(String[] words, int number) {
        boolean compatible = words.length == 3 && words[2].equalsIgnoreCase("compatible");
        if (words.length < 2 || words.length > 3 || (words.length == 3 && !compatible)) {
            throw refused(number, "is not <id> <class> [compatible]");
        }
        MigrationClass given =
                classOf(words[1]).orElseThrow(() -> refused(number, "has the unknown class " + shown(words[1])));
        return new Migration(
                words[0],
                given,
                compatible || given == MigrationClass.COMPATIBLE,
                given == MigrationClass.REVERSIBLE || given == MigrationClass.LOSSY,
                "the plan's command says " + words[1]);
    }

    private static Optional<MigrationClass> classOf(String word) {
        return List.of(MigrationClass.values()).stream()
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String shown(String word) {
        return "\"" + (word.length() > 60 ? word.substring(0, 60) + "…" : word) + "\"";
    }

    private static HintedException refused(int line, String what) {
        return new HintedException(
                "line " + line + " of the list of migrations " + what,
                "Let the command of the plan write one line <id> <class> for each; classes are compatible, reversible, lossy and"
                        + " irreversible.");
    }
}
