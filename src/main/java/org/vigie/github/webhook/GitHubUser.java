package org.vigie.github.webhook;

/** An account on GitHub; the number stays when the login changes. */
public record GitHubUser(long id, String login) {

    public static GitHubUser of(Payload user) {
        return new GitHubUser(user.number("/id"), user.text("/login"));
    }

    /** The address that GitHub gives to accounts that hide theirs; it receives nothing. */
    public String hiddenAddress() {
        // the names of bots hold brackets
        return id + "+" + login.replaceAll("[^A-Za-z0-9-]", "-") + "@users.noreply.github.com";
    }
}
