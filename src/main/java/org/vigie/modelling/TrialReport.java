package org.vigie.modelling;

import java.util.List;
import java.util.Map;
import org.vigie.modelling.check.Difference;

/**
 * What a trial found.
 *
 * @param refusals why it cannot be deployed; empty if it can
 * @param differences what is not as it is in force
 * @param history what changed rules would have made of the past
 * @param running how many running cases are at each element of the processes that the change reaches, by process; those are
 *     brought along
 * @param runningKnown whether the engine's display could be asked for them
 */
public record TrialReport(
        List<Finding> refusals,
        List<Difference> differences,
        List<Tried> history,
        Map<String, Map<String, Integer>> running,
        boolean runningKnown) {}
