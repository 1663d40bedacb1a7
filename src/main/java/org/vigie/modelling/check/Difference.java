package org.vigie.modelling.check;

/**
 * Something that is not as it was.
 *
 * @param file the model
 * @param how {@code added}, {@code changed} or {@code removed}
 * @param kind of BPMN or DMN, or that of a field
 * @param element its id
 * @param name what people call it
 */
public record Difference(String file, String how, String kind, String element, String name) {}
