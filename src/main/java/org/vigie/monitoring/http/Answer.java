package org.vigie.monitoring.http;

import org.jspecify.annotations.Nullable;

/**
 * What one address answered.
 *
 * @param location where it redirects to; null: nowhere
 * @param body its beginning, up to a mebibyte
 * @param address that was asked
 * @param certificate null without TLS
 */
record Answer(
        int status, @Nullable String location, String body, String address, Certificates.@Nullable Shown certificate) {}
