package org.vigie.release.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;

/** Makes a repository, commit by commit; each commit writes a file of its own unless told otherwise. */
final class TestHistory {

    final Repository repository;
    private final Map<String, Map<String, String>> files = new TreeMap<>();
    private int number;

    TestHistory() {
        this(new InMemoryRepository(new DfsRepositoryDescription("test")));
    }

    TestHistory(Repository repository) {
        this.repository = repository;
    }

    ReleaseHistory history() {
        return new ReleaseHistory(repository);
    }

    String commit(String message, String... parents) {
        number++;
        return write(message, "file" + number, "content " + number, parents);
    }

    String write(String message, String file, String content, String... parents) {
        Map<String, String> all = new TreeMap<>();
        for (String parent : parents) {
            all.putAll(files.get(parent));
        }
        all.put(file, content);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            for (var entry : all.entrySet()) {
                tree.append(
                        entry.getKey(),
                        FileMode.REGULAR_FILE,
                        inserter.insert(
                                Constants.OBJ_BLOB, (entry.getValue() + "\n").getBytes(StandardCharsets.UTF_8)));
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setMessage(message);
            for (String parent : parents) {
                commit.addParentId(ObjectId.fromString(parent));
            }
            commit.setAuthor(person(++number));
            commit.setCommitter(person(number));
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            files.put(id.name(), all);
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void branch(String name, String commit) {
        ref(Constants.R_HEADS + name, ObjectId.fromString(commit));
    }

    void tag(String name, String commit) {
        ref(Constants.R_TAGS + name, ObjectId.fromString(commit));
    }

    ObjectId annotatedTag(String name, ObjectId target, int type) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(name);
            tag.setMessage(name);
            tag.setTagger(person(number));
            tag.setObjectId(target, type);
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            ref(Constants.R_TAGS + name, id);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectId blob(String content) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ref(String name, ObjectId id) {
        try {
            RefUpdate update = repository.updateRef(name);
            update.setNewObjectId(id);
            update.setForceUpdate(true);
            update.update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PersonIdent person(int number) {
        return new PersonIdent("X", "x@example.org", Instant.ofEpochSecond(1_700_000_000L + number), ZoneOffset.UTC);
    }
}
