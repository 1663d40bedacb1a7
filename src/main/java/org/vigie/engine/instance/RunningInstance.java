package org.vigie.engine.instance;

import java.util.Set;

/**
 * A process instance that has not ended.
 *
 * @param definitionKey of the version that it runs on
 * @param elements the ids of the elements that it is at
 */
public record RunningInstance(long key, long definitionKey, Set<String> elements) {}
