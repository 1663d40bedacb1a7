package org.vigie.modelling;

import java.util.Arrays;
import java.util.Optional;

/** What a process owner edits. */
public enum ModelKind {
    PROCESS("bpmn", ".bpmn"),
    DECISION("dmn", ".dmn"),
    FORM("forms", ".form");

    private final String folder;
    private final String ending;

    ModelKind(String folder, String ending) {
        this.folder = folder;
        this.ending = ending;
    }

    /** The folder that holds the files of this kind. */
    public String folder() {
        return folder;
    }

    /** How their names end. */
    public String ending() {
        return ending;
    }

    /** By the name of a file; empty if it is none of a model. */
    public static Optional<ModelKind> of(String file) {
        return Arrays.stream(values())
                .filter(kind -> file.matches("[A-Za-z][A-Za-z0-9-]*" + kind.ending.replace(".", "\\.")))
                .findFirst();
    }

    /** The name of a file without its ending: the id of what it holds. */
    public String idIn(String file) {
        return file.substring(0, file.length() - ending.length());
    }
}
