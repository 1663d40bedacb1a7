package org.vigie.modelling;

import java.util.List;
import java.util.Locale;
import org.vigie.shared.HintedException;
import org.vigie.shared.Words;

/** A change is not put into force: its trial, or the cases that run, stand against it. */
public class ModelsRefusedException extends HintedException {

    private static final Words ENGLISH = new Words("modelling", Locale.ENGLISH);

    private final transient List<Finding> refusals;

    ModelsRefusedException(List<Finding> refusals) {
        super(
                "the change is refused: " + refusals.getFirst().in(ENGLISH),
                "Correct it in Camunda Modeler and save it; the trial lists every reason.");
        this.refusals = refusals;
    }

    public List<Finding> refusals() {
        return refusals;
    }
}
