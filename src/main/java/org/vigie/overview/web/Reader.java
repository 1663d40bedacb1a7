package org.vigie.overview.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * Who reads a page.
 *
 * @param mayAct whether the account may change anything but models
 * @param mayChangeModels whether the account may change models
 */
record Reader(Locale language, String account, boolean mayAct, boolean mayChangeModels) {

    static Reader of(HttpServletRequest request) {
        return new Reader(
                request.getLocale(),
                String.valueOf(request.getRemoteUser()),
                request.isUserInRole("OPERATOR"),
                request.isUserInRole("PROCESS_OWNER"));
    }
}
