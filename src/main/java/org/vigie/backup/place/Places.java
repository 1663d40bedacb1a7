package org.vigie.backup.place;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.plan.DatabaseSettings;

/** The places of the databases of plans. Thread-safe. */
@Component
public class Places {

    /** The place that every database has. */
    public static final String DATA_FOLDER = "folder";

    private final Path folder;

    Places(@Value("${vigie.data-dir:./data}") Path dataDir) {
        this.folder = dataDir.toAbsolutePath().normalize().resolve("backups");
    }

    /** {@code <data-dir>/backups}. */
    public Path dataFolder() {
        return folder;
    }

    /** The place in the data folder. */
    public Place own() {
        return new FolderPlace(DATA_FOLDER, folder, true);
    }

    /** All places of a database, the one in the data folder first. */
    public List<Place> of(DatabaseSettings database) {
        List<Place> places = new ArrayList<>();
        places.add(own());
        database.backup()
                .folders()
                .forEach(settings -> places.add(
                        new FolderPlace(settings.id(), Path.of(settings.path()).toAbsolutePath(), false)));
        database.backup().sftp().forEach(settings -> places.add(new SftpPlace(settings)));
        database.backup().s3().forEach(settings -> places.add(new S3Place(settings)));
        return places;
    }
}
