package org.vigie.backlog;

/**
 * What an evolution is judged by (C-BKL-1).
 *
 * @param userValue what users gain, 1 to 5
 * @param technicalRisk 1 to 5
 * @param dependencies open items that must be done before, 0 or more
 */
public record Marks(int userValue, int technicalRisk, int dependencies) {}
