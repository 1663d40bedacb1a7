package org.vigie.plan;

import java.util.List;
import java.util.Map;
import org.vigie.shared.SecretRef;

/**
 * Link to the GitHub repository of an application.
 *
 * @param repository owner and name, as in octo-org/app; unique over all plans
 * @param tokenFrom where the access token is
 * @param webhookSecretFrom where the secret of the webhook is
 * @param labels labels of the repository
 * @param testWorkflows paths of the workflows whose results count as tests; empty: all, and check suites of other apps
 * @param leaveOut accounts whose issues do not become tickets
 */
public record GitHubSettings(
        String repository,
        SecretRef tokenFrom,
        SecretRef webhookSecretFrom,
        Labels labels,
        List<String> testWorkflows,
        List<String> leaveOut) {

    public GitHubSettings {
        testWorkflows = List.copyOf(testWorkflows);
        leaveOut = List.copyOf(leaveOut);
    }

    /** Whether issues of an account are left alone. */
    public boolean leavesOut(String login) {
        return leaveOut.stream().anyMatch(login::equalsIgnoreCase);
    }

    /**
     * Which label stands for what; no label stands for two things, so that the maps can be read both ways.
     *
     * @param type label by ticket type (corrective, evolutive, preventive, adaptive)
     * @param priority label by priority
     * @param nature label by nature (bug, feature, security, documentation, performance, tech-debt)
     */
    public record Labels(Map<String, String> type, Map<String, String> priority, Map<String, String> nature) {

        public Labels {
            type = Map.copyOf(type);
            priority = Map.copyOf(priority);
            nature = Map.copyOf(nature);
        }
    }
}
