package org.vigie.shared.web;

/** Where the webapps of Camunda are, as people reach them. */
public final class WebappUrls {

    private WebappUrls() {}

    /**
     * Where Tasklist begins, which is served beside Operate.
     *
     * @param tasklist where it is told; blank: it is not
     */
    public static String tasklist(String operate, String tasklist) {
        return tasklist.isBlank() ? operate.replaceFirst("/operate/?$", "/tasklist") : tasklist;
    }
}
