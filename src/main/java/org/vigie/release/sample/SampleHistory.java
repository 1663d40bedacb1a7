package org.vigie.release.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;
import org.vigie.release.history.OwnGitSettings;
import org.vigie.shared.HintedException;

/** Writes versions into a repository, one commit after the other, at times that are always the same. */
final class SampleHistory implements AutoCloseable {

    private static final Instant FIRST = Instant.parse("2026-01-05T09:00:00Z");
    private static final long A_WEEK = 7 * 24 * 3600L;

    private final Git git;
    private final Path folder;
    private int commits;

    private SampleHistory(Git git, Path folder) {
        this.git = git;
        this.folder = folder;
    }

    static SampleHistory begin(Path sources, Path target) {
        OwnGitSettings.use();
        try {
            Files.createDirectories(target);
            copy(sources, target);
            Git git = Git.init()
                    .setDirectory(target.toFile())
                    .setInitialBranch("main")
                    .call();
            return new SampleHistory(git, target);
        } catch (IOException | GitAPIException e) {
            throw failed(e);
        }
    }

    /** Replaces a text that must be there exactly once. */
    void replace(String file, String text, String by) {
        try {
            String content = Files.readString(folder.resolve(file));
            int at = content.indexOf(text);
            if (at < 0 || content.indexOf(text, at + 1) >= 0) {
                throw new HintedException(
                        file + " of the sample does not hold once: " + text.strip(),
                        "Bring SampleRepository and samples/shop together again.");
            }
            Files.writeString(folder.resolve(file), content.replace(text, by));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Commits all that was changed, as the version of the tag. */
    void commit(String message, String tag) {
        write("VERSION", tag.substring(1) + "\n");
        PersonIdent author =
                new PersonIdent("Bookshop", "team@demo.example", FIRST.plusSeconds(A_WEEK * commits++), ZoneOffset.UTC);
        try {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage(message + "\n")
                    .setAuthor(author)
                    .setCommitter(author)
                    .setSign(false)
                    .call();
            git.tag().setName(tag).setAnnotated(false).setSigned(false).call();
        } catch (GitAPIException e) {
            throw failed(e);
        }
    }

    /** Goes on with a branch. @param from the tag a new one begins at; null for one that is there */
    void branch(String name, @Nullable String from) {
        try {
            var checkout = git.checkout().setName(name);
            if (from != null) {
                checkout.setCreateBranch(true).setStartPoint(from);
            }
            checkout.call();
        } catch (GitAPIException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }

    private static void copy(Path sources, Path target) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(sources.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static HintedException failed(Exception e) {
        return new HintedException("the repository of the sample cannot be made", "Check the folder and the disk.", e);
    }
}
