package org.vigie.github.pull;

import java.io.IOException;
import java.util.List;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestCommitDetail;
import org.kohsuke.github.GHPullRequestFileDetail;
import org.springframework.stereotype.Component;
import org.vigie.github.sync.SyncAction;
import org.vigie.github.sync.SyncTask;
import org.vigie.plan.MaintenancePlan;

/** Reads what deliveries do not tell of a pull request: its commit messages and whether it touches tests. */
@Component
class PullRequestSync implements SyncAction {

    private final ChangeRecords changes;

    PullRequestSync(ChangeRecords changes) {
        this.changes = changes;
    }

    @Override
    public SyncTask.Kind kind() {
        return SyncTask.Kind.PULL_REQUEST;
    }

    @Override
    public void run(String subject, MaintenancePlan plan, Repository repository) throws IOException {
        String[] parts = subject.split("/");
        long repositoryId = Long.parseLong(parts[0]);
        int number = Integer.parseInt(parts[1]);
        List<ChangeRecords.Row> rows = changes.ofPullRequest(repositoryId, number);
        if (rows.isEmpty()) {
            return;
        }
        GHPullRequest pull = repository.get().getPullRequest(number);
        boolean testsTouched = false;
        for (GHPullRequestFileDetail file : pull.listFiles().withPageSize(100).toList()) {
            testsTouched |= !file.getStatus().equals("removed") && TestPaths.isTest(file.getFilename());
        }
        List<String> messages = pull.listCommits().withPageSize(100).toList().stream()
                .map(GHPullRequestCommitDetail::getCommit)
                .map(commit -> commit.getMessage().replace("\u0000", ""))
                .toList();
        changes.read(repositoryId, number, testsTouched, messages);
    }
}
