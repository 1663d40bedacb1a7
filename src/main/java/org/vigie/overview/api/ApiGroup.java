package org.vigie.overview.api;

import java.util.List;

/**
 * What belongs together.
 *
 * @param id as an address within the page
 */
public record ApiGroup(String id, String name, List<ApiCall> calls) {}
