package org.vigie.backup.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class FolderPlaceTests extends PlaceContract {

    @TempDir
    Path root;

    @Override
    Place place() {
        return new FolderPlace("disk", root, false);
    }

    @Override
    Place away() {
        return new FolderPlace("disk", root.resolve("not mounted"), false);
    }

    @Override
    @Nullable
    Place refusing() {
        return null;
    }

    @Override
    void leaveUnfinished(String folder, String name) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve(folder)).resolve(name + ".part"), "half");
    }

    @Override
    int unfinished(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return (int) files.filter(file -> file.toString().endsWith(".part")).count();
        }
    }
}
