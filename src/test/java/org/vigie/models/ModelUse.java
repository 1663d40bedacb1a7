package org.vigie.models;

/**
 * One use of something outside its model by an element.
 *
 * @param kind what is used
 * @param file the model's file
 * @param elementId the element that uses it
 * @param elementName its label, empty when it has none
 * @param target job type, or id of the form, decision or process
 */
record ModelUse(Kind kind, String file, String elementId, String elementName, String target) {

    /** What a model can use. */
    enum Kind {
        JOB,
        FORM,
        DECISION,
        PROCESS
    }
}
