package org.vigie.github.release;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.kohsuke.github.GHRef;
import org.kohsuke.github.GHRelease;
import org.kohsuke.github.GHRepository;
import org.springframework.stereotype.Component;
import org.vigie.github.api.GitHubTrouble;
import org.vigie.github.sync.SyncAction;
import org.vigie.github.sync.SyncTask;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.ReleasePublications;
import org.vigie.release.ReleasePublications.Publication;

/**
 * Makes the release of a version on GitHub, once. Its key is the tag: the release of that tag is looked for before one is made, so
 * that one that GitHub made although it answered with an error is found. A tag that leads elsewhere gets none, and a text that
 * somebody else wrote there stays.
 */
@Component
class ReleaseSync implements SyncAction {

    private static final String TAGS = "tags/";

    private final ReleasePublications publications;

    ReleaseSync(ReleasePublications publications) {
        this.publications = publications;
    }

    @Override
    public SyncTask.Kind kind() {
        return SyncTask.Kind.RELEASE;
    }

    @Override
    public void run(String subject, MaintenancePlan plan, Repository repository) throws IOException {
        String version = subject.substring(subject.indexOf('/') + 1);
        Optional<Publication> wanted = publications.find(plan.application(), version);
        if (wanted.isEmpty()) {
            return;
        }
        try {
            publish(repository.get(), plan, wanted.get());
        } catch (IOException e) {
            publications.failed(plan.application(), version, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void publish(GHRepository repository, MaintenancePlan plan, Publication wanted) throws IOException {
        requireTag(repository, wanted);
        String mark = "<!-- vigie " + plan.application() + " " + wanted.version() + " -->\n";
        GHRelease release = repository.getReleaseByTagName(wanted.tag());
        if (release == null) {
            release = repository
                    .createRelease(wanted.tag())
                    .name(wanted.tag())
                    .body(mark + wanted.text())
                    .prerelease(wanted.candidate())
                    .create();
        } else if (release.getBody() == null || release.getBody().isBlank()) {
            release = release.update().body(mark + wanted.text()).update();
        }
        publications.published(
                plan.application(), wanted.version(), release.getHtmlUrl().toString());
    }

    /** GitHub would make a missing tag at the head of the default branch, which may be anything. */
    private static void requireTag(GHRepository repository, Publication wanted) throws IOException {
        String commit;
        try {
            GHRef.GHObject object = repository.getRef(TAGS + wanted.tag()).getObject();
            commit = object.getType().equals("tag")
                    ? repository.getTagObject(object.getSha()).getObject().getSha()
                    : object.getSha();
        } catch (FileNotFoundException e) {
            repository.createRef("refs/" + TAGS + wanted.tag(), wanted.commit());
            return;
        }
        if (!commit.equals(wanted.commit())) {
            throw new GitHubTrouble(
                    HttpURLConnection.HTTP_CONFLICT,
                    null,
                    "the tag " + wanted.tag() + " is " + commit + " on GitHub, and " + wanted.commit() + " is released",
                    null);
        }
    }
}
