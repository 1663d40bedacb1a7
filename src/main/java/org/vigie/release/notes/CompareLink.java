package org.vigie.release.notes;

/** The address at which a forge shows what changed between two versions. */
public final class CompareLink {

    private CompareLink() {}

    /**
     * An address in the form of GitHub.
     *
     * @param repository address of the repository, without a slash at the end
     * @param from name of the older tag, as it is
     * @param to name of the newer tag, as it is
     */
    public static String of(String repository, String from, String to) {
        return repository + "/compare/" + Markdown.urlPart(from) + "..." + Markdown.urlPart(to);
    }
}
