package org.vigie.plan.load;

/**
 * The text of one plan file.
 *
 * @param name the file as a person finds it, such as plans/cesizen.yaml
 * @param stem file name without folder and ending
 * @param content bytes as read
 */
record PlanFile(String name, String stem, byte[] content) {

    static PlanFile of(String folder, String fileName, byte[] content) {
        return new PlanFile(folder + "/" + fileName, fileName.substring(0, fileName.lastIndexOf('.')), content);
    }

    PlanFault fault(Position position, String fact, String hint) {
        return new PlanFault(name, position, fact, hint);
    }
}
