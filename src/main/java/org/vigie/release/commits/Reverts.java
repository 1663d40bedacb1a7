package org.vigie.release.commits;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.vigie.commit.CommitMessage.Kind;

/**
 * Which commits of a release cancel each other out. A revert and what it takes back are both without effect when both are in
 * the same release; a revert that was itself taken back has none, so that its target counts again. A revert of something that
 * is released already stays a change.
 */
final class Reverts {

    private final Map<String, String> reasons = new HashMap<>();

    /** @param commits newest first */
    Reverts(List<ReleaseCommit> commits) {
        NavigableMap<String, ReleaseCommit> byId = new TreeMap<>();
        Map<String, Integer> place = new HashMap<>();
        Map<String, Deque<ReleaseCommit>> byHeader = new HashMap<>();
        for (ReleaseCommit commit : commits) {
            byId.put(commit.id(), commit);
            place.put(commit.id(), place.size());
            byHeader.computeIfAbsent(commit.message().header(), header -> new ArrayDeque<>())
                    .add(commit);
        }
        for (ReleaseCommit commit : commits) {
            if (commit.message().kind() == Kind.REVERT && !reasons.containsKey(commit.id())) {
                Set<ReleaseCommit> targets = targets(commit, byId, byHeader, place);
                if (!targets.isEmpty()) {
                    targets.forEach(target -> cancel(target, "it was taken back by " + commit.shortId()));
                    cancel(
                            commit,
                            "it takes back " + targets.iterator().next().shortId() + ", which no release contains");
                }
            }
        }
    }

    boolean isCancelled(ReleaseCommit commit) {
        return reasons.containsKey(commit.id());
    }

    String reason(ReleaseCommit commit) {
        return reasons.getOrDefault(commit.id(), "");
    }

    private void cancel(ReleaseCommit commit, String reason) {
        reasons.put(commit.id(), reason);
    }

    /** Empty unless all that the revert names are in this release: half a revert is a change of its own. */
    private Set<ReleaseCommit> targets(
            ReleaseCommit revert,
            NavigableMap<String, ReleaseCommit> byId,
            Map<String, Deque<ReleaseCommit>> byHeader,
            Map<String, Integer> place) {
        Set<ReleaseCommit> found = new HashSet<>();
        List<String> named = revert.message().reverts();
        for (String start : named) {
            Map.Entry<String, ReleaseCommit> hit = byId.ceilingEntry(start);
            boolean older = hit != null
                    && hit.getKey().startsWith(start)
                    && place.get(hit.getKey()) > place.get(revert.id())
                    && !reasons.containsKey(hit.getKey());
            if (!older) {
                return Set.of();
            }
            found.add(hit.getValue());
        }
        if (named.isEmpty()) {
            revert.message().revertedHeader().map(byHeader::get).stream()
                    .flatMap(Deque::stream)
                    .filter(commit -> place.get(commit.id()) > place.get(revert.id()))
                    .filter(commit -> !reasons.containsKey(commit.id()))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }
}
