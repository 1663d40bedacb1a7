package org.vigie.modelling.check;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a diagram may refer to.
 *
 * @param workers the job types that somebody works on
 * @param groups the groups that people are in
 * @param forms by their ids
 */
record Surroundings(
        Set<String> workers,
        Set<String> groups,
        Map<String, String> processes,
        Map<String, String> decisions,
        SortedMap<String, FormModel> forms) {}
