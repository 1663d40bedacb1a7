package org.vigie.github.webhook;

/** An account on GitHub; the number stays when the login changes. */
public record GitHubUser(long id, String login) {

    /** Stands on GitHub for accounts that were deleted; in deliveries they are null. */
    public static final GitHubUser GHOST = new GitHubUser(10137, "ghost");

    /** The account, or {@link #GHOST} where there is none any more. */
    public static GitHubUser of(Payload user) {
        return user.has("/id") && user.has("/login") ? new GitHubUser(user.number("/id"), user.text("/login")) : GHOST;
    }

    /** Whether nobody can be told behind it. */
    public boolean isGhost() {
        return id == GHOST.id;
    }

    /** The address that GitHub gives to accounts that hide theirs; it receives nothing. */
    public String hiddenAddress() {
        // the names of bots hold brackets
        return id + "+" + login.replaceAll("[^A-Za-z0-9-]", "-") + "@users.noreply.github.com";
    }
}
