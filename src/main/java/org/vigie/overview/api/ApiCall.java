package org.vigie.overview.api;

import java.util.List;

/**
 * One call.
 *
 * @param summary what it does
 * @param description what else has to be known; perhaps empty
 * @param sent parameters and the fields of the body
 * @param answered the fields of the answer, where there is one that is JSON
 * @param statuses that it is answered with, each with its meaning where that is told
 * @param example the call as a command
 * @param readable the address, where it can be opened as it is; else empty
 */
public record ApiCall(
        String method,
        String path,
        String summary,
        String description,
        List<ApiField> sent,
        List<ApiField> answered,
        List<String> statuses,
        String example,
        String readable) {}
