package org.vigie.release.changelog;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.vigie.plan.ChangelogSettings.Push;
import org.vigie.release.history.GitFolder;
import org.vigie.release.version.RefNames;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshLimits;
import org.vigie.shared.ssh.SshRefusedException;

/**
 * Brings a version into the changelog of a repository. Whatever was done before is found done: a version that has a section gets no
 * commit, a tag that is there is left. Nothing is ever overwritten. Starts no program. Not safe for use by more than one thread.
 */
final class ChangelogRepository implements AutoCloseable {

    /** What was fetched of the branch of another repository. */
    private static final String FETCHED = "refs/vigie/changelog/";

    private static final int ANSWER_WITHIN_SECONDS = 60;

    private final Repository repository;

    private ChangelogRepository(Repository repository) {
        this.repository = repository;
    }

    /** @throws HintedException if there is none */
    static ChangelogRepository open(Path folder) {
        try {
            return new ChangelogRepository(GitFolder.open(folder));
        } catch (RepositoryNotFoundException e) {
            throw new HintedException("there is no Git repository in " + folder, "Name the folder of a clone.", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Commits to the branch of this repository, and brings its work tree along where that shows the branch.
     *
     * @return the commit that the branch leads to
     * @throws HintedException if there is no such branch, somebody is editing the file there, or somebody was faster
     */
    String commit(ChangelogEntry entry) {
        RefNames.requireBranch(entry.settings().branch());
        String branch = Constants.R_HEADS + entry.settings().branch();
        try {
            Ref before = repository.exactRef(branch);
            if (before == null) {
                throw noBranch(entry, "the repository");
            }
            boolean shown = !repository.isBare() && branch.equals(repository.getFullBranch());
            if (shown) {
                requireUntouched(entry, before.getObjectId());
            }
            ObjectId commit = new ChangelogCommit(repository, entry).on(before.getObjectId());
            advance(branch, before.getObjectId(), commit);
            if (shown) {
                show(entry, commit);
            }
            return commit.name();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Commits on top of the branch of another repository, and brings the commit and the tag of the release there.
     *
     * @return the commit that the branch leads to there
     * @throws HintedException if it cannot be reached, the tag leads elsewhere, or somebody was faster
     */
    String push(ChangelogEntry entry, Push push) {
        RefNames.requireBranch(entry.settings().branch());
        RefNames.requireTag(entry.tag());
        String branch = Constants.R_HEADS + entry.settings().branch();
        String tag = Constants.R_TAGS + entry.tag();
        try (Transport transport = open(push)) {
            Map<String, Ref> there = advertised(transport);
            if (there.get(branch) == null) {
                throw noBranch(entry, push.to());
            }
            ObjectId own = ownTag(entry, tag);
            boolean tagged = isThere(entry, push, there.get(tag), own);
            String fetched = FETCHED + entry.settings().branch();
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + branch + ":" + fetched)));
            ObjectId base = repository.exactRef(fetched).getObjectId();
            ObjectId commit = new ChangelogCommit(repository, entry).on(base);
            List<RemoteRefUpdate> updates = new ArrayList<>();
            if (!commit.equals(base)) {
                updates.add(new RemoteRefUpdate(repository, commit.name(), commit, branch, false, null, base));
            }
            if (!tagged) {
                // expected to be missing: a tag that appears there meanwhile is not moved
                updates.add(new RemoteRefUpdate(repository, tag, own, tag, false, null, ObjectId.zeroId()));
            }
            if (!updates.isEmpty()) {
                requireTaken(push, transport.push(NullProgressMonitor.INSTANCE, updates));
            }
            return commit.name();
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SshRefusedException refused) {
                    throw new HintedException(String.valueOf(refused.getMessage()), refused.hint(), e);
                }
            }
            throw new HintedException(
                    push.to() + " cannot be reached: " + e.getMessage(),
                    "Check address, account and rights in release.changelog.push of the plan.",
                    e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    private Transport open(Push push) throws IOException {
        if (Stream.of("https://", "ssh://", "/").noneMatch(push.to()::startsWith)) {
            throw new IOException("this is no address with https or ssh and no folder");
        }
        try {
            Transport transport = Transport.open(repository, new URIish(push.to()));
            transport.setTimeout(ANSWER_WITHIN_SECONDS);
            transport.setTagOpt(TagOpt.NO_TAGS);
            if (transport instanceof SshTransport ssh) {
                ssh.setSshSessionFactory(new PushOverSsh(push, SshLimits.DEFAULT));
            }
            SecretRef place = push.passwordFrom();
            if (place != null) {
                String password = place.read()
                        .orElseThrow(() -> new HintedException(
                                "the password for " + push.to() + " is not there: " + place.name(),
                                "Set it where release.changelog.push.passwordFrom of the plan says."));
                transport.setCredentialsProvider(new UsernamePasswordCredentialsProvider(
                        Optional.ofNullable(push.account()).orElse("git"), password));
            }
            return transport;
        } catch (URISyntaxException e) {
            throw new IOException(e.getReason(), e);
        }
    }

    private static Map<String, Ref> advertised(Transport transport) throws IOException {
        try (FetchConnection connection = transport.openFetch()) {
            return new HashMap<>(connection.getRefsMap());
        }
    }

    private ObjectId ownTag(ChangelogEntry entry, String tag) throws IOException {
        Ref own = repository.exactRef(tag);
        try (RevWalk walk = new RevWalk(repository)) {
            if (own == null
                    || !walk.peel(walk.parseAny(own.getObjectId())).name().equals(entry.commit())) {
                throw new HintedException(
                        "the tag " + entry.tag() + " does not lead to " + entry.commit()
                                + " any more, which was released",
                        "Find out who moved it, and put it back.");
            }
            return own.getObjectId();
        }
    }

    private static boolean isThere(ChangelogEntry entry, Push push, Ref there, ObjectId own) {
        if (there == null) {
            return false;
        }
        ObjectId peeled = there.getPeeledObjectId();
        boolean same = there.getObjectId().equals(own)
                || (peeled == null ? there.getObjectId() : peeled).name().equals(entry.commit());
        if (!same) {
            throw new HintedException(
                    "the tag " + entry.tag() + " of " + push.to() + " leads elsewhere than to " + entry.commit()
                            + ", which was released",
                    "Find out who moved it, and put it back; Vigie overwrites no tag.");
        }
        return true;
    }

    private static void requireTaken(Push push, PushResult result) {
        for (RemoteRefUpdate update : result.getRemoteUpdates()) {
            switch (update.getStatus()) {
                case OK, UP_TO_DATE -> {
                    // it is there
                }
                case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
                    throw new HintedException(
                            update.getRemoteName() + " of " + push.to() + " was changed meanwhile",
                            "Nothing to do: it is tried again on top of that.");
                default ->
                    throw new HintedException(
                            push.to() + " does not take " + update.getRemoteName() + ": " + update.getStatus()
                                    + Optional.ofNullable(update.getMessage())
                                            .map(message -> ", " + message)
                                            .orElse(""),
                            "Give the account of release.changelog.push the right to push there.");
            }
        }
    }

    private void advance(String branch, ObjectId before, ObjectId commit) throws IOException {
        if (commit.equals(before)) {
            return;
        }
        RefUpdate update = repository.updateRef(branch);
        update.setExpectedOldObjectId(before);
        update.setNewObjectId(commit);
        update.setRefLogMessage("changelog", false);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.FAST_FORWARD) {
            throw new HintedException(
                    branch + " could not be moved on: " + result, "Nothing to do: it is tried again on top of that.");
        }
    }

    /** What is there must be what is committed; or what was before the last commit, which a crash may have left. */
    private void requireUntouched(ChangelogEntry entry, ObjectId head) throws IOException {
        Path file = repository.getWorkTree().toPath().resolve(entry.settings().file());
        Optional<String> edited = Files.exists(file)
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Optional.empty();
        ChangelogCommit committed = new ChangelogCommit(repository, entry);
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(head);
            if (edited.equals(committed.text(commit))) {
                return;
            }
            if (commit.getParentCount() == 0 || !edited.equals(committed.text(walk.parseCommit(commit.getParent(0))))) {
                throw new HintedException(
                        "somebody edits " + file + ", which is not committed",
                        "Commit it or take it back; the section of the version is added then.");
            }
        }
    }

    private void show(ChangelogEntry entry, ObjectId commit) {
        try (Git git = new Git(repository)) {
            git.checkout()
                    .setStartPoint(commit.name())
                    .addPath(entry.settings().file())
                    .call();
        } catch (GitAPIException e) {
            throw new HintedException(
                    "the work tree cannot be brought to " + commit.name() + ": " + e.getMessage(),
                    "Check the folder of the repository and the disk.",
                    e);
        }
    }

    private static HintedException noBranch(ChangelogEntry entry, String where) {
        return new HintedException(
                where + " has no branch " + entry.settings().branch(),
                "Name another one in release.changelog of the plan, or make it.");
    }

    private static HintedException unreadable(IOException e) {
        return new HintedException(
                "the repository of the changelog cannot be read or written: " + e.getMessage(),
                "Check its folder and the disk.",
                e);
    }
}
