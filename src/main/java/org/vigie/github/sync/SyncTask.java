package org.vigie.github.sync;

/**
 * A task taken from the queue.
 *
 * @param subject ticket id, or repository id and number of a pull request, or application and version
 * @param requested number of the request that this task fulfils
 * @param attempts how often it failed before
 */
public record SyncTask(Kind kind, String subject, String application, long requested, int attempts) {

    public enum Kind {
        ISSUE,
        PULL_REQUEST,
        /** The subject is an application and a version. */
        RELEASE
    }
}
